import { describe, expect, test } from 'vitest'
import { testNow } from '../support/emulator.ts'
import { attributes, confirmedUser, place } from '../support/people.ts'

describe('AdminGetUser', () => {
  test('shows the user, sub first, and no member for second factors that are not set', async () => {
    const shop = await place()
    const sub = await confirmedUser(shop, 'alice')

    const user = await shop.call('AdminGetUser', { UserPoolId: shop.poolId, Username: 'alice' })

    expect(user).toEqual({
      Username: 'alice',
      UserAttributes: attributes({ sub, email: 'alice@example.com', email_verified: 'true' }),
      UserCreateDate: new Date(testNow),
      UserLastModifiedDate: new Date(testNow),
      Enabled: true,
      UserStatus: 'CONFIRMED',
      MFAOptions: undefined,
    })
    expect(Object.keys(user)).not.toContain('PreferredMfaSetting')
  })

  test('finds a user by username and sub in a plain pool, and by nothing else', async () => {
    const shop = await place()
    const sub = await confirmedUser(shop, 'alice')
    const find = (Username: string) => shop.call('AdminGetUser', { UserPoolId: shop.poolId, Username })

    await expect(find(sub)).resolves.toMatchObject({ Username: 'alice' })
    for (const name of ['alice@example.com', 'Alice', 'nobody']) {
      await expect(find(name)).rejects.toMatchObject({ name: 'UserNotFoundException', message: 'User does not exist.' })
    }
  })

  test('finds a user by verified aliases', async () => {
    const shop = await place({ pool: { AliasAttributes: ['email', 'phone_number', 'preferred_username'] } })
    await confirmedUser(shop, 'alice', {
      email: 'Alice@example.com',
      email_verified: 'true',
      phone_number: '+15555550134',
      phone_number_verified: 'false',
      preferred_username: 'al',
    })
    const find = (Username: string) => shop.call('AdminGetUser', { UserPoolId: shop.poolId, Username })

    await expect(find('Alice@example.com')).resolves.toMatchObject({ Username: 'alice' })
    await expect(find('al')).resolves.toMatchObject({ Username: 'alice' })
    await expect(find('+15555550134')).rejects.toMatchObject({ name: 'UserNotFoundException' })
    await expect(find('alice@example.com')).rejects.toMatchObject({ name: 'UserNotFoundException' })
  })

  test('compares names without case where the pool says so', async () => {
    const shop = await place({
      pool: { AliasAttributes: ['email', 'preferred_username'], UsernameConfiguration: { CaseSensitive: false } },
    })
    await confirmedUser(shop, 'Alice', { email: 'Alice@Example.com', email_verified: 'true', preferred_username: 'Al' })

    for (const Username of ['ALICE', 'alice@example.COM', 'aL']) {
      const user = await shop.call('AdminGetUser', { UserPoolId: shop.poolId, Username })
      expect(user.Username).toBe('Alice')
    }
  })

  test('finds a user by an address that is the username, verified or not', async () => {
    const shop = await place({ pool: { UsernameAttributes: ['email', 'phone_number'] } })
    const sub = await confirmedUser(shop, 'alice@example.com', { phone_number: '+15555550134' })

    for (const Username of ['alice@example.com', '+15555550134', sub]) {
      await expect(shop.call('AdminGetUser', { UserPoolId: shop.poolId, Username })).resolves.toMatchObject({
        Username: sub,
      })
    }
  })

  test('does not find the users of another pool', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')
    const { UserPool } = await shop.call('CreateUserPool', { PoolName: 'other' })

    const elsewhere = shop.call('AdminGetUser', { UserPoolId: UserPool!.Id!, Username: 'alice' })

    await expect(elsewhere).rejects.toMatchObject({ name: 'UserNotFoundException' })
  })

  test('refuses an unknown pool', async () => {
    const { call } = await place()

    await expect(call('AdminGetUser', { UserPoolId: 'us-east-1_nowhere00', Username: 'alice' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'User pool us-east-1_nowhere00 does not exist.',
    })
  })
})
