import { describe, expect, test } from 'vitest'
import { noSuchPool, unknownPool } from '../support/refusals.ts'
import { noSuchServer, placeWithApi } from '../support/resource-servers.ts'

describe('DeleteResourceServer', () => {
  test('deletes a resource server', async () => {
    const { call, poolId } = await placeWithApi()

    expect(await call('DeleteResourceServer', { UserPoolId: poolId, Identifier: 'api' })).toBeUndefined()

    expect((await call('ListResourceServers', { UserPoolId: poolId, MaxResults: 50 })).ResourceServers).toEqual([])
  })

  test('refuses an unknown resource server and an unknown pool', async () => {
    const { call, poolId } = await placeWithApi()

    await expect(call('DeleteResourceServer', { UserPoolId: poolId, Identifier: 'none' })).rejects.toMatchObject(
      noSuchServer,
    )
    await expect(call('DeleteResourceServer', { UserPoolId: unknownPool, Identifier: 'api' })).rejects.toMatchObject(
      noSuchPool,
    )
  })
})
