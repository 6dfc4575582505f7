import { describe, expect, test } from 'vitest'
import { noSuchPool, refusal, unknownPool } from '../support/refusals.ts'
import { placeWithTerms } from '../support/terms.ts'

describe('DescribeTermsByClient', () => {
  test('finds a document without its id', async () => {
    const { call, poolId, clientId, terms } = await placeWithTerms()

    const ids = { UserPoolId: poolId, ClientId: clientId }
    expect(await call('DescribeTermsByClient', { ...ids, TermsName: 'terms-of-use' })).toEqual({ Terms: terms })
  })

  test('refuses a kind that the client does not have, unknown clients and unknown pools', async () => {
    const { call, poolId, clientId } = await placeWithTerms()
    const find = (UserPoolId: string, ClientId: string) =>
      call('DescribeTermsByClient', { UserPoolId, ClientId, TermsName: 'privacy-policy' })

    await expect(find(poolId, clientId)).rejects.toMatchObject(
      refusal('ResourceNotFoundException', 'Terms privacy-policy does not exist.'),
    )
    await expect(find(poolId, 'nobody')).rejects.toMatchObject(
      refusal('ResourceNotFoundException', 'User pool client nobody does not exist.'),
    )
    await expect(find(unknownPool, clientId)).rejects.toMatchObject(noSuchPool)
  })
})
