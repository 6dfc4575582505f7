import { describe, expect, test } from 'vitest'
import { testNow } from '../support/emulator.ts'
import { invalid, noSuchPool, unknownPool } from '../support/refusals.ts'
import { document, placeWithTerms } from '../support/terms.ts'

describe('ListTerms', () => {
  test('shows documents without links and client, and pages one by one', async () => {
    const { call, clock, poolId, clientId, terms } = await placeWithTerms()
    clock.advance({ seconds: 1 })
    await call('CreateTerms', { UserPoolId: poolId, ClientId: clientId, ...document, TermsName: 'privacy-policy' })

    const first = await call('ListTerms', { UserPoolId: poolId, MaxResults: 1 })
    const second = await call('ListTerms', { UserPoolId: poolId, MaxResults: 1, NextToken: first.NextToken })

    expect(first.Terms).toEqual([
      {
        TermsId: terms.TermsId,
        TermsName: 'terms-of-use',
        Enforcement: 'NONE',
        CreationDate: new Date(testNow),
        LastModifiedDate: new Date(testNow),
      },
    ])
    expect(second.Terms).toMatchObject([{ TermsName: 'privacy-policy' }])
    expect(second.NextToken).toBeUndefined()
  })

  test('refuses a token that it did not issue, and an unknown pool', async () => {
    const { call, poolId } = await placeWithTerms()

    await expect(call('ListTerms', { UserPoolId: poolId, NextToken: 'mine' })).rejects.toMatchObject(
      invalid('Invalid pagination token given.'),
    )
    await expect(call('ListTerms', { UserPoolId: unknownPool })).rejects.toMatchObject(noSuchPool)
  })
})
