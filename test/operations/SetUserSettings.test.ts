import { describe, expect, test } from 'vitest'
import { confirmedUser, place, refusesEndedTokens, signIn } from '../support/people.ts'

const MFAOptions = [{ DeliveryMedium: 'SMS' as const, AttributeName: 'phone_number' }]

describe('SetUserSettings', () => {
  test('switches text messages on for the caller', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice', { phone_number: '+15555550134' })
    const AccessToken = await signIn(shop, 'alice')

    expect(await shop.call('SetUserSettings', { AccessToken, MFAOptions })).toEqual({})

    const user = await shop.call('AdminGetUser', { UserPoolId: shop.poolId, Username: 'alice' })
    expect(user).toMatchObject({ MFAOptions, UserMFASettingList: ['SMS_MFA'] })
  })

  test('refuses other media', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')
    const AccessToken = await signIn(shop, 'alice')

    const byEmail = [{ DeliveryMedium: 'EMAIL' as const, AttributeName: 'email' }]
    await expect(shop.call('SetUserSettings', { AccessToken, MFAOptions: byEmail })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    })
  })

  test('refuses tokens that no longer hold', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')

    await refusesEndedTokens(shop, 'alice', (AccessToken) =>
      shop.call('SetUserSettings', { AccessToken, MFAOptions: [] }),
    )
  })
})
