import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  AssociateSoftwareTokenCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  SetUserPoolMfaConfigCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { CognitoJwtVerifier } from 'aws-jwt-verify'
import { describe, expect, onTestFinished, test } from 'vitest'
import { totpCode } from '../../src/base/totp.ts'
import type { EmulatorOptions } from '../../src/core.ts'
import { startEmulator } from '../../src/emulator.ts'
import { betterPassword, goodPassword } from '../support/people.ts'
import { readyRsaKeys } from '../support/rsa-keys.ts'

/** A running emulator, the SDK's client for it, a pool and an app client. */
async function shop(options: EmulatorOptions = {}) {
  const emulator = await startEmulator({ logLevel: 'silent', makeRsaKey: readyRsaKeys(), ...options })
  onTestFinished(() => emulator.close())
  const cognito = new CognitoIdentityProviderClient({
    endpoint: emulator.url,
    region: emulator.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  })
  const { UserPool } = await cognito.send(new CreateUserPoolCommand({ PoolName: 'shop' }))
  const UserPoolId = UserPool!.Id!
  const { UserPoolClient } = await cognito.send(
    new CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: 'web',
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 },
    }),
  )
  return { emulator, cognito, UserPoolId, ClientId: UserPoolClient!.ClientId! }
}

test('an invited user chooses a password, registers an authenticator, refreshes and signs out', async () => {
  const { emulator, cognito, UserPoolId, ClientId } = await shop()
  await cognito.send(
    new SetUserPoolMfaConfigCommand({
      UserPoolId,
      MfaConfiguration: 'ON',
      SoftwareTokenMfaConfiguration: { Enabled: true },
    }),
  )
  await cognito.send(
    new AdminCreateUserCommand({
      UserPoolId,
      Username: 'ann',
      TemporaryPassword: goodPassword,
      MessageAction: 'SUPPRESS',
    }),
  )
  const respond = (ChallengeName: 'NEW_PASSWORD_REQUIRED' | 'MFA_SETUP' | 'SOFTWARE_TOKEN_MFA') => {
    return (Session: string | undefined, responses: Record<string, string> = {}) => {
      const ChallengeResponses = { USERNAME: 'ann', ...responses }
      return cognito.send(new RespondToAuthChallengeCommand({ ClientId, ChallengeName, Session, ChallengeResponses }))
    }
  }

  const invited = await cognito.send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: 'ann', PASSWORD: goodPassword },
    }),
  )
  expect(invited.ChallengeName).toBe('NEW_PASSWORD_REQUIRED')
  const setUp = await respond('NEW_PASSWORD_REQUIRED')(invited.Session, { NEW_PASSWORD: betterPassword })
  expect(setUp.ChallengeName).toBe('MFA_SETUP')
  const secret = await cognito.send(new AssociateSoftwareTokenCommand({ Session: setUp.Session }))
  const verified = await cognito.send(
    new VerifySoftwareTokenCommand({
      Session: secret.Session,
      UserCode: totpCode(secret.SecretCode!, emulator.clock.now()),
    }),
  )
  expect(verified.Status).toBe('SUCCESS')
  const first = await respond('MFA_SETUP')(verified.Session)
  const { AccessToken, RefreshToken } = first.AuthenticationResult!

  expect((await cognito.send(new GetUserCommand({ AccessToken }))).Username).toBe('ann')
  emulator.clock.advance({ minutes: 61 })
  await expect(cognito.send(new GetUserCommand({ AccessToken }))).rejects.toMatchObject({
    name: 'NotAuthorizedException',
    message: 'Access Token has expired',
  })

  const refreshed = await cognito.send(new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken }))
  const next = refreshed.AuthenticationResult!
  await cognito.send(new GlobalSignOutCommand({ AccessToken: next.AccessToken }))
  await expect(
    cognito.send(new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken: next.RefreshToken })),
  ).rejects.toMatchObject({ name: 'NotAuthorizedException', message: 'Refresh Token has been revoked' })

  const again = await cognito.send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: 'ann', PASSWORD: betterPassword },
    }),
  )
  expect(again.ChallengeName).toBe('SOFTWARE_TOKEN_MFA')
  const SOFTWARE_TOKEN_MFA_CODE = totpCode(secret.SecretCode!, emulator.clock.now())
  const done = await respond('SOFTWARE_TOKEN_MFA')(again.Session, { SOFTWARE_TOKEN_MFA_CODE })
  expect(done.AuthenticationResult?.TokenType).toBe('Bearer')
})

describe('aws-jwt-verify, pinned to the issuer of the service,', () => {
  test.each(['access', 'id'] as const)('accepts our %s tokens', async (tokenUse) => {
    const { emulator, cognito, UserPoolId, ClientId } = await shop({ issuer: 'aws' })
    const ann = { UserPoolId, Username: 'ann' }
    await cognito.send(new AdminCreateUserCommand({ ...ann, MessageAction: 'SUPPRESS' }))
    await cognito.send(new AdminSetUserPasswordCommand({ ...ann, Password: goodPassword, Permanent: true }))
    const AuthParameters = { USERNAME: 'ann', PASSWORD: goodPassword }
    const { AuthenticationResult } = await cognito.send(
      new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }),
    )
    const keySet = await fetch(`${emulator.url}/${UserPoolId}/.well-known/jwks.json`)

    const verifier = CognitoJwtVerifier.create({ userPoolId: UserPoolId, clientId: ClientId, tokenUse })
    verifier.cacheJwks((await keySet.json()) as Parameters<typeof verifier.cacheJwks>[0])
    const token = tokenUse === 'id' ? AuthenticationResult!.IdToken : AuthenticationResult!.AccessToken

    expect(verifier.verifySync(token!)).toMatchObject({ token_use: tokenUse, auth_time: expect.any(Number) })
  })
})
