import { describe, expect, test } from 'vitest'
import { importInProgress, placeWhileImporting } from '../support/imports.ts'
import { confirmedUser, place } from '../support/people.ts'
import { invalid, noSuchPool, refusal, unknownPool } from '../support/refusals.ts'

describe('DeleteUserPool', () => {
  test('deletes the pool with its users, clients and messages', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')

    expect(await shop.call('DeleteUserPool', { UserPoolId: shop.poolId })).toBeUndefined()

    const gone = refusal('ResourceNotFoundException', `User pool ${shop.poolId} does not exist.`)
    await expect(shop.call('DescribeUserPool', { UserPoolId: shop.poolId })).rejects.toMatchObject(gone)
    await expect(shop.call('AdminGetUser', { UserPoolId: shop.poolId, Username: 'alice' })).rejects.toMatchObject(gone)
    expect(shop.inbox()).toEqual([])
    const left = shop.core.store.tx.$client.prepare(
      'SELECT (SELECT count(*) FROM users) + (SELECT count(*) FROM clients)',
    )
    expect(left.pluck().get()).toBe(0)
  })

  test('refuses while deletion protection is on', async () => {
    const { call, poolId } = await place({ pool: { DeletionProtection: 'ACTIVE' } })

    await expect(call('DeleteUserPool', { UserPoolId: poolId })).rejects.toMatchObject(
      invalid(
        'The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.',
      ),
    )
  })

  test('refuses while the pool has a domain', async () => {
    const { call, poolId } = await place()
    await call('CreateUserPoolDomain', { UserPoolId: poolId, Domain: 'shop' })

    await expect(call('DeleteUserPool', { UserPoolId: poolId })).rejects.toMatchObject(
      invalid('User pool cannot be deleted. It has a domain configured that should be deleted first.'),
    )

    await call('DeleteUserPoolDomain', { UserPoolId: poolId, Domain: 'shop' })
    await call('DeleteUserPool', { UserPoolId: poolId })
  })

  test('refuses while users are imported', async () => {
    const { call, poolId } = await placeWhileImporting()

    await expect(call('DeleteUserPool', { UserPoolId: poolId })).rejects.toMatchObject(importInProgress)
  })

  test('refuses an unknown pool', async () => {
    const { call } = await place()

    await expect(call('DeleteUserPool', { UserPoolId: unknownPool })).rejects.toMatchObject(noSuchPool)
  })
})
