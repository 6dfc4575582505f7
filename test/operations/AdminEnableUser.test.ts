import { describe, expect, test } from 'vitest'
import { confirmedUser, place } from '../support/people.ts'

describe('AdminEnableUser', () => {
  test('lets a disabled user in again; doing it twice is no error', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')
    const alice = { UserPoolId: shop.poolId, Username: 'alice' }
    await shop.call('AdminDisableUser', alice)
    shop.clock.advance({ minutes: 5 })

    expect(await shop.call('AdminEnableUser', alice)).toEqual({})
    expect(await shop.call('AdminEnableUser', alice)).toEqual({})

    const user = await shop.call('AdminGetUser', alice)
    expect(user).toMatchObject({ Enabled: true, UserStatus: 'CONFIRMED' })
    expect(user.UserLastModifiedDate).toEqual(new Date(shop.clock.now()))
    await expect(shop.call('ForgotPassword', { ClientId: shop.clientId, Username: 'alice' })).resolves.toBeDefined()
  })

  test('refuses unknown users and pools', async () => {
    const { call, poolId } = await place()

    await expect(call('AdminEnableUser', { UserPoolId: poolId, Username: 'nobody' })).rejects.toMatchObject({
      name: 'UserNotFoundException',
      message: 'User does not exist.',
    })
    await expect(call('AdminEnableUser', { UserPoolId: 'us-east-1_nowhere00', Username: 'x' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })
})
