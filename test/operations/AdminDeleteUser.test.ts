import { describe, expect, test } from 'vitest'
import { attributes, confirmedUser, place } from '../support/people.ts'

const unknown = { name: 'UserNotFoundException', message: 'User does not exist.' }

describe('AdminDeleteUser', () => {
  test('deletes the user once', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')
    const alice = { UserPoolId: shop.poolId, Username: 'alice' }

    expect(await shop.call('AdminDeleteUser', alice)).toBeUndefined()

    await expect(shop.call('AdminGetUser', alice)).rejects.toMatchObject(unknown)
    await expect(shop.call('AdminDeleteUser', alice)).rejects.toMatchObject(unknown)
  })

  test('frees the username and the aliases; the sub of the next user is another', async () => {
    const shop = await place({ pool: { AliasAttributes: ['email'] } })
    const first = await confirmedUser(shop, 'alice')

    await shop.call('AdminDeleteUser', { UserPoolId: shop.poolId, Username: 'alice@example.com' })
    const second = await confirmedUser(shop, 'alice')

    expect(second).not.toBe(first)
  })

  test('leaves nothing of the user in the tables of users', async () => {
    const shop = await place({ pool: { AliasAttributes: ['email'] } })
    await confirmedUser(shop, 'alice')
    await shop.call('ForgotPassword', { ClientId: shop.clientId, Username: 'alice' })

    await shop.call('AdminDeleteUser', { UserPoolId: shop.poolId, Username: 'alice' })

    const count = (table: string) => shop.core.store.tx.$client.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
    for (const table of ['users', 'user_names', 'user_attributes', 'passwords', 'codes', 'attempts']) {
      expect([table, count(table)]).toEqual([table, 0])
    }
  })

  test('leaves other users alone', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')
    const sub = await confirmedUser(shop, 'bob')

    await shop.call('AdminDeleteUser', { UserPoolId: shop.poolId, Username: 'alice' })

    await expect(shop.call('AdminGetUser', { UserPoolId: shop.poolId, Username: 'bob' })).resolves.toMatchObject({
      UserAttributes: attributes({ sub, email: 'bob@example.com', email_verified: 'true' }),
    })
  })

  test('refuses an unknown pool', async () => {
    const { call } = await place()

    const elsewhere = call('AdminDeleteUser', { UserPoolId: 'us-east-1_nowhere00', Username: 'alice' })
    await expect(elsewhere).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })
})
