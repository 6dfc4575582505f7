import { describe, expect, test } from 'vitest'
import type { EmulatorOptions } from '../../src/options.ts'
import { type Browser, type HostedPlace, hostedClient, hostedPlace, sentTo } from '../support/hosted.ts'
import { attributesOf } from '../support/people.ts'
import { type SocialIdp, startSocialIdp } from '../support/social-idp.ts'

type Type = 'Google' | 'Facebook' | 'LoginWithAmazon'

const client = { client_id: 'shop-there', client_secret: 'secret-there' }

/** A pool whose client takes users of a social provider, asked where its details say. */
async function withSocial(
  type: Type,
  details: Record<string, string>,
  AttributeMapping: Record<string, string>,
  emulator: EmulatorOptions = {},
) {
  const shop = await hostedPlace({ emulator })
  const provider = { UserPoolId: shop.poolId, ProviderName: type, ProviderType: type }
  const ProviderDetails = { ...client, ...details }
  await shop.call('CreateIdentityProvider', { ...provider, ProviderDetails, AttributeMapping })
  await shop.call('UpdateUserPoolClient', {
    ...hostedClient,
    UserPoolId: shop.poolId,
    ClientId: shop.clientId,
    SupportedIdentityProviders: ['COGNITO', type],
  })
  const browser = shop.browser()
  const leave = async () => new URL(await leaveFor(shop, browser, type))
  const signIn = async () => {
    const back = (await fetch(await leave(), { redirect: 'manual' })).headers.get('location')!
    return sentTo(await browser.get(back)).parameters
  }
  return { shop, leave, signIn }
}

async function leaveFor(shop: HostedPlace, browser: Browser, type: string): Promise<string> {
  const query = shop.query({ identity_provider: type, login_hint: 'ann', prompt: 'login' })
  return (await browser.get(`/oauth2/authorize?${query}`)).headers.get('location')!
}

const requestsTo = ({ requests }: SocialIdp, path: string) => requests.filter((request) => request.path === path)
const redirect_uri = 'http://shop.localhost:4590/oauth2/idpresponse'

describe('Facebook', () => {
  test('is asked for tokens by GET, and for the mapped attributes by name', async () => {
    const idp = await startSocialIdp()
    idp.attributes = {
      id: 'f7',
      email: 'ann@face.example',
      name: 'Ann',
      picture: { data: { url: 'https://x.example' } },
    }
    const { authorize_url, token_url, attributes_url } = idp.endpoints
    const details = {
      ...{ authorize_url, token_url, attributes_url: `${attributes_url}?fields=` },
      authorize_scopes: 'public_profile,email',
    }
    const { shop, leave, signIn } = await withSocial('Facebook', details, {
      email: 'email',
      name: 'name',
      picture: 'picture',
    })

    expect(Object.fromEntries((await leave()).searchParams)).toEqual({
      ...{ client_id: 'shop-there', redirect_uri, response_type: 'code' },
      ...{ scope: 'public_profile,email', state: expect.any(String) },
    })
    expect(await signIn()).toHaveProperty('code')
    const [token] = requestsTo(idp, '/token')
    expect(token).toMatchObject({ method: 'GET', userAgent: 'Amazon/Cognito' })
    expect(token!.parameters).toEqual({ grant_type: 'authorization_code', ...client, redirect_uri, code: 'c1' })
    expect(requestsTo(idp, '/attributes')).toMatchObject([
      { method: 'GET', query: 'fields=id,email,name,picture', authorization: 'Bearer at' },
    ])
    expect(requestsTo(idp, '/jwks')).toEqual([])
    expect(await attributesOf(shop, 'Facebook_f7')).toMatchObject({
      email: 'ann@face.example',
      name: 'Ann',
      picture: '{"data":{"url":"https://x.example"}}',
    })
  })

  test('is asked at the version of its API that the details name', async () => {
    const details = { authorize_scopes: 'email', api_version: 'v99.0' }
    const { leave } = await withSocial('Facebook', details, {}, { socialProviders: 'real' })

    const { origin, pathname } = await leave()

    expect(origin + pathname).toBe('https://www.facebook.com/v99.0/dialog/oauth')
  })
})

describe('Google', () => {
  const mapping = { email: 'email', email_verified: 'email_verified', name: 'name' }
  const person = { sub: 'g1', email: 'ann@gmail.example', email_verified: true, name: 'Ann' }

  async function withGoogle(AttributeMapping: Record<string, string>) {
    const idp = await startSocialIdp()
    idp.idToken = person
    const details = {
      ...idp.endpoints,
      attributes_url: `${idp.endpoints.attributes_url}?personFields=`,
      authorize_scopes: 'openid email profile',
    }
    return { idp, ...(await withSocial('Google', details, AttributeMapping)) }
  }

  test('is asked with nonce and PKCE, and believed by its ID token alone where that says everything', async () => {
    const { idp, shop, leave, signIn } = await withGoogle(mapping)

    expect(Object.keys(Object.fromEntries((await leave()).searchParams)).sort()).toEqual(
      [
        ...['client_id', 'redirect_uri', 'scope', 'response_type', 'state'],
        ...['nonce', 'code_challenge', 'code_challenge_method'],
      ].sort(),
    )
    expect(await signIn()).toHaveProperty('code')
    expect(requestsTo(idp, '/token')[0]).toMatchObject({ method: 'POST', parameters: { ...client, code: 'c1' } })
    expect(requestsTo(idp, '/attributes')).toEqual([])
    expect(await attributesOf(shop, 'Google_g1')).toMatchObject({
      email: 'ann@gmail.example',
      email_verified: 'true',
      name: 'Ann',
    })
  })

  test('is asked for the fields of a person that ID tokens do not have', async () => {
    const { idp, shop, signIn } = await withGoogle({ ...mapping, profile: 'birthdays', picture: 'picture' })
    idp.attributes = { resourceName: 'people/g1', birthdays: [{ text: '2000-02-29' }] }

    expect(await signIn()).toHaveProperty('code')
    expect(requestsTo(idp, '/attributes')).toMatchObject([
      { method: 'GET', query: 'personFields=birthdays', authorization: 'Bearer at' },
    ])
    expect(await attributesOf(shop, 'Google_g1')).toMatchObject({ profile: '{"text":"2000-02-29"}', name: 'Ann' })
  })

  test('is not believed about another audience or nonce', async () => {
    const { idp, signIn } = await withGoogle(mapping)

    idp.idToken = { ...person, aud: 'somebody else' }
    expect(await signIn()).toMatchObject({ error_description: 'Bad id_token issued by the IdP' })
    idp.idToken = { ...person, nonce: 'replayed' }
    expect(await signIn()).toMatchObject({ error_description: 'Bad nonce' })
  })
})

describe('Login with Amazon', () => {
  test('is asked for all that its profile says', async () => {
    const idp = await startSocialIdp()
    idp.attributes = { user_id: 'amzn1.account.A', email: 'ann@shop.example', postal_code: '98052' }
    const { authorize_url, token_url, attributes_url } = idp.endpoints
    const details = { authorize_url, token_url, attributes_url, authorize_scopes: 'profile postal_code' }
    const { shop, signIn } = await withSocial('LoginWithAmazon', details, { email: 'email', zoneinfo: 'postal_code' })

    expect(await signIn()).toHaveProperty('code')
    expect(requestsTo(idp, '/token')).toMatchObject([{ method: 'POST', parameters: { ...client, code: 'c1' } }])
    expect(requestsTo(idp, '/attributes')).toMatchObject([{ method: 'GET', query: '', authorization: 'Bearer at' }])
    expect(await attributesOf(shop, 'LoginWithAmazon_amzn1.account.A')).toMatchObject({
      email: 'ann@shop.example',
      zoneinfo: '98052',
    })
  })

  test('that refuses the code is told to the client', async () => {
    const idp = await startSocialIdp()
    idp.refuse = async () => 401
    const { authorize_url, token_url, attributes_url } = idp.endpoints
    const details = { authorize_url, token_url, attributes_url, authorize_scopes: 'profile' }
    const { signIn } = await withSocial('LoginWithAmazon', details, {})

    expect(await signIn()).toMatchObject({
      error: 'invalid_request',
      error_description: 'LoginWithAmazon Error - 401 error getting token',
    })
  })
})

describe('without endpoints of their own', () => {
  const theirs: readonly (readonly [Type, string])[] = [
    ['Google', 'https://accounts.google.com/o/oauth2/v2/auth'],
    ['Facebook', 'https://www.facebook.com/v17.0/dialog/oauth'],
    ['LoginWithAmazon', 'https://www.amazon.com/ap/oa'],
  ]

  test.each(theirs)('%s is asked itself where the settings say so, without asking anybody before', async (type, to) => {
    const { leave } = await withSocial(type, { authorize_scopes: 'email' }, {}, { socialProviders: 'real' })

    const { origin, pathname } = await leave()

    expect(origin + pathname).toBe(to)
  })

  test.each(theirs)('%s is pretended otherwise', async (type) => {
    const { shop } = await withSocial(type, { authorize_scopes: 'email' }, {})

    expect(await leaveFor(shop, shop.browser(), type)).toMatch(/^\/_pretend\?/)
  })
})
