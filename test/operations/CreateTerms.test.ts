import { describe, expect, test } from 'vitest'
import { terms } from '../../src/store/schema/branding.ts'
import { testNow } from '../support/emulator.ts'
import { place } from '../support/people.ts'
import { noSuchPool, refusal, unknownPool } from '../support/refusals.ts'
import { document, placeWithTerms } from '../support/terms.ts'

describe('CreateTerms', () => {
  test('gives a client its terms of use', async () => {
    const { terms, poolId, clientId } = await placeWithTerms()

    expect(terms).toEqual({
      TermsId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      UserPoolId: poolId,
      ClientId: clientId,
      ...document,
      CreationDate: new Date(testNow),
      LastModifiedDate: new Date(testNow),
    })
  })

  test('refuses a second document of the kind, and takes one of the other kind', async () => {
    const { call, poolId, clientId } = await placeWithTerms()
    const create = (TermsName: string) =>
      call('CreateTerms', { UserPoolId: poolId, ClientId: clientId, ...document, TermsName })

    await expect(create('terms-of-use')).rejects.toMatchObject(
      refusal('TermsExistsException', 'Terms terms-of-use already exists for the client.'),
    )
    await create('privacy-policy')
  })

  test('refuses the 41st document of a pool', async () => {
    const { call, core, poolId, clientId } = await placeWithTerms()
    const [row] = core.store.tx.select().from(terms).all()
    core.store.transact((tx) => {
      for (let i = 1; i < 40; i++)
        tx.insert(terms)
          .values({ ...row!, id: `${i}`, name: `other ${i}` })
          .run()
    })

    await expect(
      call('CreateTerms', { UserPoolId: poolId, ClientId: clientId, ...document, TermsName: 'privacy-policy' }),
    ).rejects.toMatchObject(refusal('LimitExceededException', 'Terms limit exceeded.'))
  })

  test('refuses an unknown client and an unknown pool', async () => {
    const { call, poolId, clientId } = await place()
    const create = (UserPoolId: string, ClientId: string) => call('CreateTerms', { UserPoolId, ClientId, ...document })

    await expect(create(poolId, 'nobody')).rejects.toMatchObject(
      refusal('ResourceNotFoundException', 'User pool client nobody does not exist.'),
    )
    await expect(create(unknownPool, clientId)).rejects.toMatchObject(noSuchPool)
  })
})
