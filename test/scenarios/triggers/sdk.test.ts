import {
  AdminAddUserToGroupCommand,
  AdminListGroupsForUserCommand,
  CognitoIdentityProviderClient,
  ConfirmSignUpCommand,
  CreateGroupCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { expect, onTestFinished, test } from 'vitest'
import { startEmulator } from '../../../src/emulator.ts'
import { functionArn, functionServer } from '../../support/triggers.ts'

test('a function behind the Lambda API uses the SDK against the emulator that is waiting for it', async () => {
  const client: { current?: CognitoIdentityProviderClient } = {}
  const lambda = await functionServer(async (event) => {
    const member = { UserPoolId: event.userPoolId, Username: event.userName!, GroupName: 'members' }
    if (event.triggerSource === 'PostConfirmation_ConfirmSignUp') {
      await client.current!.send(new AdminAddUserToGroupCommand(member))
    }
    return { body: event }
  })
  const emulator = await startEmulator({ lambdaEndpoint: lambda.url })
  onTestFinished(() => emulator.close())
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  const cognito = new CognitoIdentityProviderClient({ endpoint: emulator.url, region: emulator.region, credentials })
  client.current = cognito
  const { UserPool } = await cognito.send(
    new CreateUserPoolCommand({
      PoolName: 'people',
      AutoVerifiedAttributes: ['email'],
      LambdaConfig: { PreSignUp: functionArn('gate'), PostConfirmation: functionArn('welcome') },
    }),
  )
  const UserPoolId = UserPool!.Id!
  await cognito.send(new CreateGroupCommand({ UserPoolId, GroupName: 'members' }))
  const { UserPoolClient } = await cognito.send(new CreateUserPoolClientCommand({ UserPoolId, ClientName: 'app' }))
  const ClientId = UserPoolClient!.ClientId!
  await cognito.send(
    new SignUpCommand({
      ...{ ClientId, Username: 'alice', Password: 'Sesame-Street-1' },
      UserAttributes: [{ Name: 'email', Value: 'alice@example.com' }],
    }),
  )

  const ConfirmationCode = (await emulator.inbox.latest({ to: 'alice@example.com' }))!.code!
  await cognito.send(new ConfirmSignUpCommand({ ClientId, Username: 'alice', ConfirmationCode }))

  const { Groups } = await cognito.send(new AdminListGroupsForUserCommand({ UserPoolId, Username: 'alice' }))
  expect(Groups?.map(({ GroupName }) => GroupName)).toEqual(['members'])
  expect(lambda.requests.map(({ path, event }) => [path, event.triggerSource])).toEqual([
    ['/2015-03-31/functions/gate/invocations', 'PreSignUp_SignUp'],
    ['/2015-03-31/functions/welcome/invocations', 'PostConfirmation_ConfirmSignUp'],
  ])
  expect(lambda.requests[0]?.event.callerContext.awsSdkVersion).toMatch(/^aws-sdk-js-3\./)
})
