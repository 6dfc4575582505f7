import {
  CognitoIdentityProviderClient,
  CreateUserPoolCommand,
  DescribeUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startEmulator } from '../../src/emulator.ts'

async function clientFor(secretAccessKey: string, accessKeyId = 'AKIDLOCAL') {
  const emulator = await startEmulator({ requireSignature: true, accessKeys: ['AKIDLOCAL:right'], logLevel: 'silent' })
  onTestFinished(() => emulator.close())
  return new CognitoIdentityProviderClient({
    endpoint: emulator.url,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 1,
  })
}

describe('with --require-signature', () => {
  test('the signature of the AWS SDK verifies, bodies outside ASCII included', async () => {
    const client = await clientFor('right')

    const { UserPool } = await client.send(
      new CreateUserPoolCommand({ PoolName: 'shop', UserPoolTags: { place: 'Zürich' } }),
    )
    const described = await client.send(new DescribeUserPoolCommand({ UserPoolId: UserPool!.Id }))

    expect(described.UserPool!.UserPoolTags).toEqual({ place: 'Zürich' })
  })

  test('a wrong secret is refused', async () => {
    const client = await clientFor('wrong')

    await expect(client.send(new CreateUserPoolCommand({ PoolName: 'shop' }))).rejects.toMatchObject({
      name: 'InvalidSignatureException',
    })
  })

  test('a key that nobody has is refused', async () => {
    const client = await clientFor('right', 'AKIDOTHER')

    await expect(client.send(new CreateUserPoolCommand({ PoolName: 'shop' }))).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
      message: 'The security token included in the request is invalid.',
    })
  })
})
