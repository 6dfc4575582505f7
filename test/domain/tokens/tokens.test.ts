import { decodeProtectedHeader } from 'jose'
import { describe, expect, test } from 'vitest'
import { confirmedUser, type PlaceOptions, place } from '../../support/people.ts'
import { claimsOf, tokensOf } from '../../support/sign-in.ts'

const uuid = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)

async function signedIn(options?: PlaceOptions, values?: Record<string, string>) {
  const shop = await place(options)
  const sub = await confirmedUser(shop, 'alice', values)
  return { shop, sub, tokens: await tokensOf(shop, 'alice') }
}

describe('an access token', () => {
  test('has the claims of a sign-in through the API, in the order of the guide', async () => {
    const { shop, sub, tokens } = await signedIn()
    const now = shop.clock.now() / 1000
    const claims = claimsOf(tokens.AccessToken)

    expect(claims).toEqual({
      sub,
      iss: `http://localhost:4590/${shop.poolId}`,
      client_id: shop.clientId,
      origin_jti: uuid,
      event_id: uuid,
      token_use: 'access',
      scope: 'aws.cognito.signin.user.admin',
      auth_time: now,
      exp: now + 3600,
      iat: now,
      jti: uuid,
      username: 'alice',
    })
    const order = 'sub iss client_id origin_jti event_id token_use scope auth_time exp iat jti username'
    expect(Object.keys(claims).join(' ')).toBe(order)
  })

  test('has neither version nor audience', async () => {
    const { tokens } = await signedIn()

    expect(claimsOf(tokens.AccessToken)).not.toHaveProperty('version')
    expect(claimsOf(tokens.AccessToken)).not.toHaveProperty('aud')
  })
})

describe('an ID token', () => {
  test('has the claims of the user, and shares event and origin with the access token', async () => {
    const { shop, sub, tokens } = await signedIn()
    const now = shop.clock.now() / 1000
    const access = claimsOf(tokens.AccessToken)
    const claims = claimsOf(tokens.IdToken)

    expect(claims).toEqual({
      sub,
      email_verified: true,
      iss: access['iss'],
      'cognito:username': 'alice',
      origin_jti: access['origin_jti'],
      aud: shop.clientId,
      event_id: access['event_id'],
      token_use: 'id',
      auth_time: now,
      exp: now + 3600,
      iat: now,
      jti: uuid,
      email: 'alice@example.com',
    })
    expect(claims['jti']).not.toBe(access['jti'])
  })

  test('prints each attribute in its own form', async () => {
    const values = {
      address: '1 Main St',
      updated_at: '1700000000',
      'custom:size': '7',
      'custom:member': 'true',
      phone_number: '+15555550134',
      phone_number_verified: 'false',
    }
    const Schema = [
      { Name: 'size', AttributeDataType: 'Number' as const },
      { Name: 'member', AttributeDataType: 'Boolean' as const },
    ]
    const { tokens } = await signedIn(
      { pool: { Schema }, client: { ReadAttributes: [...Object.keys(values)] } },
      values,
    )

    expect(claimsOf(tokens.IdToken)).toMatchObject({
      address: { formatted: '1 Main St' },
      updated_at: 1700000000,
      'custom:size': '7',
      'custom:member': 'true',
      phone_number: '+15555550134',
      phone_number_verified: false,
    })
  })

  test('holds back what the client may not read', async () => {
    const pool = { Schema: [{ Name: 'size', AttributeDataType: 'String' as const }] }
    const values = { email: 'alice@example.com', name: 'Alice', 'custom:size': 'M' }
    const byDefault = await signedIn({ pool }, values)
    const listed = await signedIn({ pool, client: { ReadAttributes: ['custom:size'] } }, values)

    expect(claimsOf(byDefault.tokens.IdToken)).toMatchObject(values)
    expect(claimsOf(listed.tokens.IdToken)).toMatchObject({ 'custom:size': 'M' })
    expect(claimsOf(listed.tokens.IdToken)).not.toHaveProperty('email')
  })
})

describe('both tokens', () => {
  test('are signed under different keys of the pool, with a header of two members', async () => {
    const { tokens } = await signedIn()
    const headers = [tokens.AccessToken, tokens.IdToken].map((token) => decodeProtectedHeader(token))

    for (const header of headers) expect(header).toEqual({ kid: expect.stringMatching(/^[\w+/]{43}=$/), alg: 'RS256' })
    expect(headers[0]!.kid).not.toBe(headers[1]!.kid)
  })

  test('escape slashes as the service does', async () => {
    const { tokens } = await signedIn()
    const payload = Buffer.from(tokens.IdToken.split('.')[1]!, 'base64url').toString()

    expect(payload).toContain('"iss":"http:\\/\\/localhost:4590\\/')
  })

  test('name no origin where the client has revocation switched off; the ID token has no id then', async () => {
    const { tokens } = await signedIn({ client: { EnableTokenRevocation: false } })

    expect(claimsOf(tokens.AccessToken)).not.toHaveProperty('origin_jti')
    expect(claimsOf(tokens.AccessToken)).toHaveProperty('jti')
    expect(claimsOf(tokens.IdToken)).not.toHaveProperty('origin_jti')
    expect(claimsOf(tokens.IdToken)).not.toHaveProperty('jti')
  })

  test('live as long as the client says, in its units', async () => {
    const { tokens } = await signedIn({
      client: {
        AccessTokenValidity: 10,
        IdTokenValidity: 2,
        TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'hours' },
      },
    })
    const [access, id] = [claimsOf(tokens.AccessToken), claimsOf(tokens.IdToken)]

    expect(tokens.ExpiresIn).toBe(600)
    expect((access['exp'] as number) - (access['iat'] as number)).toBe(600)
    expect((id['exp'] as number) - (id['iat'] as number)).toBe(7200)
  })

  test.each([
    ['aws', (id: string) => `https://cognito-idp.us-east-1.amazonaws.com/${id}`],
    ['https://id.example.com/', (id: string) => `https://id.example.com/${id}`],
  ])('have the issuer that the setting says: %s', async (issuer, expected) => {
    const { shop, tokens } = await signedIn({ emulator: { issuer } })

    expect(claimsOf(tokens.AccessToken)).toMatchObject({ iss: expected(shop.poolId) })
    await expect(shop.call('GetUser', { AccessToken: tokens.AccessToken })).resolves.toMatchObject({
      Username: 'alice',
    })
  })
})

test('a refresh token is a JWE with the header of the service', async () => {
  const { tokens } = await signedIn()
  const [header] = tokens.RefreshToken.split('.')

  expect(Buffer.from(header!, 'base64url').toString()).toBe('{"cty":"JWT","enc":"A256GCM","alg":"RSA-OAEP"}')
})
