import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { exchange, hostedClient, hostedPlace, sentTo } from '../support/hosted.ts'
import { type Idp, idpClient, startIdp } from '../support/oidc-idp.ts'
import { attributesOf } from '../support/people.ts'
import { claimsOf } from '../support/sign-in.ts'

/** A pool whose client takes users of a provider that really answers. */
async function withIdp({
  name = '127.0.0.1',
  details = {} as Record<string, string>,
  AcrMapping = undefined as Record<string, string> | undefined,
} = {}) {
  const idp = await startIdp(name)
  const shop = await hostedPlace({ managed: true })
  const AttributeMapping = { email: 'email', email_verified: 'email_verified', name: 'name' }
  const ProviderDetails = {
    ...idpClient,
    authorize_scopes: 'openid email',
    oidc_issuer: idp.issuer,
    attributes_request_method: 'GET',
    ...details,
  }
  const provider = { UserPoolId: shop.poolId, ProviderName: 'Corp', ProviderType: 'OIDC' } as const
  await shop.call('CreateIdentityProvider', { ...provider, ProviderDetails, AttributeMapping, AcrMapping })
  await shop.call('UpdateUserPoolClient', {
    ...hostedClient,
    UserPoolId: shop.poolId,
    ClientId: shop.clientId,
    SupportedIdentityProviders: ['COGNITO', 'Corp'],
  })
  const browser = shop.browser()
  const leave = async (members: Record<string, string> = {}) => {
    const query = shop.query({ identity_provider: 'Corp', ...members })
    return (await browser.get(`/oauth2/authorize?${query}`)).headers.get('location')!
  }
  const comeBack = async (away: string) => {
    const back = (await fetch(away.replace(name, '127.0.0.1'), { redirect: 'manual' })).headers.get('location')!
    return sentTo(await browser.get(back)).parameters
  }
  return { shop, idp, leave, comeBack, signIn: async () => comeBack(await leave()) }
}

const refusal = (error_description: string) => ({ error: 'invalid_request', error_description, state: 's1' })

describe('an OpenID Connect provider', () => {
  test('is asked with state, nonce and PKCE of our own', async () => {
    const { leave, idp } = await withIdp()

    const url = new URL(await leave({ login_hint: 'ann', prompt: 'login', nonce: 'of the client' }))

    expect(`${url.origin}${url.pathname}`).toBe(`${idp.issuer}/authorize`)
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: 'shop-at-idp',
      redirect_uri: 'http://shop.localhost:4590/oauth2/idpresponse',
      scope: 'openid email',
      response_type: 'code',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
      login_hint: 'ann',
      prompt: 'login',
    })
  })

  test('vouches for a user, whose attributes come from ID token and userInfo', async () => {
    const { shop, idp, signIn } = await withIdp()
    idp.wrong.claims = { name: 'Ann' }

    expect(await signIn()).toMatchObject({ code: expect.any(String), state: 's1' })

    expect(await attributesOf(shop, 'Corp_u1')).toMatchObject({
      email: 'ann@idp.example',
      email_verified: 'true',
      name: 'Ann',
    })
    const [token, userinfo] = idp.requests.filter(({ path }) => path === 'token' || path === 'userinfo')
    expect(Object.keys(token!.form)).toEqual([
      'grant_type',
      'client_id',
      'redirect_uri',
      'client_secret',
      'code',
      'code_verifier',
    ])
    expect(token!.form).toMatchObject({ ...idpClient, code: 'c1', grant_type: 'authorization_code' })
    expect(userinfo!.authorization).toBe('Bearer at')
  })

  test('gets the verifier of its challenge', async () => {
    const { idp, leave, comeBack } = await withIdp()
    const away = await leave()

    await comeBack(away)

    const verifier = idp.requests.find(({ path }) => path === 'token')!.form['code_verifier']!
    const challenge = createHash('sha256').update(verifier).digest('base64url')
    expect(challenge).toBe(new URL(away).searchParams.get('code_challenge'))
  })

  test('may live below localhost, where names mean this machine', async () => {
    const { signIn } = await withIdp({ name: 'idp.localhost' })

    expect(await signIn()).toHaveProperty('code')
  })

  test('may name its endpoints in the details', async () => {
    const idp = await startIdp('127.0.0.1')
    const { issuer } = idp
    const details = {
      oidc_issuer: issuer,
      authorize_url: `${issuer}/authorize`,
      token_url: `${issuer}/token`,
      attributes_url: `${issuer}/userinfo`,
      jwks_uri: `${issuer}/jwks`,
    }
    const { signIn } = await withIdp({ details })

    expect(await signIn()).toHaveProperty('code')
    expect(idp.requests.map(({ path }) => path)).toEqual(['token', 'jwks', 'userinfo'])
  })

  test('is told which attributes are wanted where its details say so', async () => {
    const idp = await startIdp('127.0.0.1')
    const { issuer } = idp
    const details = {
      ...{ oidc_issuer: issuer, authorize_url: `${issuer}/authorize`, token_url: `${issuer}/token` },
      ...{ attributes_url: `${issuer}/userinfo?fields=`, jwks_uri: `${issuer}/jwks` },
      attributes_url_add_attributes: 'true',
    }
    const { signIn } = await withIdp({ details })

    expect(await signIn()).toHaveProperty('code')
    const asked = idp.requests.find(({ path }) => path === 'userinfo')!
    expect(asked.form).toEqual({ fields: 'sub,email,email_verified,name' })
  })

  test('is judged by its own clock, as ours is moved', async () => {
    const { shop, idp, signIn } = await withIdp()
    idp.wrong.date = new Date('2031-05-05T05:05:05Z')

    expect(await signIn()).toHaveProperty('code')
    shop.clock.advance({ days: 500 })
    expect(await signIn()).toHaveProperty('code')
  })
})

describe('levels of assurance', () => {
  const level = (n: number) => `urn:cognito:loa:${n}`
  const AcrMapping = { Level1: 'bronze', Level3: 'gold' }

  test('are asked for by the provider’s names, and come back as the pool’s', async () => {
    const { shop, idp, leave, comeBack } = await withIdp({ AcrMapping })
    idp.wrong.claims = { acr: 'gold' }

    const away = await leave({ acr_values: `${level(4)} ${level(3)} ${level(1)}` })
    expect(new URL(away).searchParams.get('acr_values')).toBe('gold bronze')
    const { body } = await exchange(shop, (await comeBack(away))['code']!)

    expect(claimsOf(body['access_token'] as string)).toMatchObject({ acr: level(3), amr: ['fed'] })
  })

  test('that the provider does not name count as the lowest, which may be too low', async () => {
    const { shop, idp, leave, comeBack } = await withIdp({ AcrMapping })
    idp.wrong.claims = { acr: 'platinum' }

    const low = await comeBack(await leave({ acr_values: level(1) }))
    const { body } = await exchange(shop, low['code']!)
    expect(claimsOf(body['access_token'] as string)).toMatchObject({ acr: level(1) })
    expect(await comeBack(await leave({ acr_values: level(3), prompt: 'login' }))).toEqual(
      refusal('The identity provider did not reach the requested authentication level'),
    )
  })

  test('are not spoken of where nobody asked', async () => {
    const { shop, idp, signIn } = await withIdp({ AcrMapping })
    idp.wrong.claims = { acr: 'gold' }

    const { body } = await exchange(shop, (await signIn())['code']!)

    expect(claimsOf(body['access_token'] as string)).not.toHaveProperty('acr')
  })
})

describe('what it says is refused', () => {
  const cases: readonly (readonly [string, Idp['wrong']])[] = [
    ['signed with another key', { otherKey: true }],
    ['not signed at all', { unsigned: true }],
    ['signed with a secret', { header: { kid: 'k2' } }],
    ['of another issuer', { claims: { iss: 'https://evil.example' } }],
    ['for another audience', { claims: { aud: 'somebody else' } }],
    ['expired', { claims: { exp: 1 } }],
    ['of the future', { claims: { nbf: 99999999999 } }],
    ['without a time', { claims: { exp: undefined } }],
    ['nothing', { idToken: 'nonsense' }],
  ]

  test.each(cases)('when the ID token is %s', async (_name, wrong) => {
    const { idp, signIn } = await withIdp()
    idp.wrong = wrong

    expect(await signIn()).toEqual(refusal('Bad id_token issued by the IdP'))
  })

  test.each([
    ['when the nonce is another', { claims: { nonce: 'replayed' } }, 'Bad nonce'],
    [
      'when userInfo is about somebody else',
      { userInfo: { sub: 'u2' } },
      'The sub of the ID token and that of userInfo differ',
    ],
    ['when the token endpoint fails', { status: { token: 500 } }, 'Corp Error - 500 error getting token'],
    ['when userInfo fails', { status: { userinfo: 403 } }, 'Corp Error - 403 error getting user attributes'],
    ['when there are no keys', { status: { jwks: 404 } }, 'Corp does not publish its keys'],
  ] as readonly (readonly [string, Idp['wrong'], string])[])('%s', async (_name, wrong, description) => {
    const { idp, signIn } = await withIdp()
    idp.wrong = wrong

    expect(await signIn()).toEqual(refusal(description))
  })

  test.each([
    ['when it publishes nothing', { status: { discovery: 404 } }, /has no discovery document$/],
    ['when it publishes for another issuer', { issuer: 'https://evil.example' }, /^Bad issuer$/],
  ] as readonly (readonly [string, Idp['wrong'], RegExp])[])('%s', async (_name, wrong, description) => {
    const { idp, leave } = await withIdp()
    idp.wrong = wrong

    const { error, error_description } = sentTo(new Response(null, { headers: { location: await leave() } })).parameters

    expect(error).toBe('invalid_request')
    expect(error_description).toMatch(description)
  })

  test('when nobody answers', async () => {
    const { leave } = await withIdp({ details: { oidc_issuer: 'http://127.0.0.1:1' } })

    expect(sentTo(new Response(null, { headers: { location: await leave() } })).parameters).toEqual(
      refusal('Timeout occurred in calling IdP discovery endpoint'),
    )
  })
})
