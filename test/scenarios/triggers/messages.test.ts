import { describe, expect, test } from 'vitest'
import type { CreateUserPoolRequest, LambdaConfigType } from '../../../src/api/generated/types.ts'
import type { EmulatorOptions } from '../../../src/core.ts'
import { listMessages } from '../../../src/domain/messages/inbox.ts'
import { messages } from '../../../src/store/schema/messages.ts'
import { testEmulator } from '../../support/emulator.ts'
import { openEncryptionBody, openEncryptionMessage, readEncryptionHeader } from '../../support/encryption-message.ts'
import { functionArn, functionServer, recording } from '../../support/triggers.ts'

const key = Buffer.alloc(32, 9)
const kmsKey = 'arn:aws:kms:us-east-1:123456789012:key/codes'

/** A pool that verifies addresses and numbers, and a way to sign Alice up in it. */
async function people(options: EmulatorOptions, pool: Partial<CreateUserPoolRequest> = {}) {
  const emulator = testEmulator(options)
  const { call, core } = emulator
  const { UserPool } = await call('CreateUserPool', {
    PoolName: 'people',
    AutoVerifiedAttributes: ['email'],
    ...pool,
  })
  const poolId = UserPool!.Id!
  const { UserPoolClient } = await call('CreateUserPoolClient', { UserPoolId: poolId, ClientName: 'app' })
  const ClientId = UserPoolClient!.ClientId!
  const inbox = () => core.store.transact((tx) => listMessages({ tx }, { poolId }))
  const signUp = (ClientMetadata?: Record<string, string>) =>
    call('SignUp', {
      ...{ ClientId, Username: 'alice', Password: 'Sesame-Street-1', ClientMetadata },
      UserAttributes: [{ Name: 'email', Value: 'alice@example.com' }],
    })
  const invite = (medium: 'EMAIL' | 'SMS', ClientMetadata?: Record<string, string>) =>
    call('AdminCreateUser', {
      ...{ UserPoolId: poolId, Username: 'bob', DesiredDeliveryMediums: [medium], ClientMetadata },
      UserAttributes: [
        { Name: 'email', Value: 'bob@example.com' },
        { Name: 'phone_number', Value: '+15555550100' },
      ],
    })
  return { ...emulator, poolId, ClientId, inbox, signUp, invite }
}

describe('CustomMessage', () => {
  test('words the e-mail of a sign-up; the code stays a place until the end', async () => {
    const CustomMessage = recording({
      emailSubject: 'Welcome, {username}',
      emailMessage: '<b>{####}</b> is your code',
    })
    const { signUp, inbox, ClientId } = await people({ triggers: { CustomMessage } })

    await signUp({ from: 'web' })

    const [mail, ...rest] = inbox()
    expect(rest).toEqual([])
    expect(mail).toMatchObject({
      subject: 'Welcome, alice',
      html: `<b>${mail?.code}</b> is your code`,
      text: `${mail?.code} is your code`,
      status: 'delivered',
    })
    expect(CustomMessage.events).toMatchObject([
      {
        triggerSource: 'CustomMessage_SignUp',
        userName: 'alice',
        callerContext: { clientId: ClientId },
        request: {
          userAttributes: { email: 'alice@example.com', 'cognito:user_status': 'UNCONFIRMED' },
          codeParameter: '{####}',
          linkParameter: '{##Click Here##}',
          usernameParameter: null,
          clientMetadata: { from: 'web' },
        },
        response: { smsMessage: null, emailMessage: null, emailSubject: null },
      },
    ])
  })

  test.each([
    ['says nothing', {}],
    ['forgets the code', { emailMessage: 'Hello' }],
    ['is longer than an e-mail may be', { emailMessage: `{####}${'.'.repeat(20_000)}` }],
  ])('leaves the words of the pool when it %s', async (_, response) => {
    const { signUp, inbox } = await people({ triggers: { CustomMessage: recording(response) } })

    await signUp()

    const [mail] = inbox()
    expect(mail).toMatchObject({ text: `Your verification code is ${mail?.code}.`, status: 'delivered' })
  })

  test('words invitations when it has places for both name and password', async () => {
    const responses = [{ smsMessage: '{username}: {####}' }, { smsMessage: 'Hello, {####}' }]
    const CustomMessage = recording((event) => ({ ...event, response: responses.shift() }))
    const { invite, inbox, call, poolId } = await people({ triggers: { CustomMessage } })

    await invite('SMS', { by: 'admin' })
    await call('AdminCreateUser', { UserPoolId: poolId, Username: 'bob', MessageAction: 'RESEND' })

    const [again, first] = inbox()
    expect(first?.text).toBe(`bob: ${first?.code}`)
    expect(again?.text).toBe(`Your username is bob and temporary password is ${again?.code}.`)
    expect(CustomMessage.events[0]).toMatchObject({
      triggerSource: 'CustomMessage_AdminCreateUser',
      callerContext: { clientId: 'CLIENT_ID_NOT_APPLICABLE' },
      request: { usernameParameter: '{username}', clientMetadata: { by: 'admin' } },
    })
  })

  test('may call the emulator while the caller waits, and sees the user but no draft', async () => {
    const world: { current?: Awaited<ReturnType<typeof people>> } = {}
    const seen: unknown[] = []
    const CustomMessage = recording(async (event) => {
      const { call, poolId, inbox } = world.current!
      const { UserStatus } = await call('AdminGetUser', { UserPoolId: poolId, Username: 'alice' })
      seen.push(UserStatus, inbox().length)
      return event
    })
    world.current = await people({ triggers: { CustomMessage } })

    await world.current.signUp()

    expect(seen).toEqual(['UNCONFIRMED', 0])
  })

  test('refuses the request when it fails; the user is there, and the message says why it never left', async () => {
    const fail = async () => {
      throw new Error('No words')
    }
    const { signUp, inbox, call, poolId } = await people({ triggers: { CustomMessage: fail } })

    await expect(signUp()).rejects.toMatchObject({
      name: 'UserLambdaValidationException',
      message: 'CustomMessage failed with error No words.',
    })
    expect(inbox()).toMatchObject([{ status: 'failed', lastError: 'CustomMessage failed with error No words.' }])
    const { UserStatus } = await call('AdminGetUser', { UserPoolId: poolId, Username: 'alice' })
    expect(UserStatus).toBe('UNCONFIRMED')
  })

  test.each([
    ['ResendConfirmationCode', 'CustomMessage_ResendCode'],
    ['ForgotPassword', 'CustomMessage_ForgotPassword'],
  ] as const)('hears of %s', async (operation, source) => {
    const CustomMessage = recording({ emailMessage: 'Psst: {####}' })
    const { signUp, inbox, call, ClientId, poolId } = await people({ triggers: { CustomMessage } })
    await signUp()
    if (operation === 'ForgotPassword') {
      const Username = 'alice'
      await call('ConfirmSignUp', { ClientId, Username, ConfirmationCode: inbox()[0]!.code! })
      expect((await call('AdminGetUser', { UserPoolId: poolId, Username })).UserStatus).toBe('CONFIRMED')
    }

    await call(operation, { ClientId, Username: 'alice', ClientMetadata: { a: 'b' } })

    expect(CustomMessage.events.at(-1)).toMatchObject({
      triggerSource: source,
      request: { clientMetadata: { a: 'b' } },
    })
    expect(inbox()[0]?.text).toBe(`Psst: ${inbox()[0]?.code}`)
  })
})

test('a draft that an earlier run left behind is kept, and says that it never left', async () => {
  const { signUp, inbox, core } = await people({})
  await signUp()
  core.store.transact((tx) => tx.update(messages).set({ status: 'drafted' }).run())

  await core.prepare()

  expect(inbox()).toMatchObject([{ status: 'failed', lastError: expect.stringContaining('ended before') as string }])
})

describe('a custom sender', () => {
  /** A pool whose senders are functions of this name. */
  const senders: LambdaConfigType = {
    KMSKeyID: kmsKey,
    CustomEmailSender: { LambdaVersion: 'V1_0', LambdaArn: functionArn('send') },
    CustomSMSSender: { LambdaVersion: 'V1_0', LambdaArn: functionArn('send') },
  }

  test('gets the code of a sign-up, encrypted under the key of the setting', async () => {
    const send = recording()
    const options = { triggers: { send }, senderKey: key.toString('base64') }
    const { signUp, inbox, poolId, ClientId } = await people(options, { LambdaConfig: senders })

    await signUp()

    const [mail] = inbox()
    expect(send.events).toHaveLength(1)
    const { request, ...envelope } = send.events[0]!
    expect(envelope).toEqual({
      version: '1',
      triggerSource: 'CustomEmailSender_SignUp',
      region: 'us-east-1',
      userPoolId: poolId,
      userName: 'alice',
      callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: ClientId },
    })
    expect(request).toMatchObject({
      type: 'customEmailSenderRequestV1',
      clientMetadata: null,
      userAttributes: { email: 'alice@example.com', email_verified: 'false', 'cognito:user_status': 'UNCONFIRMED' },
    })
    const opened = openEncryptionMessage(Buffer.from(String(request['code']), 'base64'), key)
    expect(opened).toMatchObject({ plaintext: mail?.code, provider: 'cognito-plus', name: kmsKey, verified: true })
    expect(opened.context['userpool-id']).toBe(poolId)
    expect(mail).toMatchObject({ status: 'delivered', to: 'alice@example.com' })
  })

  test('can open its codes with the Decrypt API of the emulator', async () => {
    const send = recording()
    const { signUp, inbox, core, poolId } = await people(
      { triggers: { send }, senderKey: 'kms' },
      { LambdaConfig: senders },
    )
    await signUp()
    const code = Buffer.from(String(send.events[0]?.request['code']), 'base64')
    const { provider, information, sealedKey, context } = readEncryptionHeader(code)
    const decrypt = (EncryptionContext: object) =>
      core.app.request('/', {
        method: 'POST',
        headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'TrentService.Decrypt' },
        body: JSON.stringify({ CiphertextBlob: sealedKey.toString('base64'), EncryptionContext }),
      })

    const answer = await decrypt(context)
    const other = await decrypt({ ...context, 'userpool-id': 'us-east-1_another' })

    expect([provider, information.toString()]).toEqual(['aws-kms', kmsKey])
    expect(context['userpool-id']).toBe(poolId)
    const { KeyId, Plaintext } = (await answer.json()) as { KeyId: string; Plaintext: string }
    expect(KeyId).toBe(kmsKey)
    expect(openEncryptionBody(code, Buffer.from(Plaintext, 'base64')).plaintext).toBe(inbox()[0]?.code)
    expect(other.status).toBe(400)
    expect(await other.json()).toEqual({ __type: 'InvalidCiphertextException' })
  })

  test('gets text messages as well, with the metadata', async () => {
    const send = recording()
    const { invite, inbox } = await people({ triggers: { send } }, { LambdaConfig: senders })

    await invite('SMS', { by: 'admin' })

    const [message] = inbox()
    expect(send.events[0]).toMatchObject({
      triggerSource: 'CustomSMSSender_AdminCreateUser',
      request: {
        type: 'customSMSSenderRequestV1',
        // Without a key of its own the emulator does not encrypt.
        code: Buffer.from(message!.code!).toString('base64'),
        clientMetadata: { by: 'admin' },
        userAttributes: { phone_number: '+15555550100' },
      },
    })
  })

  test('that fails does not change the answer; the message says why and is tried again later', async () => {
    const lambda = await functionServer(() => ({ status: 500, body: {} }))
    const { signUp, inbox } = await people({ lambdaEndpoint: lambda.url }, { LambdaConfig: senders })

    const answer = await signUp()

    expect(answer.CodeDeliveryDetails).toMatchObject({ DeliveryMedium: 'EMAIL' })
    expect(inbox()).toMatchObject([{ status: 'pending', attempts: 1 }])
    expect(inbox()[0]?.lastError).toMatch(/^CustomEmailSender: http.* answered 500$/)
  })

  test('may call the emulator, which is not waiting for it', async () => {
    const world: { current?: Awaited<ReturnType<typeof people>> } = {}
    const send = recording(async () => {
      const { call, ClientId, inbox } = world.current!
      await call('ConfirmSignUp', { ClientId, Username: 'alice', ConfirmationCode: inbox()[0]!.code! })
    })
    world.current = await people({ triggers: { send } }, { LambdaConfig: senders })
    const { signUp, call, poolId } = world.current

    await signUp()

    expect((await call('AdminGetUser', { UserPoolId: poolId, Username: 'alice' })).UserStatus).toBe('CONFIRMED')
  })

  test('does not keep CustomMessage from wording the message first', async () => {
    const send = recording()
    const CustomMessage = recording({ emailMessage: 'Mine: {####}' })
    const { signUp, inbox, core } = await people({ triggers: { send, CustomMessage } }, { LambdaConfig: senders })

    await signUp()

    expect(inbox()[0]).toMatchObject({ text: `Mine: ${inbox()[0]?.code}`, status: 'delivered' })
    expect(core.kernel.log.entries[0]?.triggers.map(({ source }) => source)).toEqual(['CustomMessage_SignUp'])
    expect(send.events).toHaveLength(1)
  })
})
