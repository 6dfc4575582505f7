import { describe, expect, test } from 'vitest'
import { confirmedUser, place } from '../support/people.ts'
import { invalid, noSuchPool, refusal, unknownPool } from '../support/refusals.ts'
import { setMfa, smsConfiguration } from '../support/sign-in.ts'

const SMSMfaSettings = { Enabled: true, PreferredMfa: true }

describe('AdminSetUserMFAPreference', () => {
  test('does for a user what SetUserMFAPreference does', async () => {
    const shop = await place({ pool: { SmsConfiguration: smsConfiguration } })
    await setMfa(shop, 'OPTIONAL', { sms: true })
    await confirmedUser(shop, 'alice', { phone_number: '+15555550134' })
    const alice = { UserPoolId: shop.poolId, Username: 'alice' }

    expect(await shop.call('AdminSetUserMFAPreference', { ...alice, SMSMfaSettings })).toEqual({})

    expect(await shop.call('AdminGetUser', alice)).toMatchObject({
      UserMFASettingList: ['SMS_MFA'],
      PreferredMfaSetting: 'SMS_MFA',
    })
  })

  test('wants a pool, a user, and a number to send to', async () => {
    const shop = await place({ pool: { SmsConfiguration: smsConfiguration } })
    await confirmedUser(shop, 'alice', {})
    const set = (UserPoolId: string, Username: string) =>
      shop.call('AdminSetUserMFAPreference', { UserPoolId, Username, SMSMfaSettings })

    await expect(set(unknownPool, 'alice')).rejects.toMatchObject(noSuchPool)
    await expect(set(shop.poolId, 'bob')).rejects.toMatchObject(
      refusal('UserNotFoundException', 'User does not exist.'),
    )
    await expect(set(shop.poolId, 'alice')).rejects.toMatchObject(
      invalid('User does not have delivery config set to turn on SMS_MFA'),
    )
  })
})
