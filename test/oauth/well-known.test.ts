import { createLocalJWKSet, jwtVerify } from 'jose'
import { describe, expect, test } from 'vitest'
import { confirmedUser, type Place, place } from '../support/people.ts'
import { unknownPool } from '../support/refusals.ts'
import { tokensOf } from '../support/sign-in.ts'

const read = (shop: Place, name: string, poolId = shop.poolId) =>
  shop.core.app.request(`/${poolId}/.well-known/${name}`)

describe('jwks.json', () => {
  test('holds the two public keys, members in the order of the service', async () => {
    const shop = await place()

    const response = await read(shop, 'jwks.json')
    const { keys } = (await response.json()) as { keys: Record<string, string>[] }

    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(keys).toHaveLength(2)
    for (const key of keys) {
      expect(Object.keys(key)).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use'])
      expect(key).toMatchObject({ alg: 'RS256', e: 'AQAB', kty: 'RSA', use: 'sig' })
    }
  })

  test('verifies the tokens, whichever came first', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')
    const { AccessToken, IdToken } = await tokensOf(shop, 'alice')
    const keySet = createLocalJWKSet((await (await read(shop, 'jwks.json')).json()) as never)
    const currentDate = new Date(shop.clock.now())

    for (const token of [AccessToken, IdToken]) {
      await expect(jwtVerify(token, keySet, { currentDate })).resolves.toHaveProperty('payload.sub')
    }
  })
})

describe('openid-configuration', () => {
  test('names endpoints that do not work where the pool has no domain', async () => {
    const shop = await place()

    const document = (await (await read(shop, 'openid-configuration')).json()) as Record<string, unknown>

    expect(document).toMatchObject({
      issuer: `http://localhost:4590/${shop.poolId}`,
      jwks_uri: `http://localhost:4590/${shop.poolId}/.well-known/jwks.json`,
      authorization_endpoint: `http://localhost:4590/${shop.poolId}/authorize`,
    })
    expect(Object.keys(document)).toEqual(Object.keys(document).toSorted())
  })

  test("names the pages of the pool's domain, and to programs an address that they can resolve", async () => {
    const shop = await place()
    await shop.call('CreateUserPoolDomain', { UserPoolId: shop.poolId, Domain: 'shop' })

    expect(await (await read(shop, 'openid-configuration')).json()).toEqual({
      authorization_endpoint: 'http://shop.localhost:4590/oauth2/authorize',
      end_session_endpoint: 'http://shop.localhost:4590/logout',
      id_token_signing_alg_values_supported: ['RS256'],
      issuer: `http://localhost:4590/${shop.poolId}`,
      jwks_uri: `http://localhost:4590/${shop.poolId}/.well-known/jwks.json`,
      response_types_supported: ['code', 'token'],
      revocation_endpoint: 'http://localhost:4590/_domains/shop/oauth2/revoke',
      scopes_supported: ['openid', 'email', 'phone', 'profile'],
      subject_types_supported: ['public'],
      token_endpoint: 'http://localhost:4590/_domains/shop/oauth2/token',
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      userinfo_endpoint: 'http://localhost:4590/_domains/shop/oauth2/userInfo',
    })
  })
})

test.each(['jwks.json', 'openid-configuration'])('%s of an unknown pool is an error', async (name) => {
  const response = await read(await place(), name, unknownPool)

  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ __type: 'ResourceNotFoundException' })
})

test('there are no other documents', async () => {
  const shop = await place()

  expect(await (await read(shop, 'keys')).json()).toMatchObject({ code: 'BadRequest' })
})
