import { decodeJwt, decodeProtectedHeader } from 'jose'
import { describe, expect, test } from 'vitest'
import type { CreateUserPoolClientRequest } from '../../src/api/generated/types.ts'
import { testNow } from '../support/emulator.ts'
import type { Place } from '../support/people.ts'
import { place } from '../support/people.ts'
import { invalid, refusal } from '../support/refusals.ts'
import { placeWithApi } from '../support/resource-servers.ts'

/** A client of the pool that gets tokens for itself, with its secret. */
async function machine({ call, poolId }: Place, settings: Partial<CreateUserPoolClientRequest> = {}) {
  const { UserPoolClient } = await call('CreateUserPoolClient', {
    UserPoolId: poolId,
    ClientName: 'machine',
    GenerateSecret: true,
    ExplicitAuthFlows: ['ALLOW_CLIENT_TOKEN_AUTH'],
    AllowedOAuthScopes: ['api/read', 'api/write'],
    ...settings,
  })
  return { ClientId: UserPoolClient!.ClientId!, Secret: UserPoolClient!.ClientSecret! }
}

const claimsOf = (answer: { ClientAuthenticationResult?: { AccessToken?: string | undefined } | undefined }) =>
  decodeJwt(answer.ClientAuthenticationResult!.AccessToken!)

describe('GetClientToken', () => {
  test('gives a machine an access token and nothing else', async () => {
    const shop = await placeWithApi()
    const client = await machine(shop)

    const answer = await shop.call('GetClientToken', client)

    const { AccessToken, ...rest } = answer.ClientAuthenticationResult!
    expect(rest).toEqual({ ExpiresIn: 3600, TokenType: 'Bearer' })
    expect(decodeProtectedHeader(AccessToken!)).toEqual({ alg: 'RS256', kid: expect.any(String) })
    expect(claimsOf(answer)).toEqual({
      sub: client.ClientId,
      token_use: 'access',
      scope: 'api/read api/write',
      auth_time: testNow / 1000,
      iss: `http://localhost:4590/${shop.poolId}`,
      exp: testNow / 1000 + 3600,
      iat: testNow / 1000,
      version: 2,
      jti: expect.any(String),
      client_id: client.ClientId,
    })
  })

  test('gives the scopes that are asked for, for as long as the client says', async () => {
    const shop = await placeWithApi()
    const client = await machine(shop, { AccessTokenValidity: 5, TokenValidityUnits: { AccessToken: 'minutes' } })

    const answer = await shop.call('GetClientToken', { ...client, Scopes: ['api/write'] })

    expect(answer.ClientAuthenticationResult!.ExpiresIn).toBe(300)
    const { scope, exp, iat } = claimsOf(answer)
    expect([scope, exp! - iat!]).toEqual(['api/write', 300])
  })

  test('leaves out a scope that is gone from its server', async () => {
    const shop = await placeWithApi()
    const client = await machine(shop)
    const Scopes = [{ ScopeName: 'read', ScopeDescription: 'may read' }]
    await shop.call('UpdateResourceServer', { UserPoolId: shop.poolId, Identifier: 'api', Name: 'the API', Scopes })

    const answer = await shop.call('GetClientToken', { ...client, Scopes: ['api/read', 'api/write'] })

    expect(claimsOf(answer)['scope']).toBe('api/read')
  })

  test('takes both secrets of a client, a new one at once', async () => {
    const shop = await placeWithApi()
    const { ClientId, Secret } = await machine(shop)
    const added = await shop.call('AddUserPoolClientSecret', { UserPoolId: shop.poolId, ClientId })

    for (const secret of [Secret, added.ClientSecretDescriptor!.ClientSecretValue!]) {
      await shop.call('GetClientToken', { ClientId, Secret: secret })
    }
  })

  test('asks a V3 function, with the caller’s metadata', async () => {
    const requests: unknown[] = []
    const shop = await place({
      emulator: {
        triggers: {
          PreTokenGeneration(event) {
            requests.push([event.triggerSource, event.userName, event.request])
            const accessTokenGeneration = { claimsToAddOrOverride: { plan: 'gold' }, scopesToSuppress: ['api/read'] }
            return { ...event, response: { claimsAndScopeOverrideDetails: { accessTokenGeneration } } }
          },
        },
      },
      pool: {
        LambdaConfig: {
          PreTokenGenerationConfig: {
            LambdaArn: 'arn:aws:lambda:us-east-1:123456789012:function:one',
            LambdaVersion: 'V3_0',
          },
        },
      },
    })
    const Scopes = ['read', 'write'].map((ScopeName) => ({ ScopeName, ScopeDescription: 'x' }))
    await shop.call('CreateResourceServer', { UserPoolId: shop.poolId, Identifier: 'api', Name: 'api', Scopes })

    const answer = await shop.call('GetClientToken', { ...(await machine(shop)), ClientMetadata: { from: 'test' } })

    expect(requests).toEqual([
      [
        'TokenGeneration_ClientCredentials',
        'ClientCredentials',
        {
          userAttributes: {},
          groupConfiguration: null,
          scopes: ['api/read', 'api/write'],
          clientMetadata: { from: 'test' },
        },
      ],
    ])
    expect(claimsOf(answer)).toMatchObject({ plan: 'gold', scope: 'api/write' })
  })

  test('puts the failure of a function into the error that it declares', async () => {
    const shop = await place({
      emulator: {
        triggers: {
          PreTokenGeneration() {
            throw new Error('not today')
          },
        },
      },
      pool: {
        LambdaConfig: {
          PreTokenGenerationConfig: {
            LambdaArn: 'arn:aws:lambda:us-east-1:123456789012:function:one',
            LambdaVersion: 'V3_0',
          },
        },
      },
    })

    const client = await machine(shop, { AllowedOAuthScopes: [] })

    await expect(shop.call('GetClientToken', client)).rejects.toMatchObject(
      invalid('PreTokenGeneration failed with error not today.'),
    )
  })

  test('says the same about a wrong secret and an unknown client', async () => {
    const shop = await placeWithApi()
    const { ClientId, Secret } = await machine(shop)
    const wrong = refusal('NotAuthorizedException', 'Invalid client or secret')

    await expect(shop.call('GetClientToken', { ClientId, Secret: Secret.toUpperCase() })).rejects.toMatchObject(wrong)
    await expect(shop.call('GetClientToken', { ClientId: 'nobody', Secret })).rejects.toMatchObject(wrong)
  })

  test('refuses a client of other flows', async () => {
    const shop = await placeWithApi()
    const client = await machine(shop, { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] })

    await expect(shop.call('GetClientToken', client)).rejects.toMatchObject(
      invalid('CLIENT_TOKEN_AUTH flow not enabled for this client'),
    )
  })

  test.each([
    ['of another client', ['other/read']],
    ['twice', ['api/read', 'api/read']],
    ['about users', ['openid']],
  ])('refuses a scope %s', async (_what, Scopes) => {
    const shop = await placeWithApi()
    const client = await machine(shop, { AllowedOAuthScopes: ['api/read', 'openid'] })

    await expect(shop.call('GetClientToken', { ...client, Scopes })).rejects.toMatchObject(
      invalid('Invalid scope requested.'),
    )
  })
})
