import { describe, expect, test } from 'vitest'
import { place } from '../support/people.ts'
import { invalid, noSuchPool, refusal, unknownPool } from '../support/refusals.ts'
import { placeWithReplica } from '../support/replicas.ts'

describe('DeleteUserPoolReplica', () => {
  test('begins to delete an inactive one, which then is gone', async () => {
    const { call, clock, poolId } = await placeWithReplica()
    const ids = { UserPoolId: poolId, RegionName: 'eu-west-1' }

    expect((await call('DeleteUserPoolReplica', ids)).UserPoolReplica!.Status).toBe('DELETING')
    clock.advance({ seconds: 3 })

    expect((await call('ListUserPoolReplicas', { UserPoolId: poolId })).UserPoolReplicas).toHaveLength(1)
    await call('CreateUserPoolReplica', ids)
  })

  test('refuses an active one', async () => {
    const { call, poolId } = await placeWithReplica()
    const ids = { UserPoolId: poolId, RegionName: 'eu-west-1' }
    await call('UpdateUserPoolReplica', { ...ids, Status: 'ACTIVE' })

    await expect(call('DeleteUserPoolReplica', ids)).rejects.toMatchObject(
      invalid('The replica in eu-west-1 is ACTIVE, not INACTIVE.'),
    )
  })

  test('refuses a Region without replica and an unknown pool', async () => {
    const { call, poolId } = await place()
    const remove = (UserPoolId: string) => call('DeleteUserPoolReplica', { UserPoolId, RegionName: 'eu-west-1' })

    await expect(remove(poolId)).rejects.toMatchObject(
      refusal('ResourceNotFoundException', `User pool ${poolId} has no replica in eu-west-1.`),
    )
    await expect(remove(unknownPool)).rejects.toMatchObject(noSuchPool)
  })
})
