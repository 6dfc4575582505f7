import { describe, expect, test } from 'vitest'
import { noSuchPool, unknownPool } from '../support/refusals.ts'
import { noSuchServer, placeWithApi } from '../support/resource-servers.ts'

describe('UpdateResourceServer', () => {
  test('leaves a resource server as it is when it gets the described values', async () => {
    const { call, poolId, Scopes } = await placeWithApi()
    const ids = { UserPoolId: poolId, Identifier: 'api' }
    const before = await call('DescribeResourceServer', ids)

    expect(await call('UpdateResourceServer', { ...ids, Name: 'the API', Scopes })).toEqual(before)
    expect(await call('DescribeResourceServer', ids)).toEqual(before)
  })

  test('replaces name and scopes', async () => {
    const { call, poolId } = await placeWithApi()

    const { ResourceServer } = await call('UpdateResourceServer', {
      UserPoolId: poolId,
      Identifier: 'api',
      Name: 'two',
    })

    expect(ResourceServer).toEqual({ UserPoolId: poolId, Identifier: 'api', Name: 'two', Scopes: [] })
  })

  test('leaves a scope that goes on the clients that list it', async () => {
    const { call, poolId } = await placeWithApi()
    const { UserPoolClient } = await call('CreateUserPoolClient', {
      UserPoolId: poolId,
      ClientName: 'machine',
      GenerateSecret: true,
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['client_credentials'],
      AllowedOAuthScopes: ['api/read'],
    })

    await call('UpdateResourceServer', { UserPoolId: poolId, Identifier: 'api', Name: 'the API' })

    const ids = { UserPoolId: poolId, ClientId: UserPoolClient!.ClientId! }
    expect((await call('DescribeUserPoolClient', ids)).UserPoolClient!.AllowedOAuthScopes).toEqual(['api/read'])
  })

  test('refuses an unknown resource server and an unknown pool', async () => {
    const { call, poolId } = await placeWithApi()
    const update = (UserPoolId: string, Identifier: string) =>
      call('UpdateResourceServer', { UserPoolId, Identifier, Name: 'x' })

    await expect(update(poolId, 'none')).rejects.toMatchObject(noSuchServer)
    await expect(update(unknownPool, 'api')).rejects.toMatchObject(noSuchPool)
  })
})
