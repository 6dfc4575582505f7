import { describe, expect, test } from 'vitest'
import { broken, failureOf, functionErrors } from '../support/broken-functions.ts'
import { confirmedUser, goodPassword, type Place, type PlaceOptions, place } from '../support/people.ts'
import { invalid, refusal } from '../support/refusals.ts'
import { claimsOf, named, ownSender, setMfa, signIn, smsConfiguration, tokensOf } from '../support/sign-in.ts'

const wrong = refusal('NotAuthorizedException', 'Incorrect username or password.')
const locked = refusal('NotAuthorizedException', 'Password attempts exceeded')
const hidden: PlaceOptions = { client: { PreventUserExistenceErrors: 'ENABLED' } }

async function shopWithAlice(options?: PlaceOptions): Promise<Place> {
  const shop = await place(options)
  await confirmedUser(shop, 'alice')
  return shop
}

const failTimes = async (shop: Place, times: number) => {
  for (let n = 0; n < times; n++) await expect(signIn(shop, 'alice', 'wrong')).rejects.toMatchObject(wrong)
}

describe('InitiateAuth with USER_PASSWORD_AUTH', () => {
  test('answers three tokens, their kind and their life', async () => {
    const shop = await shopWithAlice()

    const answer = await signIn(shop, 'alice')

    expect(answer).toEqual({
      ChallengeParameters: {},
      AuthenticationResult: {
        AccessToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
        IdToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
        RefreshToken: expect.stringMatching(
          /^eyJjdHkiOiJKV1QiLCJlbmMiOiJBMjU2R0NNIiwiYWxnIjoiUlNBLU9BRVAifQ(\.[\w-]+){4}$/,
        ),
        ExpiresIn: 3600,
        TokenType: 'Bearer',
      },
    })
  })

  test('takes every name of the user', async () => {
    const shop = await place({ pool: { AliasAttributes: ['email'] } })
    const sub = await confirmedUser(shop, 'alice')

    for (const name of ['alice', sub, 'alice@example.com']) {
      const { AccessToken } = await tokensOf(shop, name)
      expect(claimsOf(AccessToken)).toMatchObject({ username: 'alice', sub })
    }
  })

  test('does not know other clients', async () => {
    const shop = await shopWithAlice()

    await expect(signIn({ ...shop, clientId: 'nobody' }, 'alice')).rejects.toMatchObject(
      refusal('ResourceNotFoundException', 'User pool client nobody does not exist.'),
    )
  })

  test('refuses flows that are switched off, each with its own sentence', async () => {
    const shop = await shopWithAlice({ client: { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] } })
    const refresh = { AuthFlow: 'REFRESH_TOKEN_AUTH' as const }

    await expect(signIn(shop, 'alice')).rejects.toMatchObject(
      invalid('USER_PASSWORD_AUTH flow not enabled for this client'),
    )
    await expect(signIn(shop, 'alice', '', refresh)).rejects.toMatchObject(
      invalid('REFRESH_TOKEN_AUTH is not enabled for the client.'),
    )
  })

  test('refuses the flows of administrators', async () => {
    const shop = await shopWithAlice({ client: { ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH'] } })

    for (const AuthFlow of ['ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH'] as const) {
      await expect(signIn(shop, 'alice', goodPassword, { AuthFlow })).rejects.toMatchObject(
        invalid('Initiate Auth method not supported.'),
      )
    }
  })

  test('knows the older names of flows, which add to the defaults', async () => {
    const shop = await shopWithAlice({ client: { ExplicitAuthFlows: ['USER_PASSWORD_AUTH'] } })

    const { RefreshToken } = await tokensOf(shop, 'alice')
    const refreshed = await signIn(shop, 'alice', '', {
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      AuthParameters: { REFRESH_TOKEN: RefreshToken },
    })

    expect(refreshed.AuthenticationResult?.AccessToken).toBeDefined()
  })

  test.each(['USERNAME', 'PASSWORD'])('asks for %s', async (missing) => {
    const shop = await shopWithAlice()
    const { [missing]: _, ...AuthParameters } = { USERNAME: 'alice', PASSWORD: goodPassword } as Record<string, string>

    await expect(signIn(shop, 'alice', '', { AuthParameters })).rejects.toMatchObject(
      invalid(`Missing required parameter ${missing}`),
    )
  })

  test('checks the secret hash, even for users who do not exist', async () => {
    const shop = await shopWithAlice({ client: { GenerateSecret: true } })
    const PASSWORD = goodPassword

    await expect(signIn(shop, 'alice')).resolves.toHaveProperty('AuthenticationResult')
    await expect(
      signIn(shop, 'nobody', PASSWORD, { AuthParameters: { USERNAME: 'nobody', PASSWORD } }),
    ).rejects.toMatchObject(
      refusal(
        'NotAuthorizedException',
        `Client ${shop.clientId} is configured with secret but SECRET_HASH was not received`,
      ),
    )
    const AuthParameters = { ...named(shop, 'bob'), USERNAME: 'nobody', PASSWORD }
    await expect(signIn(shop, 'nobody', PASSWORD, { AuthParameters })).rejects.toMatchObject(
      refusal('NotAuthorizedException', `Unable to verify secret hash for client ${shop.clientId}`),
    )
  })

  test('says whether a user exists only where that is not hidden', async () => {
    const open = await place()
    const closed = await place(hidden)

    await expect(signIn(open, 'nobody')).rejects.toMatchObject(refusal('UserNotFoundException', 'User does not exist.'))
    await expect(signIn(closed, 'nobody')).rejects.toMatchObject(wrong)
  })

  test.each([undefined, hidden])('tells disabled users so, whatever is hidden', async (options) => {
    const shop = await shopWithAlice(options)
    await shop.call('AdminDisableUser', { UserPoolId: shop.poolId, Username: 'alice' })

    await expect(signIn(shop, 'alice', 'wrong')).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'User is disabled.'),
    )
  })

  test('tells users so whose password must be reset, once it was right', async () => {
    const shop = await shopWithAlice()
    await shop.call('AdminResetUserPassword', { UserPoolId: shop.poolId, Username: 'alice' })

    await expect(signIn(shop, 'alice', 'wrong')).rejects.toMatchObject(wrong)
    await expect(signIn(shop, 'alice')).rejects.toMatchObject(
      refusal('PasswordResetRequiredException', 'Password reset required for the user'),
    )
  })

  test.each(functionErrors)('passes on that the function PreAuthentication failed: %s', async (error) => {
    const shop = await shopWithAlice(broken('PreAuthentication', error))

    await expect(signIn(shop, 'alice')).rejects.toSatisfy(failureOf('PreAuthentication', error))
  })

  test('tells unconfirmed users so once their password was right', async () => {
    const shop = await place()
    await shop.call('SignUp', { ClientId: shop.clientId, Username: 'bob', Password: goodPassword })

    await expect(signIn(shop, 'bob', 'wrong')).rejects.toMatchObject(wrong)
    await expect(signIn(shop, 'bob')).rejects.toMatchObject(
      refusal('UserNotConfirmedException', 'User is not confirmed.'),
    )
  })
})

test('InitiateAuth with USER_AUTH needs a tier that has it', async () => {
  const shop = await shopWithAlice({ client: { ExplicitAuthFlows: ['ALLOW_USER_AUTH'] } })
  await shop.call('UpdateUserPool', { UserPoolId: shop.poolId, UserPoolTier: 'LITE' })

  await expect(signIn(shop, 'alice', '', { AuthFlow: 'USER_AUTH' })).rejects.toMatchObject({
    name: 'FeatureUnavailableInTierException',
  })
})

describe('the lock after wrong passwords', () => {
  test('starts with the fifth failure, and doubles', async () => {
    const shop = await shopWithAlice()
    await failTimes(shop, 5)

    await expect(signIn(shop, 'alice')).rejects.toMatchObject(locked)
    shop.clock.advance({ milliseconds: 1000 })
    await failTimes(shop, 1)
    shop.clock.advance({ milliseconds: 1999 })
    await expect(signIn(shop, 'alice')).rejects.toMatchObject(locked)
    shop.clock.advance({ milliseconds: 1 })
    await expect(signIn(shop, 'alice')).resolves.toHaveProperty('AuthenticationResult')
  })

  test('does not count what is tried while it holds', async () => {
    const shop = await shopWithAlice()
    await failTimes(shop, 5)
    for (let n = 0; n < 5; n++) await expect(signIn(shop, 'alice', 'wrong')).rejects.toMatchObject(locked)

    shop.clock.advance({ seconds: 1 })

    await expect(signIn(shop, 'alice')).resolves.toHaveProperty('AuthenticationResult')
  })

  test('lasts 15 minutes at most', async () => {
    const shop = await shopWithAlice()
    await failTimes(shop, 5)
    // The fifteenth failure would lock for 1024 seconds.
    for (let n = 0; n < 10; n++) {
      shop.clock.advance({ seconds: 2 ** n })
      await failTimes(shop, 1)
    }

    shop.clock.advance({ seconds: 899 })
    await expect(signIn(shop, 'alice')).rejects.toMatchObject(locked)
    shop.clock.advance({ seconds: 1 })
    await expect(signIn(shop, 'alice')).resolves.toHaveProperty('AuthenticationResult')
  })

  test('forgets failures after a success, and after 15 quiet minutes', async () => {
    const shop = await shopWithAlice()
    await failTimes(shop, 4)
    await signIn(shop, 'alice')
    await failTimes(shop, 4)
    shop.clock.advance({ minutes: 15 })
    await failTimes(shop, 4)

    await expect(signIn(shop, 'alice')).resolves.toHaveProperty('AuthenticationResult')
  })

  test('counts the calls of administrators with those of clients', async () => {
    const shop = await shopWithAlice({
      client: { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_ADMIN_USER_PASSWORD_AUTH'] },
    })
    await failTimes(shop, 4)
    const byAdministrator = shop.call('AdminInitiateAuth', {
      UserPoolId: shop.poolId,
      ClientId: shop.clientId,
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: 'alice', PASSWORD: 'wrong' },
    })
    await expect(byAdministrator).rejects.toMatchObject(wrong)

    await expect(signIn(shop, 'alice')).rejects.toMatchObject(locked)
  })
})

describe('passwords that must be changed', () => {
  const invited = async (shop: Place) => {
    await shop.call('AdminCreateUser', { UserPoolId: shop.poolId, Username: 'bob', TemporaryPassword: goodPassword })
  }

  test('a temporary one leads to NEW_PASSWORD_REQUIRED', async () => {
    const shop = await place()
    await invited(shop)

    expect(await signIn(shop, 'bob')).toEqual({
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
      ChallengeParameters: { USER_ID_FOR_SRP: 'bob', requiredAttributes: '[]', userAttributes: '{}' },
      Session: expect.stringMatching(/^AYABe.{20,}/),
    })
  })

  test('a temporary one expires after seven days', async () => {
    const shop = await place()
    await invited(shop)
    shop.clock.advance({ days: 7 })

    await expect(signIn(shop, 'bob')).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'Temporary password has expired and must be reset by an administrator.'),
    )
  })

  test('the pool says how long a temporary one lives', async () => {
    const policy = { MinimumLength: 8, TemporaryPasswordValidityDays: 1 }
    const shop = await place({ pool: { Policies: { PasswordPolicy: policy } } })
    await invited(shop)
    shop.clock.advance({ seconds: 86_399 })
    expect(await signIn(shop, 'bob')).toMatchObject({ ChallengeName: 'NEW_PASSWORD_REQUIRED' })

    shop.clock.advance({ seconds: 1 })

    await expect(signIn(shop, 'bob')).rejects.toMatchObject({ name: 'NotAuthorizedException' })
  })
})

describe('InitiateAuth with REFRESH_TOKEN_AUTH', () => {
  const refresh = (shop: Place, parameters: Record<string, string>) =>
    signIn(shop, 'alice', '', { AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: parameters })

  test.each(['REFRESH_TOKEN_AUTH', 'REFRESH_TOKEN'] as const)(
    '%s answers new tokens, but no refresh token',
    async (AuthFlow) => {
      const shop = await shopWithAlice()
      const first = await tokensOf(shop, 'alice')
      shop.clock.advance({ minutes: 59 })

      const AuthParameters = { REFRESH_TOKEN: first.RefreshToken }
      const answer = await signIn(shop, 'alice', '', { AuthFlow, AuthParameters })

      const [AccessToken, IdToken] = [expect.any(String), expect.any(String)]
      expect(answer).toEqual({
        AuthenticationResult: { AccessToken, IdToken, ExpiresIn: 3600, TokenType: 'Bearer' },
        ChallengeParameters: {},
      })
      expect(claimsOf(answer.AuthenticationResult!.IdToken!)).toMatchObject({
        auth_time: claimsOf(first.IdToken)['auth_time'],
        origin_jti: claimsOf(first.IdToken)['origin_jti'],
        event_id: claimsOf(first.IdToken)['event_id'],
      })
    },
  )

  test('asks for REFRESH_TOKEN and refuses what is none', async () => {
    const shop = await shopWithAlice()

    await expect(refresh(shop, {})).rejects.toMatchObject(invalid('Missing required parameter REFRESH_TOKEN'))
    await expect(refresh(shop, { REFRESH_TOKEN: 'nonsense' })).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'Invalid Refresh Token'),
    )
  })

  test('is not for clients whose refresh tokens rotate', async () => {
    const RefreshTokenRotation = { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 } as const
    const shop = await shopWithAlice({
      client: { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'], RefreshTokenRotation },
    })
    const { RefreshToken } = await tokensOf(shop, 'alice')

    await expect(refresh(shop, { REFRESH_TOKEN: RefreshToken })).rejects.toMatchObject({
      name: 'UnsupportedOperationException',
    })
  })

  test('takes the secret hash over the username, or over the name of the sign-in', async () => {
    const shop = await place({ pool: { UsernameAttributes: ['email'] }, client: { GenerateSecret: true } })
    await confirmedUser(shop, 'Alice@example.com', {})
    const { IdToken, RefreshToken } = await tokensOf(shop, 'Alice@example.com')
    const username = claimsOf(IdToken)['cognito:username'] as string
    const REFRESH_TOKEN = RefreshToken
    const hashOver = (name: string) => ({ REFRESH_TOKEN, SECRET_HASH: named(shop, name)['SECRET_HASH']! })

    await expect(refresh(shop, hashOver(username))).resolves.toHaveProperty('AuthenticationResult')
    await expect(refresh(shop, hashOver('Alice@example.com'))).resolves.toHaveProperty('AuthenticationResult')
    await expect(refresh(shop, hashOver('bob'))).rejects.toMatchObject(
      refusal('NotAuthorizedException', `SecretHash does not match for the client: ${shop.clientId}`),
    )
    await expect(refresh(shop, { REFRESH_TOKEN })).rejects.toMatchObject(
      refusal(
        'NotAuthorizedException',
        `Client ${shop.clientId} is configured with secret but SECRET_HASH was not received`,
      ),
    )
  })

  test('lives as long as the client says', async () => {
    const units = { RefreshToken: 'hours' as const }
    const shop = await shopWithAlice({ client: { RefreshTokenValidity: 2, TokenValidityUnits: units } })
    const { RefreshToken } = await tokensOf(shop, 'alice')
    shop.clock.advance({ seconds: 7199 })
    await expect(refresh(shop, { REFRESH_TOKEN: RefreshToken })).resolves.toHaveProperty('AuthenticationResult')
    shop.clock.advance({ seconds: 1 })

    await expect(refresh(shop, { REFRESH_TOKEN: RefreshToken })).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'Refresh Token has expired'),
    )
  })
})

describe('which second factor is asked for', () => {
  const everything = { email: 'alice@example.com', phone_number: '+15555550134' }

  /** What the pool has, what the user has, and the challenge that follows; MFA is required unless it says optional. */
  const cases: [
    string,
    {
      mode?: 'OPTIONAL'
      methods: object
      user: object
      prefer?: object
      recovery?: 'verified_email' | 'verified_phone_number'
    },
    object,
  ][] = [
    [
      'none in an optional pool without active factors',
      { mode: 'OPTIONAL', methods: { sms: true }, user: everything },
      { AuthenticationResult: {} },
    ],
    [
      'the one active factor',
      {
        mode: 'OPTIONAL',
        methods: { sms: true, email: true },
        user: everything,
        prefer: { SMSMfaSettings: { Enabled: true } },
      },
      { ChallengeName: 'SMS_MFA' },
    ],
    [
      'the preferred one of several',
      {
        methods: { sms: true, email: true },
        user: everything,
        prefer: { SMSMfaSettings: { Enabled: true }, EmailMfaSettings: { Enabled: true, PreferredMfa: true } },
      },
      { ChallengeName: 'EMAIL_OTP' },
    ],
    [
      'a choice of several',
      { methods: { sms: true, email: true }, user: everything },
      { ChallengeName: 'SELECT_MFA_TYPE', ChallengeParameters: { MFAS_CAN_CHOOSE: '["SMS_MFA","EMAIL_OTP"]' } },
    ],
    [
      'the only usable one',
      { methods: { sms: true, email: true, totp: true }, user: { phone_number: '+15555550134' } },
      { ChallengeName: 'SMS_MFA' },
    ],
    [
      'not the only way to recover the account',
      { methods: { sms: true, totp: true }, user: { phone_number: '+15555550134' }, recovery: 'verified_phone_number' },
      { ChallengeName: 'MFA_SETUP', ChallengeParameters: { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' } },
    ],
    [
      'a set-up where nothing is known of the user',
      { methods: { sms: true, totp: true }, user: {} },
      { ChallengeName: 'MFA_SETUP', ChallengeParameters: { MFAS_CAN_SETUP: '["SMS_MFA","SOFTWARE_TOKEN_MFA"]' } },
    ],
  ]

  test.each(cases)('%s', async (_name, { mode, methods, user, prefer, recovery }, expected) => {
    const AccountRecoverySetting = recovery && { RecoveryMechanisms: [{ Name: recovery, Priority: 1 }] }
    const shop = await place({
      pool: {
        SmsConfiguration: smsConfiguration,
        ...('email' in methods && { EmailConfiguration: ownSender }),
        AccountRecoverySetting,
      },
    })
    await setMfa(shop, mode ?? 'ON', methods)
    await confirmedUser(shop, 'alice', user as Record<string, string>)
    if (prefer) await shop.call('AdminSetUserMFAPreference', { UserPoolId: shop.poolId, Username: 'alice', ...prefer })

    expect(await signIn(shop, 'alice')).toMatchObject(expected)
  })

  test('an error where nothing can be used or set up', async () => {
    const AccountRecoverySetting = { RecoveryMechanisms: [{ Name: 'verified_phone_number' as const, Priority: 1 }] }
    const shop = await place({ pool: { SmsConfiguration: smsConfiguration, AccountRecoverySetting } })
    await setMfa(shop, 'ON', { sms: true })
    await confirmedUser(shop, 'alice', { phone_number: '+15555550134' })

    await expect(signIn(shop, 'alice')).rejects.toMatchObject({ name: 'InvalidUserPoolConfigurationException' })
  })
})
