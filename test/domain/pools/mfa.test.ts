import { describe, expect, test } from 'vitest'
import { enabledMethods, mfaModeOf } from '../../../src/domain/pools/mfa.ts'
import type { PoolSettings } from '../../../src/store/schema/pools.ts'

const ownEmail: PoolSettings = { EmailConfiguration: { EmailSendingAccount: 'DEVELOPER' }, UserPoolTier: 'ESSENTIALS' }
const byEmailOnly = { RecoveryMechanisms: [{ Name: 'verified_email' as const, Priority: 1 }] }
const byBoth = {
  RecoveryMechanisms: [...byEmailOnly.RecoveryMechanisms, { Name: 'verified_phone_number' as const, Priority: 2 }],
}

describe('enabledMethods', () => {
  test.each<[string, PoolSettings, string[]]>([
    ['a plain pool has none', {}, []],
    ['settings for SMS are enough', { SmsConfiguration: { SnsCallerArn: 'arn' } }, ['SMS_MFA']],
    ['authenticator apps must be switched on', { SoftwareTokenMfaEnabled: true }, ['SOFTWARE_TOKEN_MFA']],
    ['authenticator apps can be switched off', { SoftwareTokenMfaEnabled: false }, []],
    ['a configuration of e-mail is enough', { EmailMfaConfiguration: {} }, ['EMAIL_OTP']],
    ['an own sender of e-mail is enough', ownEmail, ['EMAIL_OTP']],
    ['the service’s sender is not', { EmailConfiguration: { EmailSendingAccount: 'COGNITO_DEFAULT' } }, []],
    ['not on LITE', { ...ownEmail, UserPoolTier: 'LITE' }, []],
    ['not where e-mail alone recovers', { ...ownEmail, AccountRecoverySetting: byEmailOnly }, []],
    ['but where a phone does, too', { ...ownEmail, AccountRecoverySetting: byBoth }, ['EMAIL_OTP']],
  ])('%s', (_case, settings, expected) => {
    expect([...enabledMethods({ settings })]).toEqual(expected)
  })
})

test('MFA is off unless the pool says something else', () => {
  expect(mfaModeOf({ settings: {} })).toBe('OFF')
  expect(mfaModeOf({ settings: { MfaConfiguration: 'ON' } })).toBe('ON')
})
