import { describe, expect, test } from 'vitest'
import { testNow } from '../support/emulator.ts'
import { noSuchPool, refusal, unknownPool } from '../support/refusals.ts'
import { document, noSuchTerms, placeWithTerms, unknownTerms } from '../support/terms.ts'

describe('UpdateTerms', () => {
  test('leaves a document as it is when it gets the described values', async () => {
    const { call, poolId, terms } = await placeWithTerms()
    const ids = { UserPoolId: poolId, TermsId: terms.TermsId }

    expect(await call('UpdateTerms', { ...ids, ...document })).toEqual({ Terms: terms })
    expect(await call('DescribeTerms', ids)).toEqual({ Terms: terms })
  })

  test('replaces the links as a whole and keeps what it does not get', async () => {
    const { call, clock, poolId, terms } = await placeWithTerms()
    clock.advance({ seconds: 1 })
    const Links = { 'cognito:default': 'https://shop.example.com/new', 'cognito:french': 'https://shop.example.com/fr' }

    const { Terms } = await call('UpdateTerms', { UserPoolId: poolId, TermsId: terms.TermsId, Links })

    expect(Terms).toEqual({ ...terms, Links, LastModifiedDate: new Date(testNow + 1000) })
  })

  test('refuses the name of another document of the client', async () => {
    const { call, poolId, clientId, terms } = await placeWithTerms()
    await call('CreateTerms', { UserPoolId: poolId, ClientId: clientId, ...document, TermsName: 'privacy-policy' })

    await expect(
      call('UpdateTerms', { UserPoolId: poolId, TermsId: terms.TermsId, TermsName: 'privacy-policy' }),
    ).rejects.toMatchObject(refusal('TermsExistsException', 'Terms privacy-policy already exists for the client.'))
  })

  test('refuses an unknown document and an unknown pool', async () => {
    const { call, poolId } = await placeWithTerms()
    const update = (UserPoolId: string) => call('UpdateTerms', { UserPoolId, TermsId: unknownTerms })

    await expect(update(poolId)).rejects.toMatchObject(noSuchTerms)
    await expect(update(unknownPool)).rejects.toMatchObject(noSuchPool)
  })
})
