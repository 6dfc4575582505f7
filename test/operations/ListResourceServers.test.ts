import { describe, expect, test } from 'vitest'
import { invalid, noSuchPool, unknownPool } from '../support/refusals.ts'
import { placeWithApi } from '../support/resource-servers.ts'

describe('ListResourceServers', () => {
  test('pages one by one, by identifier', async () => {
    const { call, poolId, Scopes } = await placeWithApi()
    await call('CreateResourceServer', { UserPoolId: poolId, Identifier: 'a-first', Name: 'first' })

    const first = await call('ListResourceServers', { UserPoolId: poolId, MaxResults: 1 })
    const second = await call('ListResourceServers', { UserPoolId: poolId, MaxResults: 1, NextToken: first.NextToken })

    expect(first.ResourceServers).toEqual([{ UserPoolId: poolId, Identifier: 'a-first', Name: 'first', Scopes: [] }])
    expect(second).toEqual({ ResourceServers: [{ UserPoolId: poolId, Identifier: 'api', Name: 'the API', Scopes }] })
  })

  test('refuses a token that it did not issue, and an unknown pool', async () => {
    const { call, poolId } = await placeWithApi()

    await expect(
      call('ListResourceServers', { UserPoolId: poolId, MaxResults: 1, NextToken: 'mine' }),
    ).rejects.toMatchObject(invalid('Invalid pagination token given.'))
    await expect(call('ListResourceServers', { UserPoolId: unknownPool, MaxResults: 1 })).rejects.toMatchObject(
      noSuchPool,
    )
  })
})
