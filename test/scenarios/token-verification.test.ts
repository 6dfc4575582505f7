import { InitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider'
import { CognitoJwtVerifier } from 'aws-jwt-verify'
import { describe, expect, test } from 'vitest'
import { type Shop, shop } from '../support/sdk.ts'

type Jwks = Parameters<ReturnType<typeof CognitoJwtVerifier.create>['cacheJwks']>[0]

/** A verifier as applications pin it: to the pool's real issuer, with the keys that the pool publishes. */
async function verifierFor<Use extends 'id' | 'access'>({ emulator, userPoolId, clientId }: Shop, tokenUse: Use) {
  const verifier = CognitoJwtVerifier.create({ userPoolId, tokenUse, clientId })
  const keys = await fetch(`${emulator.url}/${userPoolId}/.well-known/jwks.json`)
  verifier.cacheJwks((await keys.json()) as Jwks)
  return verifier
}

async function signIn({ cognito, clientId, username, password }: Shop) {
  const { AuthenticationResult } = await cognito.send(
    new InitiateAuthCommand({
      ClientId: clientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: username, PASSWORD: password },
    }),
  )
  return AuthenticationResult!
}

describe('aws-jwt-verify, with the issuer in the real form', () => {
  test('verifies the ID token and finds the event of the sign-in in it', async () => {
    const place = await shop({ issuer: 'aws' })
    const { IdToken } = await signIn(place)

    const claims = await (await verifierFor(place, 'id')).verify(IdToken!)

    expect(claims).toMatchObject({
      iss: `https://cognito-idp.us-east-1.amazonaws.com/${place.userPoolId}`,
      aud: place.clientId,
      token_use: 'id',
      'cognito:username': 'ann',
      event_id: (await place.latestEvent()).EventId,
    })
  })

  test('verifies the access token', async () => {
    const place = await shop({ issuer: 'aws' })
    const { AccessToken } = await signIn(place)

    const claims = await (await verifierFor(place, 'access')).verify(AccessToken!)

    expect(claims).toMatchObject({
      client_id: place.clientId,
      token_use: 'access',
      scope: 'aws.cognito.signin.user.admin',
      username: 'ann',
      event_id: (await place.latestEvent()).EventId,
    })
  })

  test('takes neither token for the other, and none whose claims were changed', async () => {
    const place = await shop({ issuer: 'aws' })
    const { IdToken, AccessToken } = await signIn(place)
    const [header, payload, signature] = IdToken!.split('.')
    const claims = JSON.parse(Buffer.from(payload!, 'base64url').toString()) as Record<string, unknown>
    const changed = Buffer.from(JSON.stringify({ ...claims, 'cognito:username': 'eve' })).toString('base64url')
    const verifier = await verifierFor(place, 'id')

    await expect(verifier.verify(AccessToken!)).rejects.toThrow('Token use not allowed')
    await expect(verifier.verify(`${header}.${changed}.${signature}`)).rejects.toThrow('Invalid signature')
    await expect(verifier.verify(IdToken!)).resolves.toBeDefined()
  })
})
