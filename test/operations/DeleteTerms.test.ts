import { describe, expect, test } from 'vitest'
import { noSuchPool, unknownPool } from '../support/refusals.ts'
import { noSuchTerms, placeWithTerms, unknownTerms } from '../support/terms.ts'

describe('DeleteTerms', () => {
  test('deletes a document', async () => {
    const { call, poolId, terms } = await placeWithTerms()

    expect(await call('DeleteTerms', { UserPoolId: poolId, TermsId: terms.TermsId })).toBeUndefined()

    expect((await call('ListTerms', { UserPoolId: poolId })).Terms).toEqual([])
  })

  test('refuses an unknown document and an unknown pool', async () => {
    const { call, poolId } = await placeWithTerms()
    const remove = (UserPoolId: string) => call('DeleteTerms', { UserPoolId, TermsId: unknownTerms })

    await expect(remove(poolId)).rejects.toMatchObject(noSuchTerms)
    await expect(remove(unknownPool)).rejects.toMatchObject(noSuchPool)
  })
})
