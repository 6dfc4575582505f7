import { describe, expect, test } from 'vitest'
import type { CreateIdentityProviderRequest } from '../../src/api/generated/types.ts'
import { type Browser, callback, exchange, type HostedPlace, hostedPlace, sentTo } from '../support/hosted.ts'
import { google, oidc } from '../support/identity-providers.ts'
import { attributesOf, confirmedUser, statusOf } from '../support/people.ts'
import { claimsOf } from '../support/sign-in.ts'

const pathOf = (response: Response) => sentTo(response).to.replace('http://nowhere.invalid', '')

type Provider = Omit<CreateIdentityProviderRequest, 'UserPoolId'>

/** A pool whose client takes users of the pool and of Google. */
async function federated(
  options: Parameters<typeof hostedPlace>[0] = {},
  provider: Provider = { ...google, AttributeMapping: { email: 'email', name: 'name' } },
): Promise<HostedPlace> {
  const shop = await hostedPlace(options)
  await shop.call('CreateIdentityProvider', { UserPoolId: shop.poolId, ...provider })
  const { UserPoolClient } = await shop.call('DescribeUserPoolClient', {
    UserPoolId: shop.poolId,
    ClientId: shop.clientId,
  })
  const { ClientSecret: _, LastModifiedDate: _m, CreationDate: _c, ClientType: _t, ...settings } = UserPoolClient!
  const SupportedIdentityProviders = ['COGNITO', provider.ProviderName]
  const update = { ...settings, UserPoolId: shop.poolId, ClientId: shop.clientId, SupportedIdentityProviders }
  await shop.call('UpdateUserPoolClient', update)
  return shop
}

const ann = { sub: '1234', email: 'ann@example.com', name: 'Ann' }

/** Goes to the pretended provider and comes back as somebody. */
async function comeBack(
  shop: HostedPlace,
  claims: object = ann,
  { browser = shop.browser(), provider = 'Google', members = {} as Record<string, string> } = {},
): Promise<Response> {
  const query = shop.query({ identity_provider: provider, ...members })
  const away = sentTo(await browser.get(`/oauth2/authorize?${query}`))
  const code = Buffer.from(JSON.stringify(claims)).toString('base64url')
  const { state } = away.parameters
  return browser.get(`/oauth2/idpresponse?${new URLSearchParams({ code, state: state ?? '' })}`)
}

const refusedWith = (response: Response) => sentTo(response).parameters

describe('the pretended provider', () => {
  test('is a page on which anybody can be chosen', async () => {
    const shop = await federated()
    const browser = shop.browser()
    const login = await (await browser.get(`/login?${shop.query()}`)).text()
    const link = /href="([^"]*identity_provider=Google[^"]*)"/.exec(login)![1]!.replaceAll('&amp;', '&')

    const away = (await browser.get(link)).headers.get('location')!
    expect(away).toMatch(/^\/_pretend\?provider=Google&state=/)
    const html = await (await browser.get(away)).text()
    expect(html).toContain('name="claim.sub"')
    const fields = { 'claim.sub': '1234', 'claim.email': 'ann@example.com', more: '{"name":"Ann"}' }
    const back = await browser.fill(away, fields)
    expect(pathOf(back)).toBe('/oauth2/idpresponse')
    const response = await browser.get(back.headers.get('location')!)

    expect(sentTo(response)).toMatchObject({ to: callback, parameters: { state: 's1', code: expect.any(String) } })
    expect(await statusOf(shop, 'Google_1234')).toBe('EXTERNAL_PROVIDER')
  })

  test('wants further claims as JSON, and its own form', async () => {
    const shop = await federated()
    const browser = shop.browser()
    const query = shop.query({ identity_provider: 'Google' })
    const away = (await browser.get(`/oauth2/authorize?${query}`)).headers.get('location')!

    const response = await browser.fill(away, { 'claim.sub': '1', more: 'nonsense' })

    expect(await response.text()).toContain('Further claims must be a JSON object.')
    expect((await browser.post(away, { 'claim.sub': '1' })).status).toBe(403)
  })

  test('can refuse', async () => {
    const shop = await federated()
    const browser = shop.browser()
    const query = shop.query({ identity_provider: 'Google' })
    const away = (await browser.get(`/oauth2/authorize?${query}`)).headers.get('location')!
    const html = await (await browser.get(away)).text()
    const link = /href="([^"]*error=access_denied[^"]*)"/.exec(html)![1]!.replaceAll('&amp;', '&')

    const response = await browser.get(link)

    expect(sentTo(response)).toEqual({
      to: callback,
      parameters: { error_description: 'The user refused', state: 's1', error: 'access_denied' },
    })
  })
})

describe('a federated user', () => {
  test('is made with mapped attributes, an identity and the group of the provider', async () => {
    const shop = await federated()

    const response = await comeBack(shop)
    const { body } = await exchange(shop, sentTo(response).parameters['code']!)
    const id = claimsOf(body['id_token'] as string)

    expect(id).toMatchObject({
      'cognito:username': 'Google_1234',
      'cognito:groups': [`${shop.poolId}_Google`],
      email: 'ann@example.com',
      name: 'Ann',
      nonce: expect.any(String),
      identities: [
        {
          userId: '1234',
          providerName: 'Google',
          providerType: 'Google',
          primary: 'true',
          dateCreated: expect.any(String),
        },
      ],
    })
  })

  test('keeps what is not mapped and gets what is, at every sign-in', async () => {
    const shop = await federated()
    await comeBack(shop)
    const nickname = [{ Name: 'nickname', Value: 'A' }]
    await shop.call('AdminUpdateUserAttributes', {
      UserPoolId: shop.poolId,
      Username: 'Google_1234',
      UserAttributes: nickname,
    })

    await comeBack(shop, { ...ann, email: 'ann@example.org', name: undefined })

    expect(await attributesOf(shop, 'Google_1234')).toMatchObject({
      email: 'ann@example.org',
      name: 'Ann',
      nickname: 'A',
    })
  })

  test('has a session like everybody', async () => {
    const shop = await federated()
    const browser = shop.browser()
    await comeBack(shop, ann, { browser })

    const again = async (members: Record<string, string>) =>
      sentTo(await browser.get(`/oauth2/authorize?${shop.query(members)}`)).to

    expect(await again({})).toBe(callback)
    expect(await again({ identity_provider: 'Google' })).toBe(callback)
    expect(await again({ identity_provider: 'COGNITO' })).toBe('http://nowhere.invalid/login')
  })

  test('signs in as the local user to whom the account is linked', async () => {
    const shop = await federated()
    await confirmedUser(shop, 'alice')
    await shop.call('AdminLinkProviderForUser', {
      UserPoolId: shop.poolId,
      DestinationUser: { ProviderName: 'Cognito', ProviderAttributeValue: 'alice' },
      SourceUser: { ProviderName: 'Google', ProviderAttributeName: 'Cognito_Subject', ProviderAttributeValue: '1234' },
    })

    const { body } = await exchange(shop, sentTo(await comeBack(shop)).parameters['code']!)

    const id = claimsOf(body['id_token'] as string)
    expect(id['cognito:username']).toBe('alice')
    expect(id['identities']).toMatchObject([{ providerName: 'Google', primary: 'false' }])
    expect(await attributesOf(shop, 'alice')).toMatchObject({ email: 'ann@example.com' })
  })

  test('has an unverified address after every sign-in, unless the flag is mapped as well', async () => {
    const shop = await federated()
    await confirmedUser(shop, 'alice', { email: 'alice@example.com', email_verified: 'true' })
    await shop.call('AdminLinkProviderForUser', {
      UserPoolId: shop.poolId,
      DestinationUser: { ProviderName: 'Cognito', ProviderAttributeValue: 'alice' },
      SourceUser: { ProviderName: 'Google', ProviderAttributeName: 'Cognito_Subject', ProviderAttributeValue: '77' },
    })
    const mapped = await federated({}, { ...google, AttributeMapping: { email: 'email', email_verified: 'verified' } })

    await comeBack(shop)
    await comeBack(shop, { ...ann, sub: '77' })
    await comeBack(mapped, { ...ann, verified: true })

    expect(await attributesOf(shop, 'Google_1234')).toMatchObject({ email_verified: 'false' })
    expect(await attributesOf(shop, 'alice')).toMatchObject({ email: 'ann@example.com', email_verified: 'false' })
    expect(await attributesOf(mapped, 'Google_1234')).toMatchObject({ email_verified: 'true' })
  })

  test('comes back as the same user where names have no case', async () => {
    const shop = await federated({ pool: { UsernameConfiguration: { CaseSensitive: false } } })

    await comeBack(shop, { ...ann, sub: 'aBc', email: 'Ann@Example.com' })
    await comeBack(shop, { ...ann, sub: 'aBc', email: 'Ann@Example.com' })

    const { Users } = await shop.call('ListUsers', { UserPoolId: shop.poolId })
    expect(Users).toMatchObject([{ Username: 'Google_aBc' }])
    expect(await attributesOf(shop, 'google_abc')).toMatchObject({
      email: 'Ann@Example.com',
      identities: expect.stringContaining('"userId":"aBc"'),
    })
  })

  test('is somebody else than the local user with the same address, where addresses are the usernames', async () => {
    const shop = await federated({ pool: { UsernameAttributes: ['email'] } })
    await confirmedUser(shop, 'ann@example.com', {})

    await comeBack(shop)
    await comeBack(shop)

    expect(await attributesOf(shop, 'Google_1234')).toMatchObject({ email: 'ann@example.com' })
    expect(await statusOf(shop, 'ann@example.com')).toBe('CONFIRMED')
  })

  test('is refused where the account is linked while it signs up, as the service does', async () => {
    const PreSignUp = async (event: { triggerSource: string }) => {
      if (event.triggerSource !== 'PreSignUp_ExternalProvider') return event
      await shop.call('AdminLinkProviderForUser', {
        UserPoolId: shop.poolId,
        DestinationUser: { ProviderName: 'Cognito', ProviderAttributeValue: 'alice' },
        SourceUser: {
          ProviderName: 'Google',
          ProviderAttributeName: 'Cognito_Subject',
          ProviderAttributeValue: '1234',
        },
      })
      return event
    }
    const shop = await federated({ emulator: { triggers: { PreSignUp } as never } })
    await confirmedUser(shop, 'alice')

    const first = await comeBack(shop)
    const second = await comeBack(shop)

    expect(refusedWith(first)).toEqual({
      error_description: 'Already found an entry for username Google_1234',
      state: 's1',
      error: 'invalid_request',
    })
    expect(sentTo(second).parameters).toHaveProperty('code')
  })

  test('is refused once disabled', async () => {
    const shop = await federated()
    await comeBack(shop)
    await shop.call('AdminDisableUser', { UserPoolId: shop.poolId, Username: 'Google_1234' })

    expect(refusedWith(await comeBack(shop))).toMatchObject({
      error: 'invalid_request',
      error_description: 'User is not enabled',
    })
  })

  test.each([
    ['no username', { email: 'ann@example.com' }, 'username attribute mapping required'],
    ['no required attribute', { sub: '1' }, 'attributes required: [email]'],
  ])('is refused with %s', async (_name, claims, error_description) => {
    const shop = await federated({ pool: { Schema: [{ Name: 'email', Required: true, Mutable: true }] } })

    expect(refusedWith(await comeBack(shop, claims))).toEqual({
      error_description,
      state: 's1',
      error: 'invalid_request',
    })
  })

  test('is refused where a mapped attribute would have to change that cannot', async () => {
    const shop = await federated({ pool: { Schema: [{ Name: 'email', Mutable: false }] } })
    expect(sentTo(await comeBack(shop)).parameters).toHaveProperty('code')

    for (const email of [ann.email, 'new@example.com']) {
      expect(refusedWith(await comeBack(shop, { ...ann, email }))).toEqual({
        error_description: 'user.email: Attribute cannot be updated.\n ',
        state: 's1',
        error: 'invalid_request',
      })
    }
  })

  test('is refused with a value outside the schema', async () => {
    const StringAttributeConstraints = { MaxLength: '5' }
    const name = { Name: 'name', AttributeDataType: 'String', Mutable: true, StringAttributeConstraints } as const
    const shop = await federated({ pool: { Schema: [name] } })

    expect(refusedWith(await comeBack(shop, { ...ann, name: 'Annabel' }))).toMatchObject({
      error_description: 'Invalid user attributes: name: String must be no longer than 5 characters\n ',
    })
  })

  test('is refused where the client may not write a mapped attribute', async () => {
    const shop = await federated({ client: { WriteAttributes: ['email'] } })

    expect(refusedWith(await comeBack(shop))['error_description']).toContain('user.name')
  })

  test('is not looked at by threat protection', async () => {
    const shop = await federated({
      pool: { UserPoolTier: 'PLUS', UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' } },
    })
    await comeBack(shop)

    const user = { UserPoolId: shop.poolId, Username: 'Google_1234' }
    expect((await shop.call('AdminListUserAuthEvents', user)).AuthEvents).toEqual([])
  })
})

describe('functions of the pool', () => {
  test('are asked in the order of a first and of a later sign-in', async () => {
    const calls: string[] = []
    const hear = async (event: { triggerSource: string }) => {
      calls.push(event.triggerSource)
      return event
    }
    const names = ['InboundFederation', 'PreSignUp', 'PostConfirmation', 'PreAuthentication', 'PostAuthentication']
    const triggers = Object.fromEntries([...names, 'PreTokenGeneration'].map((name) => [name, hear])) as never
    const shop = await federated({ emulator: { triggers } })

    await exchange(shop, sentTo(await comeBack(shop)).parameters['code']!)
    expect(calls.splice(0)).toEqual([
      'InboundFederation_ExternalProvider',
      'PreSignUp_ExternalProvider',
      'PostConfirmation_ConfirmSignUp',
      'TokenGeneration_HostedAuth',
    ])
    await exchange(shop, sentTo(await comeBack(shop)).parameters['code']!)
    expect(calls).toEqual([
      'InboundFederation_ExternalProvider',
      'PreAuthentication_Authentication',
      'PostAuthentication_Authentication',
      'TokenGeneration_HostedAuth',
    ])
  })

  test('can replace what the provider said', async () => {
    const InboundFederation = async (event: { response: object }) => {
      return { ...event, response: { userAttributesToMap: { email: 'other@example.com' } } }
    }
    const shop = await federated({ emulator: { triggers: { InboundFederation } as never } })
    await comeBack(shop)

    const attributes = await attributesOf(shop, 'Google_1234')
    expect(attributes['email']).toBe('other@example.com')
    expect(attributes).not.toHaveProperty('name')
  })

  test('can refuse, which the client is told', async () => {
    const PreSignUp = async () => {
      throw new Error('members only')
    }
    const shop = await federated({ emulator: { triggers: { PreSignUp } as never } })

    expect(refusedWith(await comeBack(shop))).toEqual({
      error_description: 'PreSignUp failed with error members only. ',
      state: 's1',
      error: 'invalid_request',
    })
    await expect(statusOf(shop, 'Google_1234')).rejects.toThrow('User does not exist.')
  })
})

describe('coming back', () => {
  const code = Buffer.from(JSON.stringify(ann)).toString('base64url')

  async function away(shop: HostedPlace, browser: Browser): Promise<string> {
    const response = await browser.get(`/oauth2/authorize?${shop.query({ identity_provider: 'Google' })}`)
    return sentTo(response).parameters['state']!
  }

  test('works once, within five minutes, in the browser that left', async () => {
    const shop = await federated()
    const browser = shop.browser()
    const [used, old, foreign] = [await away(shop, browser), await away(shop, browser), await away(shop, browser)]
    const comesBack = (state: string, on = browser) => on.get(`/oauth2/idpresponse?code=${code}&state=${state}`)

    expect(pathOf(await comesBack(foreign, shop.browser()))).toBe('/error')
    expect(sentTo(await comesBack(used)).to).toBe(callback)
    expect(pathOf(await comesBack(used))).toBe('/error')
    shop.clock.advance({ minutes: 5 })
    expect(pathOf(await comesBack(old))).toBe('/error')
    expect(pathOf(await comesBack('nonsense'))).toBe('/error')
    expect(pathOf(await browser.post('/oauth2/idpresponse', {}, { 'content-type': 'text/plain' }))).toBe('/error')
  })

  test('works by post, too, which other sites’ pages send without cookies', async () => {
    const shop = await federated()
    const browser = shop.browser()
    const post = async () => {
      const fields = { code, state: await away(shop, browser), evil: 'x' }
      const posted = await shop.browser().post('/oauth2/idpresponse', fields)
      expect(Object.keys(sentTo(posted).parameters)).toEqual(['code', 'state'])
      return posted.headers.get('location')!
    }

    expect(pathOf(await shop.browser().get(await post()))).toBe('/error')
    expect(sentTo(await browser.get(await post())).to).toBe(callback)
  })

  test('without a code, or with one that says nothing, is told to the client', async () => {
    const shop = await federated()
    const browser = shop.browser()
    const get = async (query: string) =>
      refusedWith(await browser.get(`/oauth2/idpresponse?state=${await away(shop, browser)}${query}`))

    expect(await get('')).toMatchObject({ error: 'invalid_request', error_description: 'The IdP sent no code' })
    expect(await get('&code=nonsense')).toMatchObject({ error: 'invalid_request' })
    expect(await get('&error=server_error')).toMatchObject({
      error: 'invalid_request',
      error_description: 'server_error',
    })
  })
})

describe('which provider', () => {
  test('is the client’s only one, without a page in between', async () => {
    const shop = await federated({}, oidc)
    const user = { UserPoolId: shop.poolId, ClientId: shop.clientId }
    const { UserPoolClient } = await shop.call('DescribeUserPoolClient', user)
    const { ClientSecret: _, LastModifiedDate: _m, CreationDate: _c, ClientType: _t, ...settings } = UserPoolClient!
    await shop.call('UpdateUserPoolClient', { ...settings, ...user, SupportedIdentityProviders: ['Corporate'] })
    const browser = shop.browser()

    expect(pathOf(await browser.get(`/oauth2/authorize?${shop.query()}`))).toBe('/_pretend')
    const form = await browser.fill(`/login?${shop.query()}`, { username: 'alice', password: 'x' })
    expect(form.status).toBe(403)
  })

  test('can be named by an identifier', async () => {
    const shop = await federated({}, { ...oidc, IdpIdentifiers: ['corp.example'] })

    const response = await shop.browser().get(`/oauth2/authorize?${shop.query({ idp_identifier: 'corp.example' })}`)

    expect(sentTo(response)).toMatchObject({ parameters: { provider: 'Corporate' } })
  })

  test('is not asked for in silence', async () => {
    const shop = await federated({ managed: true })

    const members = { identity_provider: 'Google', prompt: 'none' }
    const response = await shop.browser().get(`/oauth2/authorize?${shop.query(members)}`)

    expect(refusedWith(response)).toEqual({ state: 's1', error: 'login_required' })
  })
})
