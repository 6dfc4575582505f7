import { describe, expect, test } from 'vitest'
import { listMessages } from '../../../src/domain/messages/inbox.ts'
import type { TriggerHandler } from '../../../src/edges/triggers.ts'
import { type Call, testEmulator } from '../../support/emulator.ts'
import { recording } from '../../support/triggers.ts'

/** An emulator with these functions, and a pool that verifies addresses. Functions may use `calls.call` once it is there. */
async function people(triggers: Record<string, TriggerHandler>) {
  const emulator = testEmulator({ triggers })
  const { call, core } = emulator
  const { UserPool } = await call('CreateUserPool', { PoolName: 'people', AutoVerifiedAttributes: ['email'] })
  const poolId = UserPool!.Id!
  const { UserPoolClient } = await call('CreateUserPoolClient', { UserPoolId: poolId, ClientName: 'app' })
  const clientId = UserPoolClient!.ClientId!
  const inbox = () => core.store.transact((tx) => listMessages({ tx }, { poolId }))
  const signUp = (extra: object = {}) =>
    call('SignUp', {
      ClientId: clientId,
      Username: 'alice',
      Password: 'Sesame-Street-1',
      UserAttributes: [{ Name: 'email', Value: 'alice@example.com' }],
      ...extra,
    })
  const lastCalls = () => core.kernel.log.entries[0]?.triggers.map(({ source }) => source)
  return { ...emulator, poolId, clientId, inbox, signUp, lastCalls }
}

/** A function that calls the emulator while the caller waits for it. */
function meddling(
  world: { current?: { call: Call; poolId: string } },
  meddle: (call: Call, poolId: string) => unknown,
) {
  return recording(async (event) => {
    await meddle(world.current!.call, world.current!.poolId)
    return event
  })
}

describe('SignUp', () => {
  test('asks PreSignUp before there is a user, with metadata and validation data', async () => {
    const world: { current?: Awaited<ReturnType<typeof people>> } = {}
    const found: unknown[] = []
    const PreSignUp = meddling(world, async (call, poolId) =>
      found.push(await call('ListUsers', { UserPoolId: poolId })),
    )
    world.current = await people({ PreSignUp })

    const { UserConfirmed, UserSub } = await world.current.signUp({
      ValidationData: [{ Name: 'captcha', Value: '42' }],
      ClientMetadata: { from: 'web' },
    })

    expect(UserConfirmed).toBe(false)
    expect(found).toEqual([{ Users: [] }])
    expect(PreSignUp.events[0]).toMatchObject({
      triggerSource: 'PreSignUp_SignUp',
      userName: 'alice',
      callerContext: { clientId: world.current.clientId },
      request: {
        userAttributes: { email: 'alice@example.com' },
        validationData: { captcha: '42' },
        clientMetadata: { from: 'web' },
      },
    })
    expect(UserSub).toMatch(/^[0-9a-f-]{36}$/)
    expect(world.current.inbox()).toHaveLength(1)
  })

  test('a user whom the function confirms gets no code, and PostConfirmation runs', async () => {
    const PostConfirmation = recording()
    const { signUp, inbox, call, poolId, lastCalls } = await people({
      PreSignUp: recording({ autoConfirmUser: true, autoVerifyEmail: true }),
      PostConfirmation,
    })

    const answer = await signUp({ ClientMetadata: { from: 'web' } })

    expect(answer).toEqual({ UserConfirmed: true, UserSub: answer.UserSub })
    expect(lastCalls()).toEqual(['PreSignUp_SignUp', 'PostConfirmation_ConfirmSignUp'])
    expect(inbox()).toEqual([])
    expect(PostConfirmation.events[0]?.request).toMatchObject({
      userAttributes: { sub: answer.UserSub, email_verified: 'true', 'cognito:user_status': 'CONFIRMED' },
      clientMetadata: { from: 'web' },
    })
    const { UserStatus } = await call('AdminGetUser', { UserPoolId: poolId, Username: 'alice' })
    expect(UserStatus).toBe('CONFIRMED')
  })

  test('an alias that the function verifies moves to the new user', async () => {
    const { call } = await people({ PreSignUp: recording({ autoConfirmUser: true, autoVerifyEmail: true }) })
    const { UserPool } = await call('CreateUserPool', { PoolName: 'aliases', AliasAttributes: ['email'] })
    const UserPoolId = UserPool!.Id!
    const { UserPoolClient } = await call('CreateUserPoolClient', { UserPoolId, ClientName: 'app' })
    const signUpAs = (Username: string) =>
      call('SignUp', {
        ...{ ClientId: UserPoolClient!.ClientId!, Username, Password: 'Sesame-Street-1' },
        UserAttributes: [{ Name: 'email', Value: 'shared@example.com' }],
      })

    await signUpAs('first')
    await signUpAs('second')

    const { Username } = await call('AdminGetUser', { UserPoolId, Username: 'shared@example.com' })
    expect(Username).toBe('second')
  })

  test('is refused with the words of the function, and nothing is left of the user', async () => {
    const refuse = async () => {
      throw new Error('Members only.')
    }
    const { signUp, call, poolId } = await people({ PreSignUp: refuse })

    await expect(signUp()).rejects.toMatchObject({
      name: 'UserLambdaValidationException',
      message: 'PreSignUp failed with error Members only..',
    })
    expect(await call('ListUsers', { UserPoolId: poolId })).toEqual({ Users: [] })
  })

  test('a name that the function itself has taken meanwhile is taken', async () => {
    const world: { current?: Awaited<ReturnType<typeof people>> } = {}
    const meddle = meddling(world, (call, poolId) => {
      if (meddle.events.length > 1) return undefined
      return call('AdminCreateUser', { UserPoolId: poolId, Username: 'alice', MessageAction: 'SUPPRESS' })
    })
    world.current = await people({ PreSignUp: meddle })

    await expect(world.current.signUp()).rejects.toMatchObject({ name: 'UsernameExistsException' })
  })

  test('a pool that the function has closed meanwhile takes nobody', async () => {
    const world: { current?: Awaited<ReturnType<typeof people>> } = {}
    const PreSignUp = meddling(world, (call, poolId) =>
      call('UpdateUserPool', { UserPoolId: poolId, AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } }),
    )
    world.current = await people({ PreSignUp })

    await expect(world.current.signUp()).rejects.toMatchObject({
      message: 'SignUp is not permitted for this user pool',
    })
  })

  test('where addresses are usernames the event already has the name that the user gets', async () => {
    const PreSignUp = recording()
    const { call } = await people({ PreSignUp })
    const { UserPool } = await call('CreateUserPool', { PoolName: 'by address', UsernameAttributes: ['email'] })
    const UserPoolId = UserPool!.Id!
    const { UserPoolClient } = await call('CreateUserPoolClient', { UserPoolId, ClientName: 'app' })

    const { UserSub } = await call('SignUp', {
      ClientId: UserPoolClient!.ClientId!,
      Username: 'bob@example.com',
      Password: 'Sesame-Street-1',
    })

    expect(PreSignUp.events[0]?.userName).toBe(UserSub)
  })
})

describe('ConfirmSignUp', () => {
  test('tells PostConfirmation, which can already use the user', async () => {
    const world: { current?: Awaited<ReturnType<typeof people>> } = {}
    const PostConfirmation = meddling(world, (call, poolId) =>
      call('AdminAddUserToGroup', { UserPoolId: poolId, Username: 'alice', GroupName: 'members' }),
    )
    world.current = await people({ PostConfirmation })
    const { call, signUp, inbox, clientId, poolId } = world.current
    await call('CreateGroup', { UserPoolId: poolId, GroupName: 'members' })
    await signUp()
    const ConfirmationCode = inbox()[0]!.code!

    await call('ConfirmSignUp', {
      ClientId: clientId,
      Username: 'alice',
      ConfirmationCode,
      ClientMetadata: { step: 'two' },
    })

    const { Groups } = await call('AdminListGroupsForUser', { UserPoolId: poolId, Username: 'alice' })
    expect(Groups?.map(({ GroupName }) => GroupName)).toEqual(['members'])
    expect(PostConfirmation.events[0]).toMatchObject({
      triggerSource: 'PostConfirmation_ConfirmSignUp',
      callerContext: { clientId },
      request: { clientMetadata: { step: 'two' }, userAttributes: { email_verified: 'true' } },
    })
  })

  test('confirms the user even when PostConfirmation fails', async () => {
    const fail = async () => {
      throw new Error('CRM is down')
    }
    const { call, signUp, inbox, clientId, poolId } = await people({ PostConfirmation: fail })
    await signUp()
    const ConfirmationCode = inbox()[0]!.code!

    await expect(
      call('ConfirmSignUp', { ClientId: clientId, Username: 'alice', ConfirmationCode }),
    ).rejects.toMatchObject({
      name: 'UserLambdaValidationException',
      message: 'PostConfirmation failed with error CRM is down.',
    })
    const { UserStatus } = await call('AdminGetUser', { UserPoolId: poolId, Username: 'alice' })
    expect(UserStatus).toBe('CONFIRMED')
  })

  test('AdminConfirmSignUp tells it as well, without a client', async () => {
    const PostConfirmation = recording()
    const { call, signUp, poolId } = await people({ PostConfirmation })
    await signUp()

    await call('AdminConfirmSignUp', { UserPoolId: poolId, Username: 'alice', ClientMetadata: { by: 'admin' } })

    expect(PostConfirmation.events[0]).toMatchObject({
      triggerSource: 'PostConfirmation_ConfirmSignUp',
      callerContext: { clientId: 'CLIENT_ID_NOT_APPLICABLE' },
      request: { clientMetadata: { by: 'admin' } },
    })
  })
})

describe('AdminCreateUser', () => {
  test('asks PreSignUp, which may call the emulator, and confirms nothing for it', async () => {
    const world: { current?: Awaited<ReturnType<typeof people>> } = {}
    const found: unknown[] = []
    const PreSignUp = recording(async (event) => {
      found.push(await world.current!.call('ListUsers', { UserPoolId: world.current!.poolId }))
      return { ...event, response: { autoConfirmUser: true, autoVerifyEmail: true, autoVerifyPhone: true } }
    })
    world.current = await people({ PreSignUp })

    const { User } = await world.current.call('AdminCreateUser', {
      UserPoolId: world.current.poolId,
      Username: 'bob',
      UserAttributes: [{ Name: 'email', Value: 'bob@example.com' }],
      ValidationData: [{ Name: 'ticket', Value: '7' }],
      ClientMetadata: { by: 'admin' },
    })

    expect(found).toEqual([{ Users: [] }])
    expect(User).toMatchObject({ Username: 'bob', UserStatus: 'FORCE_CHANGE_PASSWORD' })
    expect(User?.Attributes?.find(({ Name }) => Name === 'email_verified')?.Value).not.toBe('true')
    expect(PreSignUp.events[0]).toMatchObject({
      triggerSource: 'PreSignUp_AdminCreateUser',
      callerContext: { clientId: 'CLIENT_ID_NOT_APPLICABLE' },
      request: { validationData: { ticket: '7' }, clientMetadata: { by: 'admin' } },
    })
  })

  test('a name that the function itself has taken meanwhile is taken', async () => {
    const world: { current?: Awaited<ReturnType<typeof people>> } = {}
    const PreSignUp = meddling(world, (call, poolId) =>
      PreSignUp.events.length > 1
        ? undefined
        : call('AdminCreateUser', { UserPoolId: poolId, Username: 'bob', MessageAction: 'SUPPRESS' }),
    )
    world.current = await people({ PreSignUp })

    await expect(
      world.current.call('AdminCreateUser', { UserPoolId: world.current.poolId, Username: 'bob' }),
    ).rejects.toMatchObject({ name: 'UsernameExistsException' })
  })

  test('sends an invitation again without asking PreSignUp', async () => {
    const PreSignUp = recording()
    const { call, poolId } = await people({ PreSignUp })
    await call('AdminCreateUser', { UserPoolId: poolId, Username: 'bob' })

    await call('AdminCreateUser', { UserPoolId: poolId, Username: 'bob', MessageAction: 'RESEND' })

    expect(PreSignUp.events).toHaveLength(1)
  })
})

describe('ConfirmForgotPassword', () => {
  test('tells PostConfirmation, which may call the emulator', async () => {
    const world: { current?: Awaited<ReturnType<typeof people>> } = {}
    const found: unknown[] = []
    const PostConfirmation = recording(async (event) => {
      const { call, poolId } = world.current!
      found.push((await call('AdminGetUser', { UserPoolId: poolId, Username: 'alice' })).UserStatus)
      return event
    })
    world.current = await people({
      PreSignUp: recording({ autoConfirmUser: true, autoVerifyEmail: true }),
      PostConfirmation,
    })
    const { call, signUp, inbox, clientId } = world.current
    await signUp()
    await call('ForgotPassword', { ClientId: clientId, Username: 'alice' })

    await call('ConfirmForgotPassword', {
      ClientId: clientId,
      Username: 'alice',
      ConfirmationCode: inbox()[0]!.code!,
      Password: 'Sesame-Street-2',
      ClientMetadata: { a: 'b' },
    })

    expect(found).toEqual(['CONFIRMED', 'CONFIRMED'])
    expect(PostConfirmation.events[1]).toMatchObject({
      triggerSource: 'PostConfirmation_ConfirmForgotPassword',
      request: { clientMetadata: { a: 'b' } },
    })
  })
})
