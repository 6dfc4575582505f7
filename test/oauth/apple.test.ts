import { generateKeyPairSync } from 'node:crypto'
import { jwtVerify } from 'jose'
import { describe, expect, test } from 'vitest'
import { appleName } from '../../src/domain/federation/apple.ts'
import { hostedClient, hostedPlace, sentTo } from '../support/hosted.ts'
import { attributesOf } from '../support/people.ts'
import { formIn, startSocialIdp } from '../support/social-idp.ts'

const own = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const pem = own.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const bare = pem.replaceAll(/-----[A-Z ]+-----|\s/g, '')
const apple = { client_id: 'com.example.shop', team_id: 'TEAM123456', key_id: 'KEY1234567' }
const firstTime = '{"name":{"firstName":"Ann","lastName":"Ek"},"email":"eve@evil.example"}'

/** A pool whose client takes users of Apple, which stands on this machine and knows the pool's public key. */
async function withApple(details: Record<string, string> = {}) {
  const idp = await startSocialIdp()
  idp.idToken = { sub: '000123.abc', email: 'x7@privaterelay.appleid.com', email_verified: 'true' }
  idp.user = firstTime
  idp.refuse = async ({ parameters }) => {
    const checks = { audience: idp.origin, issuer: apple.team_id, subject: apple.client_id, algorithms: ['ES256'] }
    const verified = await jwtVerify(parameters['client_secret'] ?? '', own.publicKey, checks).catch(() => undefined)
    return verified ? undefined : 400
  }
  const { authorize_url, token_url, oidc_issuer, jwks_uri } = idp.endpoints
  const shop = await hostedPlace()
  await shop.call('CreateIdentityProvider', {
    UserPoolId: shop.poolId,
    ProviderName: 'SignInWithApple',
    ProviderType: 'SignInWithApple',
    ProviderDetails: {
      ...{ authorize_url, token_url, oidc_issuer, jwks_uri, ...apple },
      ...{ authorize_scopes: 'email name', private_key: pem, ...details },
    },
    AttributeMapping: { email: 'email', name: 'name', given_name: 'firstName', family_name: 'lastName' },
  })
  await shop.call('UpdateUserPoolClient', {
    ...hostedClient,
    UserPoolId: shop.poolId,
    ClientId: shop.clientId,
    SupportedIdentityProviders: ['SignInWithApple', 'COGNITO'],
  })
  const browser = shop.browser()
  const leave = async () => {
    browser.cookies.delete('cognito')
    const query = shop.query({ identity_provider: 'SignInWithApple' })
    return (await browser.get(`/oauth2/authorize?${query}`)).headers.get('location')!
  }
  /** Posts the form of Apple's page: from another site, so without cookies. */
  const post = async () => {
    const { action, fields } = formIn(await (await fetch(await leave())).text())
    const posted = await shop.browser().post(new URL(action).pathname, fields)
    return posted.headers.get('location')!
  }
  const signIn = async () => sentTo(await browser.get(await post())).parameters
  return { shop, idp, browser, leave, post, signIn }
}

describe('Sign in with Apple', () => {
  test('is asked to post its answer where it is asked for name or email', async () => {
    const { leave } = await withApple()
    const nothing = await withApple({ authorize_scopes: 'openid' })

    const { searchParams } = new URL(await leave())

    expect(Object.fromEntries(searchParams)).toMatchObject({
      ...{ client_id: apple.client_id, response_type: 'code', response_mode: 'form_post', scope: 'email name' },
      redirect_uri: 'http://shop.localhost:4590/oauth2/idpresponse',
    })
    expect(new URL(await nothing.leave()).searchParams.has('response_mode')).toBe(false)
  })

  test('posts from its own site, and the browser that left signs in', async () => {
    const { shop, post, signIn } = await withApple()

    const elsewhere = await shop.browser().get(await post())
    expect(sentTo(elsewhere).to).toBe('http://nowhere.invalid/error')
    expect(await signIn()).toMatchObject({ code: expect.any(String), state: 's1' })
    expect(await attributesOf(shop, 'SignInWithApple_000123.abc')).toMatchObject({
      email: 'x7@privaterelay.appleid.com',
      name: 'Ann Ek',
      given_name: 'Ann',
      family_name: 'Ek',
    })
  })

  test('says the name once; it stays', async () => {
    const { shop, idp, signIn } = await withApple()
    await signIn()
    idp.user = undefined
    idp.idToken = { ...idp.idToken, email: 'new@privaterelay.appleid.com' }

    expect(await signIn()).toHaveProperty('code')
    expect(await attributesOf(shop, 'SignInWithApple_000123.abc')).toMatchObject({
      email: 'new@privaterelay.appleid.com',
      name: 'Ann Ek',
    })
  })

  test.each([
    ['as in its file', pem],
    ['without first and last line', bare],
    ['with line ends written out', pem.replaceAll('\n', '\\n')],
  ])('gets a client secret signed with the key %s', async (_name, private_key) => {
    const { idp, signIn } = await withApple({ private_key })

    expect(await signIn()).toHaveProperty('code')
    const { parameters } = idp.requests.find(({ path }) => path === '/token')!
    expect(Object.keys(parameters)).toEqual([
      ...['grant_type', 'client_id', 'redirect_uri', 'client_secret', 'code', 'code_verifier'],
    ])
    const { payload, protectedHeader } = await jwtVerify(parameters['client_secret']!, own.publicKey)
    expect(protectedHeader).toEqual({ alg: 'ES256', kid: apple.key_id })
    expect(payload).toEqual({
      ...{ iss: apple.team_id, sub: apple.client_id, aud: idp.origin },
      ...{ iat: expect.any(Number), exp: payload.iat! + 300 },
    })
    expect(Math.abs(payload.iat! - Date.now() / 1000)).toBeLessThan(60)
  })

  test('gets a secret of the real time, even where the emulator’s clock is moved', async () => {
    const { shop, signIn } = await withApple()
    shop.clock.advance({ days: 900 })

    expect(await signIn()).toHaveProperty('code')
  })

  test('is not asked for attributes', async () => {
    const { idp, signIn } = await withApple({ attributes_url: 'http://127.0.0.1:1/attributes' })

    expect(await signIn()).toHaveProperty('code')
    expect(idp.requests.map(({ path }) => path)).toEqual(['/authorize', '/token', '/jwks'])
  })

  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
  const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey
  const pemOf = (key: typeof other) => key.export({ type: 'pkcs8', format: 'pem' }).toString()
  test.each([
    ['of somebody else', pemOf(other), 'SignInWithApple Error - 400 error getting token'],
    ['of another curve', pemOf(p384), 'SignInWithApple Error - private_key is not the private key of an ES256 pair'],
    ['that is none', 'nonsense', 'SignInWithApple Error - private_key is not the private key of an ES256 pair'],
  ])('lets nobody in with a key %s', async (_name, private_key, error_description) => {
    const { signIn } = await withApple({ private_key })

    expect(await signIn()).toEqual({ error: 'invalid_request', error_description, state: 's1' })
  })

  test('is not believed where somebody else signed, or about another request', async () => {
    const { idp, signIn } = await withApple()
    const said = idp.idToken

    idp.idToken = { ...said, iss: 'https://appleid.apple.com' }
    expect(await signIn()).toMatchObject({ error_description: 'Bad id_token issued by the IdP' })
    idp.idToken = { ...said, nonce: 'replayed' }
    expect(await signIn()).toMatchObject({ error_description: 'Bad nonce' })
  })
})

describe('the name that Apple posts', () => {
  test.each([
    ['nothing', undefined, {}],
    ['nonsense', '{', {}],
    ['null', 'null', {}],
    ['no name', '{"email":"a@b.example","sub":"x"}', {}],
    ['a name of another kind', '{"name":"Ann"}', {}],
    ['names that are no texts', '{"name":{"firstName":{"$":1},"lastName":7}}', {}],
    ['half a name', '{"name":{"firstName":"Ann","lastName":""}}', { name: 'Ann', firstName: 'Ann' }],
  ])('may be %s', (_name, user, expected) => {
    expect(appleName(user)).toEqual(expected)
  })
})
