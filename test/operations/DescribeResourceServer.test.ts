import { describe, expect, test } from 'vitest'
import { noSuchPool, unknownPool } from '../support/refusals.ts'
import { noSuchServer, placeWithApi } from '../support/resource-servers.ts'

describe('DescribeResourceServer', () => {
  test('shows a resource server', async () => {
    const { call, poolId, Scopes } = await placeWithApi()

    expect(await call('DescribeResourceServer', { UserPoolId: poolId, Identifier: 'api' })).toEqual({
      ResourceServer: { UserPoolId: poolId, Identifier: 'api', Name: 'the API', Scopes },
    })
  })

  test('refuses an unknown resource server and an unknown pool', async () => {
    const { call, poolId } = await placeWithApi()

    await expect(call('DescribeResourceServer', { UserPoolId: poolId, Identifier: 'none' })).rejects.toMatchObject(
      noSuchServer,
    )
    await expect(call('DescribeResourceServer', { UserPoolId: unknownPool, Identifier: 'api' })).rejects.toMatchObject(
      noSuchPool,
    )
  })
})
