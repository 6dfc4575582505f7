import { describe, expect, test } from 'vitest'
import { confirmedUser, goodPassword } from '../../support/people.ts'
import {
  always,
  berlin,
  chromeOnWindows,
  firefoxOnLinux,
  lagos,
  magic,
  type ProtectedPlace,
  protectedPlace,
  seattle,
} from '../../support/protected.ts'

function signIn(shop: ProtectedPlace, ipAddress: string, PASSWORD = goodPassword) {
  return shop.callFrom({ ipAddress, userAgent: chromeOnWindows })('InitiateAuth', {
    ClientId: shop.clientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: 'ann', PASSWORD },
  })
}

async function shopWithAnn(options: Parameters<typeof protectedPlace>[0], values?: Record<string, string>) {
  const shop = await protectedPlace(options)
  await confirmedUser(shop, 'ann', values)
  return shop
}

const blockHigh = { AccountTakeoverRiskConfiguration: { Actions: { HighAction: always('BLOCK').HighAction } } }

describe('adaptive authentication', () => {
  test('A10 · BLOCK at the level that was hit refuses the sign-in', async () => {
    const shop = await shopWithAnn({ risk: blockHigh })

    await expect(signIn(shop, magic.High)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Unable to login because of security reasons.',
    })
    await expect(signIn(shop, magic.Medium)).resolves.toHaveProperty('AuthenticationResult')

    expect(await shop.events('ann')).toMatchObject([
      { EventResponse: 'Pass', EventRisk: { RiskDecision: 'AccountTakeover', RiskLevel: 'Medium' } },
      { EventResponse: 'Fail', EventRisk: { RiskDecision: 'Block', RiskLevel: 'High' } },
    ])
  })

  test('A11 · an address on the always-block list is refused everywhere but at a refresh', async () => {
    const shop = await shopWithAnn({})
    const { AuthenticationResult } = await signIn(shop, seattle)
    await shop.configure({ RiskExceptionConfiguration: { BlockedIPRangeList: [`${seattle}/32`] } })
    const there = shop.callFrom({ ipAddress: seattle })
    const refusal = { name: 'NotAuthorizedException', message: 'Request not allowed due to security reasons.' }

    await expect(signIn(shop, seattle)).rejects.toMatchObject(refusal)
    await expect(there('ForgotPassword', { ClientId: shop.clientId, Username: 'ann' })).rejects.toMatchObject(refusal)
    await expect(
      there('SignUp', { ClientId: shop.clientId, Username: 'bob', Password: goodPassword }),
    ).rejects.toMatchObject(refusal)
    const refreshed = await there('InitiateAuth', {
      ClientId: shop.clientId,
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      AuthParameters: { REFRESH_TOKEN: AuthenticationResult!.RefreshToken! },
    })

    expect(refreshed.AuthenticationResult?.AccessToken).toBeDefined()
  })

  test('A12 · from a skipped address there is no adaptive MFA, but compromised passwords are found', async () => {
    const shop = await shopWithAnn({
      pool: { MfaConfiguration: 'OPTIONAL', SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms' } },
      risk: {
        AccountTakeoverRiskConfiguration: { Actions: always('MFA_REQUIRED') },
        CompromisedCredentialsRiskConfiguration: { Actions: { EventAction: 'BLOCK' } },
        RiskExceptionConfiguration: { SkippedIPRangeList: ['233.252.0.0/24'] },
      },
    })

    await expect(signIn(shop, magic.High)).resolves.toHaveProperty('AuthenticationResult')
    await shop.call('AdminSetUserPassword', {
      UserPoolId: shop.poolId,
      Username: 'ann',
      Password: 'P@ssw0rd123',
      Permanent: true,
    })

    await expect(signIn(shop, magic.High, 'P@ssw0rd123')).rejects.toMatchObject({
      name: 'PasswordResetRequiredException',
    })
  })

  test('A17 · audit mode blocks nothing and reports everything', async () => {
    const shop = await shopWithAnn({ mode: 'AUDIT', risk: blockHigh })

    await expect(signIn(shop, magic.High)).resolves.toHaveProperty('AuthenticationResult')

    expect(await shop.events('ann')).toMatchObject([
      { EventResponse: 'Pass', EventRisk: { RiskDecision: 'AccountTakeover', RiskLevel: 'High' } },
    ])
  })

  const withPhone = { email: 'ann@example.com', phone_number: '+15555550134' }
  const smsPool = {
    MfaConfiguration: 'OPTIONAL',
    SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms' },
    // Only a channel that is not the one for recovery may be a second factor.
    AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] },
  } as const

  test('A18 · MFA_IF_CONFIGURED: a phone number alone leads to SMS_MFA', async () => {
    const risk = { AccountTakeoverRiskConfiguration: { Actions: always('MFA_IF_CONFIGURED') } }
    const shop = await shopWithAnn({ pool: structuredClone(smsPool) as never, risk }, withPhone)

    const calm = await signIn(shop, magic.NoRisk)
    const risky = await signIn(shop, magic.Low)

    expect(calm).toHaveProperty('AuthenticationResult')
    expect(risky).toMatchObject({ ChallengeName: 'SMS_MFA' })
    expect((await shop.events('ann'))[0]).toMatchObject({
      EventResponse: 'InProgress',
      ChallengeResponses: [{ ChallengeName: 'Password', ChallengeResponse: 'Success' }],
    })

    const passed = await shop.callFrom({ ipAddress: magic.Low })('RespondToAuthChallenge', {
      ClientId: shop.clientId,
      ChallengeName: 'SMS_MFA',
      Session: risky.Session,
      ChallengeResponses: { USERNAME: 'ann', SMS_MFA_CODE: shop.lastCode() },
    })

    expect(passed).toHaveProperty('AuthenticationResult')
    expect((await shop.events('ann'))[0]).toMatchObject({
      EventResponse: 'Pass',
      EventRisk: { RiskDecision: 'AccountTakeover', RiskLevel: 'Low' },
      ChallengeResponses: [
        { ChallengeName: 'Password', ChallengeResponse: 'Success' },
        { ChallengeName: 'Mfa', ChallengeResponse: 'Success' },
      ],
    })
  })

  test.each([
    ['MFA_IF_CONFIGURED', 'lets in'],
    ['MFA_REQUIRED', 'refuses'],
  ] as const)('A18 · %s without a factor %s', async (action, does) => {
    const risk = { AccountTakeoverRiskConfiguration: { Actions: always(action) } }
    const shop = await shopWithAnn({ pool: structuredClone(smsPool) as never, risk }, { email: 'ann@example.com' })

    const answer = signIn(shop, magic.High)

    if (does === 'lets in') await expect(answer).resolves.toHaveProperty('AuthenticationResult')
    else await expect(answer).rejects.toThrow('Unable to login because of security reasons.')
  })

  test('A19 · a wrong password from a risky place is an ordinary failure', async () => {
    const Actions = always('BLOCK', true)
    const NotifyConfiguration = { SourceArn: 'arn:aws:ses:us-east-1:123456789012:identity/a@example.com' }
    const shop = await shopWithAnn({ risk: { AccountTakeoverRiskConfiguration: { Actions, NotifyConfiguration } } })

    await expect(signIn(shop, magic.High, 'wrong')).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
    })

    expect(shop.inbox()).toEqual([])
    expect(await shop.events('ann')).toMatchObject([
      { EventResponse: 'Fail', ChallengeResponses: [{ ChallengeName: 'Password', ChallengeResponse: 'Failure' }] },
    ])
  })

  test('ENFORCED without a configuration enforces nothing', async () => {
    const shop = await shopWithAnn({})

    await expect(signIn(shop, magic.High)).resolves.toHaveProperty('AuthenticationResult')
  })

  test('the engine itself blocks somebody who is nowhere at home', async () => {
    const shop = await shopWithAnn({ risk: blockHigh })
    for (let day = 0; day < 14; day++) {
      await signIn(shop, berlin)
      shop.clock.advance({ days: 1 })
    }

    await expect(
      shop.callFrom({ ipAddress: lagos, userAgent: firefoxOnLinux })('InitiateAuth', {
        ClientId: shop.clientId,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: 'ann', PASSWORD: goodPassword },
      }),
    ).rejects.toThrow('Unable to login because of security reasons.')
    await expect(signIn(shop, berlin)).resolves.toHaveProperty('AuthenticationResult')
  })
})
