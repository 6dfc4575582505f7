import { describe, expect, test } from 'vitest'
import type { SetUserPoolMfaConfigRequest } from '../../src/api/generated/types.ts'
import { type PlaceOptions, place } from '../support/people.ts'
import { invalid, noSuchPool, refusal, unknownPool } from '../support/refusals.ts'

type Request = Omit<SetUserPoolMfaConfigRequest, 'UserPoolId'>

async function set(request: Request, pool: PlaceOptions['pool'] = {}) {
  const { call, poolId } = await place({ pool })
  return call('SetUserPoolMfaConfig', { UserPoolId: poolId, ...request })
}

const SmsConfiguration = { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms', ExternalId: 'shop' }
const ownEmail: PlaceOptions['pool'] = {
  EmailConfiguration: {
    EmailSendingAccount: 'DEVELOPER',
    SourceArn: 'arn:aws:ses:us-east-1:123456789012:identity/example.com',
  },
}

describe('SetUserPoolMfaConfig', () => {
  test('answers with what is stored, as GetUserPoolMfaConfig does', async () => {
    const { call, poolId } = await place({ pool: ownEmail })

    const answer = await call('SetUserPoolMfaConfig', {
      UserPoolId: poolId,
      MfaConfiguration: 'OPTIONAL',
      SmsMfaConfiguration: { SmsAuthenticationMessage: 'code {####}', SmsConfiguration },
      SoftwareTokenMfaConfiguration: { Enabled: true },
      EmailMfaConfiguration: { Message: 'code {####}', Subject: 'code' },
      WebAuthnConfiguration: { RelyingPartyId: 'shop.example.com' },
    })

    expect(answer).toEqual({
      MfaConfiguration: 'OPTIONAL',
      SmsMfaConfiguration: { SmsAuthenticationMessage: 'code {####}', SmsConfiguration },
      SoftwareTokenMfaConfiguration: { Enabled: true },
      EmailMfaConfiguration: { Message: 'code {####}', Subject: 'code' },
      WebAuthnConfiguration: { RelyingPartyId: 'shop.example.com', UserVerification: 'preferred' },
    })
    expect(await call('GetUserPoolMfaConfig', { UserPoolId: poolId })).toEqual(answer)
    expect(await call('SetUserPoolMfaConfig', { UserPoolId: poolId, ...answer })).toEqual(answer)
    const { UserPool } = await call('DescribeUserPool', { UserPoolId: poolId })
    expect(UserPool).toMatchObject({ MfaConfiguration: 'OPTIONAL', SmsConfiguration })
  })

  test('replaces the blocks that are given and keeps the others', async () => {
    const { call, poolId } = await place()
    await call('SetUserPoolMfaConfig', {
      UserPoolId: poolId,
      MfaConfiguration: 'ON',
      SmsMfaConfiguration: { SmsAuthenticationMessage: 'code {####}', SmsConfiguration },
      SoftwareTokenMfaConfiguration: { Enabled: true },
    })

    const answer = await call('SetUserPoolMfaConfig', { UserPoolId: poolId, SmsMfaConfiguration: { SmsConfiguration } })

    expect(answer).toEqual({
      MfaConfiguration: 'ON',
      SmsMfaConfiguration: { SmsConfiguration },
      SoftwareTokenMfaConfiguration: { Enabled: true },
    })
  })

  test('switched off alone, it forgets the methods; passkeys may be set meanwhile', async () => {
    const { call, poolId } = await place()
    const ids = { UserPoolId: poolId }
    await call('SetUserPoolMfaConfig', {
      ...ids,
      MfaConfiguration: 'ON',
      SoftwareTokenMfaConfiguration: { Enabled: true },
    })

    const WebAuthnConfiguration = { RelyingPartyId: 'localhost', UserVerification: 'required' } as const
    const answer = await call('SetUserPoolMfaConfig', { ...ids, MfaConfiguration: 'OFF', WebAuthnConfiguration })

    expect(answer).toEqual({ MfaConfiguration: 'OFF', WebAuthnConfiguration })
  })

  const cases: [string, Request, PlaceOptions['pool'], string][] = [
    [
      'an authenticator app while MFA goes off',
      { MfaConfiguration: 'OFF', SoftwareTokenMfaConfiguration: { Enabled: true } },
      {},
      "Invalid MFA configuration given, can't turn off MFA and configure an MFA together.",
    ],
    [
      'e-mail while MFA goes off',
      { MfaConfiguration: 'OFF', EmailMfaConfiguration: {} },
      ownEmail,
      "Invalid MFA configuration given, can't turn off MFA and configure an MFA together.",
    ],
    [
      'MFA without a method',
      { MfaConfiguration: 'OPTIONAL' },
      {},
      'Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be enabled.',
    ],
    [
      'SMS without its settings',
      { MfaConfiguration: 'ON', SmsMfaConfiguration: {} },
      {},
      '[SmsConfiguration] is a required member of [SoftwareTokenMfaConfiguration].',
    ],
    [
      'an SMS role of another account',
      {
        MfaConfiguration: 'ON',
        SmsMfaConfiguration: { SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::999999999999:role/sms' } },
      },
      {},
      'Cross-account pass role is not allowed.',
    ],
    [
      'e-mail through the service’s own sender',
      { MfaConfiguration: 'ON', EmailMfaConfiguration: {} },
      {},
      'Cannot set EmailMfaConfiguration when user pool EmailConfiguration contains an EmailSendingAccount of COGNITO_DEFAULT.',
    ],
    [
      'e-mail that is also the only way to recover',
      { MfaConfiguration: 'ON', EmailMfaConfiguration: {} },
      { ...ownEmail, AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] } },
      'Email MFA cannot be enabled when verified_email is the only account recovery mechanism.',
    ],
    [
      'required MFA after a one-time password',
      { MfaConfiguration: 'ON', SoftwareTokenMfaConfiguration: { Enabled: true } },
      { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } } },
      'One-time password first auth factors cannot be used when MFA is required.',
    ],
    [
      'required MFA after a passkey that does not verify its user',
      {
        MfaConfiguration: 'ON',
        SoftwareTokenMfaConfiguration: { Enabled: true },
        WebAuthnConfiguration: { FactorConfiguration: 'SINGLE_FACTOR' },
      },
      { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } } },
      'WEB_AUTHN needs MULTI_FACTOR_WITH_USER_VERIFICATION when MFA is required.',
    ],
    [
      'a public suffix for passkeys',
      { WebAuthnConfiguration: { RelyingPartyId: 'co.uk' } },
      {},
      'The relying party ID co.uk is not a valid domain or is a public suffix.',
    ],
  ]
  test.each(cases)('refuses %s', async (_case, request, pool, message) => {
    await expect(set(request, pool)).rejects.toMatchObject(invalid(message))
  })

  test('accepts required MFA after a passkey that verifies its user', async () => {
    const answer = await set(
      {
        MfaConfiguration: 'ON',
        SoftwareTokenMfaConfiguration: { Enabled: true },
        WebAuthnConfiguration: { FactorConfiguration: 'MULTI_FACTOR_WITH_USER_VERIFICATION' },
      },
      { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } } },
    )

    expect(answer.MfaConfiguration).toBe('ON')
  })

  test('refuses e-mail on LITE', async () => {
    await expect(
      set({ MfaConfiguration: 'ON', EmailMfaConfiguration: {} }, { ...ownEmail, UserPoolTier: 'LITE' }),
    ).rejects.toMatchObject(
      refusal(
        'FeatureUnavailableInTierException',
        'The following feature is not available for the LITE pricing tier configured: Email MFA',
      ),
    )
  })

  test('refuses an unknown pool', async () => {
    const { call } = await place()

    await expect(call('SetUserPoolMfaConfig', { UserPoolId: unknownPool })).rejects.toMatchObject(noSuchPool)
  })
})
