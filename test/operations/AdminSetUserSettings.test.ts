import { describe, expect, test } from 'vitest'
import { confirmedUser, type Place, place } from '../support/people.ts'

const bySms = [{ DeliveryMedium: 'SMS' as const, AttributeName: 'phone_number' }]

async function withAlice(values?: Record<string, string>): Promise<Place> {
  const shop = await place()
  await confirmedUser(shop, 'alice', values)
  return shop
}

describe('AdminSetUserSettings', () => {
  test('switches text messages on and off as second factor', async () => {
    const shop = await withAlice({ phone_number: '+15555550134' })
    const alice = { UserPoolId: shop.poolId, Username: 'alice' }

    expect(await shop.call('AdminSetUserSettings', { ...alice, MFAOptions: bySms })).toEqual({})
    expect(await shop.call('AdminGetUser', alice)).toMatchObject({
      MFAOptions: bySms,
      UserMFASettingList: ['SMS_MFA'],
    })

    await shop.call('AdminSetUserSettings', { ...alice, MFAOptions: [] })
    const user = await shop.call('AdminGetUser', alice)
    expect(user.MFAOptions).toBeUndefined()
    expect(user.UserMFASettingList).toBeUndefined()
  })

  test.each([
    [[{ DeliveryMedium: 'EMAIL' as const, AttributeName: 'email' }]],
    [[{ DeliveryMedium: 'SMS' as const, AttributeName: 'email' }]],
    [[{ DeliveryMedium: 'SMS' as const }]],
  ])('refuses %j', async (MFAOptions) => {
    const { call, poolId } = await withAlice({ phone_number: '+15555550134' })

    const asked = { UserPoolId: poolId, Username: 'alice', MFAOptions }
    await expect(call('AdminSetUserSettings', asked)).rejects.toMatchObject({ name: 'InvalidParameterException' })
  })

  test('refuses a user without a number', async () => {
    const { call, poolId } = await withAlice()

    const asked = { UserPoolId: poolId, Username: 'alice', MFAOptions: bySms }
    await expect(call('AdminSetUserSettings', asked)).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'User does not have delivery config set to turn on SMS_MFA',
    })
  })

  test('refuses unknown users and pools', async () => {
    const { call, poolId } = await place()

    const nobody = { UserPoolId: poolId, Username: 'nobody', MFAOptions: [] }
    await expect(call('AdminSetUserSettings', nobody)).rejects.toMatchObject({ name: 'UserNotFoundException' })
    const elsewhere = { ...nobody, UserPoolId: 'us-east-1_nowhere00' }
    await expect(call('AdminSetUserSettings', elsewhere)).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })
})
