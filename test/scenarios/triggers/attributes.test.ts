import { describe, expect, test } from 'vitest'
import { listMessages } from '../../../src/domain/messages/inbox.ts'
import type { TriggerFunction } from '../../../src/edges/local-function.ts'
import { testEmulator } from '../../support/emulator.ts'
import { recording } from '../../support/triggers.ts'

const Password = 'Sesame-Street-1'
const ClientMetadata = { from: 'settings' }

/** Alice, signed in to a pool that verifies addresses and asks this function for its words. */
async function settingsPage(CustomMessage: TriggerFunction) {
  const emulator = testEmulator({ triggers: { CustomMessage } })
  const { call, core } = emulator
  const { UserPool } = await call('CreateUserPool', { PoolName: 'people', AutoVerifiedAttributes: ['email'] })
  const UserPoolId = UserPool!.Id!
  const { UserPoolClient } = await call('CreateUserPoolClient', {
    ...{ UserPoolId, ClientName: 'app' },
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  })
  const ClientId = UserPoolClient!.ClientId!
  await call('AdminCreateUser', {
    ...{ UserPoolId, Username: 'alice', MessageAction: 'SUPPRESS' },
    UserAttributes: [
      { Name: 'email', Value: 'alice@example.com' },
      { Name: 'email_verified', Value: 'true' },
    ],
  })
  await call('AdminSetUserPassword', { UserPoolId, Username: 'alice', Password, Permanent: true })
  const { AuthenticationResult } = await call('InitiateAuth', {
    ...{ ClientId, AuthFlow: 'USER_PASSWORD_AUTH' },
    AuthParameters: { USERNAME: 'alice', PASSWORD: Password },
  })
  const AccessToken = AuthenticationResult!.AccessToken!
  const inbox = () => core.store.transact((tx) => listMessages({ tx }, { poolId: UserPoolId }))
  return { ...emulator, UserPoolId, ClientId, AccessToken, inbox }
}

type Page = Awaited<ReturnType<typeof settingsPage>>

/** Every operation that sends a code for an attribute or a password, and the source that the function hears of. */
const operations: [name: string, source: string, perform: (page: Page) => Promise<unknown>, byClient: boolean][] = [
  [
    'UpdateUserAttributes',
    'CustomMessage_UpdateUserAttribute',
    ({ call, AccessToken }) =>
      call('UpdateUserAttributes', {
        ...{ AccessToken, ClientMetadata },
        UserAttributes: [{ Name: 'email', Value: 'new@example.com' }],
      }),
    true,
  ],
  [
    'AdminUpdateUserAttributes',
    'CustomMessage_UpdateUserAttribute',
    ({ call, UserPoolId }) =>
      call('AdminUpdateUserAttributes', {
        ...{ UserPoolId, Username: 'alice', ClientMetadata },
        UserAttributes: [{ Name: 'email', Value: 'new@example.com' }],
      }),
    false,
  ],
  [
    'GetUserAttributeVerificationCode',
    'CustomMessage_VerifyUserAttribute',
    ({ call, AccessToken }) =>
      call('GetUserAttributeVerificationCode', { AccessToken, AttributeName: 'email', ClientMetadata }),
    true,
  ],
  [
    'AdminResetUserPassword',
    'CustomMessage_ForgotPassword',
    ({ call, UserPoolId }) => call('AdminResetUserPassword', { UserPoolId, Username: 'alice', ClientMetadata }),
    false,
  ],
  [
    'ForgotPassword',
    'CustomMessage_ForgotPassword',
    ({ call, ClientId }) => call('ForgotPassword', { ClientId, Username: 'alice', ClientMetadata }),
    true,
  ],
]

describe.each(operations)('%s', (_, source, perform, byClient) => {
  test('has its message worded by the function, which gets the metadata', async () => {
    const CustomMessage = recording({ emailMessage: 'Psst: {####}' })
    const page = await settingsPage(CustomMessage)

    await perform(page)

    expect(CustomMessage.events).toMatchObject([
      {
        triggerSource: source,
        userName: 'alice',
        callerContext: { clientId: byClient ? page.ClientId : 'CLIENT_ID_NOT_APPLICABLE' },
        request: { clientMetadata: ClientMetadata, codeParameter: '{####}' },
      },
    ])
    expect(page.inbox()).toMatchObject([{ text: `Psst: ${page.inbox()[0]?.code}`, status: 'delivered' }])
  })

  test('lets the function call the emulator, which shows what is committed', async () => {
    const world: { current?: Page } = {}
    const seen: unknown[] = []
    const CustomMessage = recording(async (event) => {
      const { call, UserPoolId } = world.current!
      const { UserAttributes } = await call('AdminGetUser', { UserPoolId, Username: 'alice' })
      seen.push(UserAttributes?.find(({ Name }) => Name === 'email')?.Value)
      await call('AdminUpdateUserAttributes', {
        ...{ UserPoolId, Username: 'alice' },
        UserAttributes: [{ Name: 'nickname', Value: 'Al' }],
      })
      return event
    })
    world.current = await settingsPage(CustomMessage)

    await perform(world.current)

    expect(seen).toEqual([source.endsWith('UpdateUserAttribute') ? 'new@example.com' : 'alice@example.com'])
  })

  test('answers with the error of a function that fails', async () => {
    const page = await settingsPage(async () => {
      throw new Error('No words')
    })

    await expect(perform(page)).rejects.toMatchObject({
      name: 'UserLambdaValidationException',
      message: 'CustomMessage failed with error No words.',
    })
    expect(page.inbox()).toMatchObject([{ status: 'failed' }])
  })
})
