import { describe, expect, test } from 'vitest'
import { noSuchPool, unknownPool } from '../support/refusals.ts'
import { noSuchTerms, placeWithTerms, unknownTerms } from '../support/terms.ts'

describe('DescribeTerms', () => {
  test('shows a document', async () => {
    const { call, poolId, terms } = await placeWithTerms()

    expect(await call('DescribeTerms', { UserPoolId: poolId, TermsId: terms.TermsId })).toEqual({ Terms: terms })
  })

  test('refuses an unknown document and an unknown pool', async () => {
    const { call, poolId } = await placeWithTerms()
    const describeIn = (UserPoolId: string) => call('DescribeTerms', { UserPoolId, TermsId: unknownTerms })

    await expect(describeIn(poolId)).rejects.toMatchObject(noSuchTerms)
    await expect(describeIn(unknownPool)).rejects.toMatchObject(noSuchPool)
  })
})
