import { describe, expect, test } from 'vitest'
import { confirmedUser, place } from '../support/people.ts'

describe('AdminDisableUser', () => {
  test('marks the user as disabled and leaves the status alone; doing it twice is no error', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')
    const alice = { UserPoolId: shop.poolId, Username: 'alice' }

    expect(await shop.call('AdminDisableUser', alice)).toEqual({})
    expect(await shop.call('AdminDisableUser', alice)).toEqual({})

    expect(await shop.call('AdminGetUser', alice)).toMatchObject({ Enabled: false, UserStatus: 'CONFIRMED' })
  })

  test('refuses unknown users and pools', async () => {
    const { call, poolId } = await place()

    await expect(call('AdminDisableUser', { UserPoolId: poolId, Username: 'nobody' })).rejects.toMatchObject({
      name: 'UserNotFoundException',
      message: 'User does not exist.',
    })
    await expect(call('AdminDisableUser', { UserPoolId: 'us-east-1_nowhere00', Username: 'x' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })
})
