import { describe, expect, test } from 'vitest'
import { betterPassword, confirmedUser, goodPassword, statusOf } from '../../support/people.ts'
import { always, magic, type ProtectedPlace, protectedPlace, sourceArn } from '../../support/protected.ts'
import { refusal } from '../../support/refusals.ts'
import { claimsOf, respond, setMfa, signIn, smsConfiguration, type Tokens, tokensOf } from '../../support/sign-in.ts'

const blocked = refusal('NotAuthorizedException', 'Unable to login because of security reasons.')
const notAllowed = refusal('NotAuthorizedException', 'Request not allowed due to security reasons.')
const compromised = { Actions: { EventAction: 'BLOCK' as const } }
/** Every common password is compromised, and this one fits the default policy. */
const common = 'P@ssw0rd123'

/** The same shop, reached from an address that fixes the level. */
const from = (shop: ProtectedPlace, level: keyof typeof magic): ProtectedPlace => ({
  ...shop,
  call: shop.callFrom({ ipAddress: magic[level] }),
})

const takeover = (action: Parameters<typeof always>[0], Notify = false) => ({
  AccountTakeoverRiskConfiguration: {
    Actions: always(action, Notify),
    ...(Notify && { NotifyConfiguration: { SourceArn: sourceArn, From: 'security@example.com' } }),
  },
})

const mfaPool = { SmsConfiguration: smsConfiguration }
const phone = { phone_number: '+15555550134' }

describe('a risky sign-in', () => {
  test('is blocked after the password was right, and the user hears of it before the answer', async () => {
    const shop = await protectedPlace({ risk: takeover('BLOCK', true) })
    await confirmedUser(shop, 'alice')

    await expect(signIn(from(shop, 'High'), 'alice')).rejects.toMatchObject(blocked)

    const [event] = await shop.events('alice')
    expect(event).toMatchObject({
      EventType: 'SignIn',
      EventResponse: 'Fail',
      EventRisk: { RiskDecision: 'Block', RiskLevel: 'High', CompromisedCredentialsDetected: false },
      ChallengeResponses: [{ ChallengeName: 'Password', ChallengeResponse: 'Success' }],
    })
    expect(shop.inbox()).toMatchObject([{ to: 'alice@example.com', feedback: { eventId: event!.EventId } }])
  })

  test('with a wrong password is a wrong password and nothing else', async () => {
    const shop = await protectedPlace({ risk: takeover('BLOCK', true) })
    await confirmedUser(shop, 'alice')

    await expect(signIn(from(shop, 'High'), 'alice', 'wrong')).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'Incorrect username or password.'),
    )

    expect((await shop.events('alice'))[0]).toMatchObject({
      EventResponse: 'Fail',
      ChallengeResponses: [{ ChallengeName: 'Password', ChallengeResponse: 'Failure' }],
    })
    expect(shop.inbox()).toEqual([])
  })

  test('passes where the pool only watches', async () => {
    const shop = await protectedPlace({ mode: 'AUDIT', risk: takeover('BLOCK', true) })
    await confirmedUser(shop, 'alice')

    await expect(signIn(from(shop, 'High'), 'alice')).resolves.toHaveProperty('AuthenticationResult')

    expect((await shop.events('alice'))[0]).toMatchObject({
      EventResponse: 'Pass',
      EventRisk: { RiskDecision: 'AccountTakeover', RiskLevel: 'High' },
    })
  })

  test('is blocked with a temporary password, too', async () => {
    const shop = await protectedPlace({ risk: takeover('BLOCK') })
    await shop.call('AdminCreateUser', { UserPoolId: shop.poolId, Username: 'bob', TemporaryPassword: goodPassword })

    await expect(signIn(from(shop, 'Low'), 'bob')).rejects.toMatchObject(blocked)
    await expect(signIn(from(shop, 'NoRisk'), 'bob')).resolves.toMatchObject({ ChallengeName: 'NEW_PASSWORD_REQUIRED' })
  })
})

describe('a second factor that risk asks for', () => {
  async function optionalMfa(action: 'MFA_IF_CONFIGURED' | 'MFA_REQUIRED') {
    const shop = await protectedPlace({ risk: takeover(action), pool: mfaPool })
    await setMfa(shop, 'OPTIONAL', { sms: true, totp: true })
    return shop
  }

  test('a phone number alone is enough', async () => {
    const shop = await optionalMfa('MFA_IF_CONFIGURED')
    await confirmedUser(shop, 'alice', phone)
    await expect(signIn(from(shop, 'NoRisk'), 'alice')).resolves.toHaveProperty('AuthenticationResult')

    const pending = await signIn(from(shop, 'Medium'), 'alice')

    expect(pending).toMatchObject({ ChallengeName: 'SMS_MFA' })
    expect((await shop.events('alice'))[0]).toMatchObject({
      EventResponse: 'InProgress',
      ChallengeResponses: [{ ChallengeName: 'Password', ChallengeResponse: 'Success' }],
    })

    const done = await respond(shop, 'alice', pending, { SMS_MFA_CODE: shop.lastCode() })

    const [event] = await shop.events('alice')
    expect(event).toMatchObject({
      EventResponse: 'Pass',
      ChallengeResponses: [
        { ChallengeName: 'Password', ChallengeResponse: 'Success' },
        { ChallengeName: 'Mfa', ChallengeResponse: 'Success' },
      ],
    })
    expect(claimsOf(done.AuthenticationResult!.AccessToken!)).toMatchObject({ event_id: event!.EventId })
  })

  test('a wrong code is on record, and the sign-in fails when its session dies', async () => {
    const shop = await optionalMfa('MFA_IF_CONFIGURED')
    await confirmedUser(shop, 'alice', phone)
    const pending = await signIn(from(shop, 'Medium'), 'alice')
    const answer = () => respond(shop, 'alice', pending, { SMS_MFA_CODE: 'wrong' })

    await expect(answer()).rejects.toMatchObject({ name: 'CodeMismatchException' })
    const challenges = [
      { ChallengeName: 'Password', ChallengeResponse: 'Success' },
      { ChallengeName: 'Mfa', ChallengeResponse: 'Failure' },
    ]
    expect((await shop.events('alice'))[0]).toMatchObject({
      EventResponse: 'InProgress',
      ChallengeResponses: challenges,
    })

    shop.clock.advance({ minutes: 3 })
    await expect(answer()).rejects.toMatchObject({ name: 'NotAuthorizedException' })
    expect((await shop.events('alice'))[0]).toMatchObject({ EventResponse: 'Fail', ChallengeResponses: challenges })
  })

  test.each([
    ['MFA_REQUIRED blocks', 'MFA_REQUIRED', false],
    ['MFA_IF_CONFIGURED lets in', 'MFA_IF_CONFIGURED', true],
  ] as const)('without a usable factor %s', async (_name, action, passes) => {
    const shop = await optionalMfa(action)
    await confirmedUser(shop, 'alice')

    const attempt = signIn(from(shop, 'High'), 'alice')

    if (passes) await expect(attempt).resolves.toHaveProperty('AuthenticationResult')
    else await expect(attempt).rejects.toMatchObject(blocked)
  })

  test('that nobody can be asked for ends the sign-in, on record and with the notification', async () => {
    const AccountRecoverySetting = { RecoveryMechanisms: [{ Priority: 1, Name: 'verified_phone_number' as const }] }
    const shop = await protectedPlace({
      risk: takeover('MFA_REQUIRED', true),
      pool: { ...mfaPool, AccountRecoverySetting },
    })
    await setMfa(shop, 'OPTIONAL', { sms: true })
    await confirmedUser(shop, 'alice', { ...phone, email: 'alice@example.com' })

    await expect(signIn(from(shop, 'Medium'), 'alice')).rejects.toMatchObject({
      name: 'InvalidUserPoolConfigurationException',
    })

    const [event] = await shop.events('alice')
    expect(event).toMatchObject({ EventResponse: 'Fail', EventRisk: { RiskLevel: 'Medium' } })
    expect(shop.inbox()).toMatchObject([{ feedback: { eventId: event!.EventId } }])
  })

  test('is remembered over a new password', async () => {
    const shop = await optionalMfa('MFA_REQUIRED')
    const bob = { UserPoolId: shop.poolId, Username: 'bob', TemporaryPassword: goodPassword }
    await shop.call('AdminCreateUser', { ...bob, UserAttributes: [{ Name: 'phone_number', Value: '+15555550134' }] })
    const pending = await signIn(from(shop, 'Medium'), 'bob')

    const next = await respond(shop, 'bob', pending, { NEW_PASSWORD: betterPassword })

    expect(next).toMatchObject({ ChallengeName: 'SMS_MFA' })
  })
})

describe('the claim event_id', () => {
  test('is the id of the event, and survives a refresh', async () => {
    const shop = await protectedPlace()
    await confirmedUser(shop, 'alice')
    const { AccessToken, IdToken, RefreshToken } = await tokensOf(shop, 'alice')
    const [event] = await shop.events('alice')

    const AuthParameters = { REFRESH_TOKEN: RefreshToken }
    const refreshed = await signIn(shop, 'alice', '', { AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters })

    for (const token of [AccessToken, IdToken, (refreshed.AuthenticationResult as Tokens).AccessToken]) {
      expect(claimsOf(token)).toMatchObject({ event_id: event!.EventId })
    }
    expect(await shop.events('alice')).toHaveLength(1)
  })
})

describe('an address on the always-block list', () => {
  const RiskExceptionConfiguration = { BlockedIPRangeList: ['203.0.113.0/24'] }

  test('cannot sign in, whoever it is, but can refresh', async () => {
    const shop = await protectedPlace({ risk: { RiskExceptionConfiguration } })
    await confirmedUser(shop, 'alice')
    const { RefreshToken } = await tokensOf(shop, 'alice')
    const there = { ...shop, call: shop.callFrom({ ipAddress: '203.0.113.9' }) }

    for (const name of ['alice', 'nobody']) await expect(signIn(there, name)).rejects.toMatchObject(notAllowed)
    await expect(signIn(there, 'alice', 'wrong')).rejects.toMatchObject(notAllowed)
    const AuthParameters = { REFRESH_TOKEN: RefreshToken }
    const refresh = signIn(there, 'alice', '', { AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters })
    await expect(refresh).resolves.toHaveProperty('AuthenticationResult')
  })

  test('cannot answer a challenge either', async () => {
    const shop = await protectedPlace({ risk: { RiskExceptionConfiguration } })
    await shop.call('AdminCreateUser', { UserPoolId: shop.poolId, Username: 'bob', TemporaryPassword: goodPassword })
    const pending = await signIn(shop, 'bob')
    const there = { ...shop, call: shop.callFrom({ ipAddress: '203.0.113.9' }) }

    await expect(respond(there, 'bob', pending, { NEW_PASSWORD: betterPassword })).rejects.toMatchObject(notAllowed)
  })
})

describe('a compromised password', () => {
  const user = async (shop: ProtectedPlace) => {
    await confirmedUser(shop, 'alice')
    const Password = common
    await shop.call('AdminSetUserPassword', { UserPoolId: shop.poolId, Username: 'alice', Password, Permanent: true })
  }

  test('at sign-in must be reset', async () => {
    const shop = await protectedPlace({ risk: { CompromisedCredentialsRiskConfiguration: compromised } })
    await user(shop)

    await expect(signIn(shop, 'alice', common)).rejects.toMatchObject(
      refusal('PasswordResetRequiredException', 'Password reset required for user due to security reasons'),
    )

    expect(await statusOf(shop, 'alice')).toBe('RESET_REQUIRED')
    expect((await shop.events('alice'))[0]).toMatchObject({
      EventResponse: 'Fail',
      EventRisk: { CompromisedCredentialsDetected: true },
    })
    await expect(signIn(shop, 'alice', common)).rejects.toMatchObject(
      refusal('PasswordResetRequiredException', 'Password reset required for the user'),
    )
  })

  test('is only noted where nothing shall be done', async () => {
    const noAction = { Actions: { EventAction: 'NO_ACTION' as const } }
    const shop = await protectedPlace({ risk: { CompromisedCredentialsRiskConfiguration: noAction } })
    await user(shop)

    await expect(signIn(shop, 'alice', common)).resolves.toHaveProperty('AuthenticationResult')

    expect((await shop.events('alice'))[0]).toMatchObject({ EventRisk: { CompromisedCredentialsDetected: true } })
  })

  test('cannot become the new one of an invited user', async () => {
    const shop = await protectedPlace({ risk: { CompromisedCredentialsRiskConfiguration: compromised } })
    await shop.call('AdminCreateUser', { UserPoolId: shop.poolId, Username: 'bob', TemporaryPassword: goodPassword })
    const pending = await signIn(shop, 'bob')

    await expect(respond(shop, 'bob', pending, { NEW_PASSWORD: common })).rejects.toMatchObject(
      refusal('InvalidPasswordException', 'Provided password cannot be used for security reasons.'),
    )
    await expect(respond(shop, 'bob', pending, { NEW_PASSWORD: betterPassword })).resolves.toHaveProperty(
      'AuthenticationResult',
    )
    expect(await shop.events('bob')).toMatchObject([
      { EventType: 'PasswordChange', EventResponse: 'Pass' },
      { EventType: 'PasswordChange', EventResponse: 'Fail', EventRisk: { CompromisedCredentialsDetected: true } },
      { EventType: 'SignIn', EventResponse: 'Pass' },
    ])
  })
})
