import { describe, expect, test } from 'vitest'
import { place } from '../support/people.ts'
import { invalid, noSuchPool, unknownPool } from '../support/refusals.ts'

describe('ListUserPoolClients', () => {
  test('shows three members of each client of the pool', async () => {
    const { call, poolId, clientId } = await place()
    const other = await call('CreateUserPool', { PoolName: 'garden' })
    await call('CreateUserPoolClient', { UserPoolId: other.UserPool!.Id!, ClientName: 'elsewhere' })

    expect(await call('ListUserPoolClients', { UserPoolId: poolId })).toEqual({
      UserPoolClients: [{ ClientId: clientId, UserPoolId: poolId, ClientName: 'web' }],
    })
  })

  test('pages one by one', async () => {
    const { call, poolId, clock } = await place()
    for (const ClientName of ['two', 'three']) {
      clock.advance({ seconds: 1 })
      await call('CreateUserPoolClient', { UserPoolId: poolId, ClientName })
    }

    const names: unknown[] = []
    let NextToken: string | undefined
    do {
      const page = await call('ListUserPoolClients', { UserPoolId: poolId, MaxResults: 1, NextToken })
      names.push(page.UserPoolClients!.map(({ ClientName }) => ClientName))
      NextToken = page.NextToken
    } while (NextToken)

    expect(names).toEqual([['web'], ['two'], ['three']])
  })

  test('leaves clients of the other type out of the page, not out of the count', async () => {
    const { call, poolId } = await place()
    await call('CreateUserPoolClient', { UserPoolId: poolId, ClientName: 'two' })

    const page = await call('ListUserPoolClients', { UserPoolId: poolId, MaxResults: 1, ClientType: 'DCR' })

    expect(page).toEqual({ UserPoolClients: [], NextToken: expect.any(String) })
  })

  test('refuses the token of another pool and an unknown pool', async () => {
    const { call, poolId } = await place()
    await call('CreateUserPoolClient', { UserPoolId: poolId, ClientName: 'two' })
    const other = await call('CreateUserPool', { PoolName: 'garden' })
    const { NextToken } = await call('ListUserPoolClients', { UserPoolId: poolId, MaxResults: 1 })

    await expect(
      call('ListUserPoolClients', { UserPoolId: other.UserPool!.Id!, MaxResults: 1, NextToken }),
    ).rejects.toMatchObject(invalid('Invalid pagination token given.'))
    await expect(call('ListUserPoolClients', { UserPoolId: unknownPool })).rejects.toMatchObject(noSuchPool)
  })
})
