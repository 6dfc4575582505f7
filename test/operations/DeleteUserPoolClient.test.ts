import { describe, expect, test } from 'vitest'
import { place } from '../support/people.ts'
import { noSuchPool, refusal, unknownPool } from '../support/refusals.ts'

describe('DeleteUserPoolClient', () => {
  test('deletes the client and its secrets', async () => {
    const { call, core, poolId, clientId } = await place({ client: { GenerateSecret: true } })
    const ids = { UserPoolId: poolId, ClientId: clientId }

    expect(await call('DeleteUserPoolClient', ids)).toBeUndefined()

    const gone = refusal('ResourceNotFoundException', `User pool client ${clientId} does not exist.`)
    await expect(call('DescribeUserPoolClient', ids)).rejects.toMatchObject(gone)
    await expect(call('DeleteUserPoolClient', ids)).rejects.toMatchObject(gone)
    expect(core.store.tx.$client.prepare('SELECT count(*) FROM client_secrets').pluck().get()).toBe(0)
  })

  test('refuses an unknown pool', async () => {
    const { call, clientId } = await place()

    await expect(call('DeleteUserPoolClient', { UserPoolId: unknownPool, ClientId: clientId })).rejects.toMatchObject(
      noSuchPool,
    )
  })
})
