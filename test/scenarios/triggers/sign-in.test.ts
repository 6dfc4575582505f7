import { decodeJwt } from 'jose'
import { describe, expect, test } from 'vitest'
import type { CreateUserPoolClientRequest, CreateUserPoolRequest } from '../../../src/api/generated/types.ts'
import { listMessages } from '../../../src/domain/messages/inbox.ts'
import type { TriggerHandler } from '../../../src/edges/triggers.ts'
import { testEmulator } from '../../support/emulator.ts'
import { functionArn, recording } from '../../support/triggers.ts'

const Password = 'Sesame-Street-1'

/** A pool with Alice, who has a password, and functions that may use what this returns once it is there. */
async function home(
  triggers: Record<string, TriggerHandler>,
  {
    pool = {},
    client = {},
    alice = 'alice',
  }: { pool?: Partial<CreateUserPoolRequest>; client?: Partial<CreateUserPoolClientRequest>; alice?: string } = {},
) {
  const emulator = testEmulator({ triggers })
  const { call, core } = emulator
  const { UserPool } = await call('CreateUserPool', { PoolName: 'people', ...pool })
  const UserPoolId = UserPool!.Id!
  const { UserPoolClient } = await call('CreateUserPoolClient', {
    UserPoolId,
    ClientName: 'app',
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    ...client,
  })
  const ClientId = UserPoolClient!.ClientId!
  await call('AdminCreateUser', {
    ...{ UserPoolId, Username: alice, MessageAction: 'SUPPRESS' },
    UserAttributes: [
      { Name: 'email', Value: 'alice@example.com' },
      { Name: 'email_verified', Value: 'true' },
    ],
  })
  await call('AdminSetUserPassword', { UserPoolId, Username: alice, Password, Permanent: true })
  const signIn = (extra: { Username?: string; Password?: string; ClientMetadata?: Record<string, string> } = {}) =>
    call('InitiateAuth', {
      ...{ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', ClientMetadata: extra.ClientMetadata },
      AuthParameters: { USERNAME: extra.Username ?? 'alice', PASSWORD: extra.Password ?? Password },
    })
  const lastCalls = () => core.kernel.log.entries[0]?.triggers.map(({ source }) => source)
  const inbox = () => core.store.transact((tx) => listMessages({ tx }, { poolId: UserPoolId }))
  return { ...emulator, UserPoolId, ClientId, signIn, lastCalls, inbox }
}

type Home = Awaited<ReturnType<typeof home>>

/** A function that does something with the emulator while the caller waits. */
function meddling(deed: (world: Home) => unknown) {
  const world: { current?: Home } = {}
  const handler = recording(async (event) => {
    await deed(world.current!)
    return event
  })
  return { world, handler }
}

describe('a sign-in', () => {
  test('calls PreAuthentication, PostAuthentication and PreTokenGeneration, in this order', async () => {
    const [PreAuthentication, PostAuthentication, PreTokenGeneration] = [recording(), recording(), recording()]
    const { signIn, lastCalls } = await home({ PreAuthentication, PostAuthentication, PreTokenGeneration })

    const { AuthenticationResult } = await signIn({ ClientMetadata: { from: 'web' } })

    expect(AuthenticationResult?.AccessToken).toBeTypeOf('string')
    expect(lastCalls()).toEqual([
      'PreAuthentication_Authentication',
      'PostAuthentication_Authentication',
      'TokenGeneration_Authentication',
    ])
    // Documented: the metadata of InitiateAuth is the first function's validation data, and nobody else's.
    expect(PreAuthentication.events[0]?.request['validationData']).toEqual({ from: 'web' })
    expect(PostAuthentication.events[0]?.request).not.toHaveProperty('clientMetadata')
    expect(PreTokenGeneration.events[0]?.request).not.toHaveProperty('clientMetadata')
    expect(PostAuthentication.events[0]?.request['newDeviceUsed']).toBe(false)
  })

  test('AdminInitiateAuth does the same', async () => {
    const PreAuthentication = recording()
    const { call, UserPoolId, ClientId } = await home({ PreAuthentication })

    await call('AdminInitiateAuth', {
      ...{ UserPoolId, ClientId, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH' },
      AuthParameters: { USERNAME: 'alice', PASSWORD: Password },
    })

    expect(PreAuthentication.events[0]).toMatchObject({ userName: 'alice', callerContext: { clientId: ClientId } })
  })

  test('is refused by PreAuthentication before the password is looked at', async () => {
    const refuse = async () => {
      throw new Error('Closed on Sundays')
    }
    const { signIn } = await home({ PreAuthentication: refuse })

    await expect(signIn({ Password: 'wrong' })).rejects.toMatchObject({
      name: 'UserLambdaValidationException',
      message: 'PreAuthentication failed with error Closed on Sundays.',
    })
  })

  test('with a wrong password reaches PreAuthentication and nothing after it', async () => {
    const [PreAuthentication, PostAuthentication, PreTokenGeneration] = [recording(), recording(), recording()]
    const { signIn, lastCalls } = await home({ PreAuthentication, PostAuthentication, PreTokenGeneration })

    await expect(signIn({ Password: 'wrong' })).rejects.toMatchObject({ name: 'NotAuthorizedException' })

    expect(lastCalls()).toEqual(['PreAuthentication_Authentication'])
  })

  test.each([
    ['ENABLED', 1, 'NotAuthorizedException'],
    ['LEGACY', 0, 'UserNotFoundException'],
  ] as const)('of nobody reaches PreAuthentication where existence is hidden: %s', async (setting, calls, name) => {
    const PreAuthentication = recording()
    const { signIn } = await home({ PreAuthentication }, { client: { PreventUserExistenceErrors: setting } })

    await expect(signIn({ Username: 'nobody' })).rejects.toMatchObject({ name })

    expect(PreAuthentication.events).toHaveLength(calls)
  })

  test('sees what PreAuthentication did to the user meanwhile', async () => {
    const { world, handler } = meddling(({ call, UserPoolId }) =>
      call('AdminDisableUser', { UserPoolId, Username: 'alice' }),
    )
    world.current = await home({ PreAuthentication: handler })

    await expect(world.current.signIn()).rejects.toMatchObject({ message: 'User is disabled.' })
  })

  test('sees what PostAuthentication did to the user meanwhile', async () => {
    const { world, handler } = meddling(({ call, UserPoolId }) =>
      call('AdminUpdateUserAttributes', {
        ...{ UserPoolId, Username: 'alice' },
        UserAttributes: [{ Name: 'nickname', Value: 'Al' }],
      }),
    )
    world.current = await home({ PostAuthentication: handler })

    const { AuthenticationResult } = await world.current.signIn()

    expect(decodeJwt(AuthenticationResult!.IdToken!)['nickname']).toBe('Al')
  })

  test('gets no tokens when PostAuthentication fails, or has disabled the user', async () => {
    const fail = async () => {
      throw new Error('Audit log full')
    }
    const { world, handler } = meddling(({ call, UserPoolId }) =>
      call('AdminDisableUser', { UserPoolId, Username: 'alice' }),
    )
    const failing = await home({ PostAuthentication: fail })
    world.current = await home({ PostAuthentication: handler })

    await expect(failing.signIn()).rejects.toMatchObject({
      message: 'PostAuthentication failed with error Audit log full.',
    })
    await expect(world.current.signIn()).rejects.toMatchObject({ message: 'User is disabled.' })
  })

  test('after a new password has a source of its own, and metadata of the answer', async () => {
    const [PostAuthentication, PreTokenGeneration] = [recording(), recording()]
    const { call, UserPoolId, ClientId, signIn } = await home({ PostAuthentication, PreTokenGeneration })
    await call('AdminSetUserPassword', { UserPoolId, Username: 'alice', Password, Permanent: false })
    const { Session } = await signIn({ ClientMetadata: { first: 'step' } })

    await call('RespondToAuthChallenge', {
      ...{ ClientId, Session, ChallengeName: 'NEW_PASSWORD_REQUIRED', ClientMetadata: { second: 'step' } },
      ChallengeResponses: { USERNAME: 'alice', NEW_PASSWORD: 'Sesame-Street-2' },
    })

    expect(PostAuthentication.events).toMatchObject([{ request: { clientMetadata: { second: 'step' } } }])
    expect(PreTokenGeneration.events).toMatchObject([
      { triggerSource: 'TokenGeneration_NewPasswordChallenge', request: { clientMetadata: { second: 'step' } } },
    ])
  })

  test('with a code has its message worded without the metadata of InitiateAuth', async () => {
    const CustomMessage = recording({ emailMessage: 'Sign in: {####}' })
    const { call, UserPoolId, signIn, inbox } = await home(
      { CustomMessage },
      { pool: { EmailConfiguration: developerMail } },
    )
    await call('SetUserPoolMfaConfig', { UserPoolId, MfaConfiguration: 'ON', EmailMfaConfiguration: {} })

    const { ChallengeName } = await signIn({ ClientMetadata: { from: 'web' } })

    expect(ChallengeName).toBe('EMAIL_OTP')
    expect(CustomMessage.events[0]?.triggerSource).toBe('CustomMessage_Authentication')
    expect(CustomMessage.events[0]?.request).not.toHaveProperty('clientMetadata')
    expect(inbox()[0]?.text).toBe(`Sign in: ${inbox()[0]?.code}`)
  })
})

const developerMail = {
  EmailSendingAccount: 'DEVELOPER',
  SourceArn: 'arn:aws:ses:us-east-1:123456789012:identity/example.com',
  From: 'people@example.com',
} as const

describe('PreTokenGeneration', () => {
  test('changes the claims of both tokens, and their groups', async () => {
    const tokens = recording({
      claimsAndScopeOverrideDetails: {
        idTokenGeneration: { claimsToAddOrOverride: { plan: { level: 2 } }, claimsToSuppress: ['email'] },
        accessTokenGeneration: { claimsToAddOrOverride: { seats: 5 }, scopesToAdd: ['api/read'] },
        groupOverrideDetails: { groupsToOverride: ['guests'] },
      },
    })
    const { call, UserPoolId, signIn } = await home(
      { tokens },
      {
        pool: {
          LambdaConfig: { PreTokenGenerationConfig: { LambdaVersion: 'V2_0', LambdaArn: functionArn('tokens') } },
        },
      },
    )
    await call('CreateGroup', { UserPoolId, GroupName: 'admins', RoleArn: 'arn:aws:iam::123456789012:role/admin' })
    await call('AdminAddUserToGroup', { UserPoolId, Username: 'alice', GroupName: 'admins' })

    const { AuthenticationResult } = await signIn()

    const id = decodeJwt(AuthenticationResult!.IdToken!)
    const access = decodeJwt(AuthenticationResult!.AccessToken!)
    expect(id).toMatchObject({ plan: { level: 2 }, 'cognito:groups': ['guests'] })
    expect(id).not.toHaveProperty('email')
    expect(id).not.toHaveProperty('cognito:roles')
    expect(access).toMatchObject({
      seats: 5,
      scope: 'aws.cognito.signin.user.admin api/read',
      'cognito:groups': ['guests'],
    })
    expect(tokens.events[0]?.request).toMatchObject({
      groupConfiguration: {
        groupsToOverride: ['admins'],
        iamRolesToOverride: ['arn:aws:iam::123456789012:role/admin'],
        preferredRole: 'arn:aws:iam::123456789012:role/admin',
      },
      scopes: ['aws.cognito.signin.user.admin'],
    })
  })

  test('without its self-service scope a token cannot be used for self-service', async () => {
    const tokens = recording({
      claimsAndScopeOverrideDetails: {
        accessTokenGeneration: { scopesToSuppress: ['aws.cognito.signin.user.admin'] },
      },
    })
    const { call, signIn } = await home(
      { tokens },
      {
        pool: {
          LambdaConfig: { PreTokenGenerationConfig: { LambdaVersion: 'V2_0', LambdaArn: functionArn('tokens') } },
        },
      },
    )

    const { AuthenticationResult } = await signIn()

    await expect(call('GetUser', { AccessToken: AuthenticationResult!.AccessToken! })).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    })
  })

  test('keeps tokens back when it fails', async () => {
    const fail = async () => {
      throw new Error('No claims')
    }
    const { signIn } = await home({ PreTokenGeneration: fail })

    await expect(signIn()).rejects.toMatchObject({
      name: 'UserLambdaValidationException',
      message: 'PreTokenGeneration failed with error No claims.',
    })
  })

  test('is asked on every refresh, other functions are not; InitiateAuth keeps its metadata', async () => {
    const [PreTokenGeneration, PreAuthentication, PostAuthentication] = [
      recording({ claimsOverrideDetails: { claimsToAddOrOverride: { tenant: 'a' } } }),
      recording(),
      recording(),
    ]
    const { call, ClientId, signIn, lastCalls } = await home({
      PreTokenGeneration,
      PreAuthentication,
      PostAuthentication,
    })
    const { AuthenticationResult } = await signIn()
    const RefreshToken = AuthenticationResult!.RefreshToken!

    const refreshed = await call('InitiateAuth', {
      ...{ ClientId, AuthFlow: 'REFRESH_TOKEN_AUTH', ClientMetadata: { a: 'b' } },
      AuthParameters: { REFRESH_TOKEN: RefreshToken },
    })

    expect(lastCalls()).toEqual(['TokenGeneration_RefreshTokens'])
    expect(decodeJwt(refreshed.AuthenticationResult!.IdToken!)['tenant']).toBe('a')
    expect(PreTokenGeneration.events.at(-1)?.request).not.toHaveProperty('clientMetadata')
  })

  test('is asked by GetTokensFromRefreshToken, with its metadata, while the emulator may be called', async () => {
    const { world, handler } = meddling(({ call, UserPoolId }) =>
      call('AdminUpdateUserAttributes', {
        ...{ UserPoolId, Username: 'alice' },
        UserAttributes: [{ Name: 'nickname', Value: 'Al' }],
      }),
    )
    world.current = await home(
      { PreTokenGeneration: handler },
      { client: { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'], RefreshTokenRotation: { Feature: 'ENABLED' } } },
    )
    const { call, ClientId, signIn } = world.current
    const { AuthenticationResult } = await signIn()
    const RefreshToken = AuthenticationResult!.RefreshToken!

    const refreshed = await call('GetTokensFromRefreshToken', { ClientId, RefreshToken, ClientMetadata: { a: 'b' } })

    expect(handler.events.at(-1)).toMatchObject({
      triggerSource: 'TokenGeneration_Authentication',
      request: { clientMetadata: { a: 'b' } },
    })
    expect(decodeJwt(refreshed.AuthenticationResult!.IdToken!)['nickname']).toBe('Al')
  })

  test('that revokes what is being refreshed leaves nothing to refresh', async () => {
    const { world, handler } = meddling(({ call, UserPoolId, lastCalls }) =>
      lastCalls() === undefined ? undefined : call('AdminUserGlobalSignOut', { UserPoolId, Username: 'alice' }),
    )
    world.current = await home({ PreTokenGeneration: handler })
    const { call, ClientId, signIn } = world.current
    const { AuthenticationResult } = await signIn()

    await expect(
      call('InitiateAuth', {
        ...{ ClientId, AuthFlow: 'REFRESH_TOKEN_AUTH' },
        AuthParameters: { REFRESH_TOKEN: AuthenticationResult!.RefreshToken! },
      }),
    ).rejects.toMatchObject({ message: 'Refresh Token has been revoked' })
  })
})

describe('UserMigration', () => {
  const bob = {
    userAttributes: { email: 'bob@example.com', email_verified: 'true' },
    finalUserStatus: 'CONFIRMED',
    messageAction: 'SUPPRESS',
  }

  test('brings a user in with the password, and the next sign-in needs no function', async () => {
    const [UserMigration, PreAuthentication] = [recording(bob), recording()]
    const { call, UserPoolId, signIn, lastCalls, inbox } = await home({ UserMigration, PreAuthentication })

    const first = await signIn({ Username: 'bob', Password: 'old', ClientMetadata: { from: 'web' } })
    expect(lastCalls()).toEqual(['UserMigration_Authentication', 'PreAuthentication_Authentication'])
    const second = await signIn({ Username: 'bob', Password: 'old' })

    expect(first.AuthenticationResult?.AccessToken).toBeTypeOf('string')
    expect(second.AuthenticationResult?.AccessToken).toBeTypeOf('string')
    expect(UserMigration.events).toMatchObject([
      { userName: 'bob', request: { password: 'old', validationData: { from: 'web' } } },
    ])
    expect((await call('AdminGetUser', { UserPoolId, Username: 'bob' })).UserStatus).toBe('CONFIRMED')
    expect(inbox()).toEqual([])
  })

  test('one attribute may be the username, so that people keep it who sign in with their address', async () => {
    const UserMigration = recording({ ...bob, userAttributes: { ...bob.userAttributes, username: 'bob-7' } })
    for (const kind of ['AliasAttributes', 'UsernameAttributes']) {
      const alice = kind === 'UsernameAttributes' ? 'alice@example.com' : 'alice'
      const { call, UserPoolId, signIn } = await home({ UserMigration }, { pool: { [kind]: ['email'] }, alice })

      const { AuthenticationResult } = await signIn({ Username: 'bob@example.com', Password: 'old' })

      expect(decodeJwt(AuthenticationResult!.AccessToken!)).toMatchObject({ username: 'bob-7' })
      await signIn({ Username: 'bob@example.com', Password: 'old' })
      const { UserAttributes } = await call('AdminGetUser', { UserPoolId, Username: 'bob-7' })
      expect(UserAttributes!.map(({ Name }) => Name)).toEqual(['sub', 'email', 'email_verified'])
    }
  })

  test('an address cannot become the username where it is an alias', async () => {
    const { signIn } = await home({ UserMigration: recording(bob) }, { pool: { AliasAttributes: ['email'] } })

    await expect(signIn({ Username: 'bob@example.com', Password: 'old' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'Username cannot be of email format, since user pool is configured for email alias.',
    })
  })

  test('a user who must set a new password is there, and hears so', async () => {
    const UserMigration = recording({
      ...bob,
      finalUserStatus: null,
      messageAction: null,
      desiredDeliveryMediums: ['EMAIL'],
    })
    const { call, UserPoolId, signIn, inbox } = await home({ UserMigration })

    await expect(signIn({ Username: 'bob', Password: 'old' })).rejects.toMatchObject({
      name: 'PasswordResetRequiredException',
    })

    expect((await call('AdminGetUser', { UserPoolId, Username: 'bob' })).UserStatus).toBe('RESET_REQUIRED')
    expect(inbox()).toMatchObject([{ to: 'bob@example.com', kind: 'AdminCreateUser', text: 'Your username is bob.' }])
  })

  test.each([
    ['throws', () => Promise.reject(new Error('Bad password'))],
    ['knows nobody', recording()],
    ['gives an attribute that the pool does not have', recording({ ...bob, userAttributes: { 'custom:x': '1' } })],
  ])('a user stays unknown when the function %s', async (_, UserMigration: TriggerHandler) => {
    const { call, UserPoolId, signIn } = await home({ UserMigration })

    await expect(signIn({ Username: 'bob', Password: 'old' })).rejects.toMatchObject({
      name: 'UserNotFoundException',
      message: 'User does not exist.',
    })
    expect((await call('ListUsers', { UserPoolId })).Users).toHaveLength(1)
  })

  test('may make the user itself by calling the emulator', async () => {
    const { world, handler } = meddling(async ({ call, UserPoolId }) => {
      await call('AdminCreateUser', { UserPoolId, Username: 'bob', MessageAction: 'SUPPRESS' })
      await call('AdminSetUserPassword', { UserPoolId, Username: 'bob', Password, Permanent: true })
    })
    world.current = await home({ UserMigration: handler })

    const { AuthenticationResult } = await world.current.signIn({ Username: 'bob' })

    expect(AuthenticationResult?.AccessToken).toBeTypeOf('string')
  })

  test('brings a user in who has forgotten the password, and the code goes out', async () => {
    const UserMigration = recording(bob)
    const { call, ClientId, inbox } = await home({ UserMigration })

    const { CodeDeliveryDetails } = await call('ForgotPassword', {
      ClientId,
      Username: 'bob',
      ClientMetadata: { a: 'b' },
    })

    expect(CodeDeliveryDetails).toMatchObject({ DeliveryMedium: 'EMAIL' })
    expect(inbox()).toMatchObject([{ to: 'bob@example.com', kind: 'ForgotPassword' }])
    expect(UserMigration.events).toMatchObject([
      { triggerSource: 'UserMigration_ForgotPassword', request: { password: null, clientMetadata: { a: 'b' } } },
    ])
  })
})
