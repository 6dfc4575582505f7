import { createVerify, X509Certificate } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { callback, exchange, hostedClient, hostedPlace, sentTo } from '../support/hosted.ts'
import { attributesOf } from '../support/people.ts'
import { type SamlIdp, type Statement, samlIdp, samlRequestIn, sloUrl, ssoUrl } from '../support/saml-idp.ts'
import { claimsOf } from '../support/sign-in.ts'

const acs = 'http://shop.localhost:4590/saml2/idpresponse'
const mail = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress'

/** A pool whose client takes users of a SAML provider. */
async function withSaml(details: Record<string, string> = {}, idp: SamlIdp = samlIdp()) {
  const shop = await hostedPlace()
  await shop.call('CreateIdentityProvider', {
    UserPoolId: shop.poolId,
    ProviderName: 'Acme',
    ProviderType: 'SAML',
    ProviderDetails: 'MetadataURL' in details ? details : { MetadataFile: idp.metadata, ...details },
    AttributeMapping: { email: mail, name: 'groups' },
  })
  await shop.call('UpdateUserPoolClient', {
    ...hostedClient,
    UserPoolId: shop.poolId,
    ClientId: shop.clientId,
    SupportedIdentityProviders: ['COGNITO', 'Acme'],
  })
  const audience = `urn:amazon:cognito:sp:${shop.poolId}`
  const browser = shop.browser()
  const leave = async () => {
    const query = shop.query({ identity_provider: 'Acme' })
    return (await browser.get(`/oauth2/authorize?${query}`)).headers.get('location')!
  }
  const post = (SAMLResponse: string, RelayState: string) =>
    // Another site's page posts it, so the browser sends no cookies along.
    shop.browser().post('/saml2/idpresponse', { SAMLResponse, RelayState })
  const signIn = async (about: Partial<Statement> = {}) => {
    const { id: requestId, relayState } = samlRequestIn(await leave())
    const response = await idp.respond({ requestId, acs, audience }, about)
    const posted = await post(response, relayState)
    const to = posted.headers.get('location')!
    return to.startsWith('/saml2/') ? browser.get(to) : posted
  }
  return { shop, idp, audience, browser, leave, post, signIn }
}

const attributes = { [mail]: 'zoe@acme-corp.dev', groups: ['staff', 'sales'] }

describe('a SAML provider', () => {
  test('is asked by redirect, under the pool’s name', async () => {
    const { leave, audience } = await withSaml()

    const { url, xml, id } = samlRequestIn(await leave())

    expect(`${url.origin}${url.pathname}`).toBe(ssoUrl)
    expect(id).toMatch(/^_[\da-f-]{36}$/)
    expect(xml).toContain(`AssertionConsumerServiceURL="${acs}"`)
    expect(xml).toContain(`>${audience}</`)
    expect(url.searchParams.has('Signature')).toBe(false)
  })

  test('gets signed requests where its details say so', async () => {
    const { leave, shop } = await withSaml({ RequestSigningAlgorithm: 'rsa-sha256' })

    const { url } = samlRequestIn(await leave())
    const { Certificate } = await shop.call('GetSigningCertificate', { UserPoolId: shop.poolId })

    expect(url.searchParams.get('SigAlg')).toBe('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256')
    const signedPart = url.search.slice(1).replace(/&Signature=.*$/, '')
    const { publicKey } = new X509Certificate(Buffer.from(Certificate!, 'base64'))
    const signature = url.searchParams.get('Signature')!
    expect(createVerify('sha256').update(signedPart).verify(publicKey, signature, 'base64')).toBe(true)
  })

  test.each(['assertion', 'response'] as const)('vouches for a user by a signed %s', async (sign) => {
    const { shop, signIn } = await withSaml()

    const response = await signIn({ attributes, sign })

    expect(sentTo(response)).toMatchObject({ to: callback, parameters: { state: 's1', code: expect.any(String) } })
    expect(await attributesOf(shop, 'Acme_zoe@acme-corp.dev')).toMatchObject({
      email: 'zoe@acme-corp.dev',
      name: '[staff, sales]',
    })
    const { body } = await exchange(shop, sentTo(response).parameters['code']!)
    expect(claimsOf(body['id_token'] as string)['identities']).toMatchObject([{ providerType: 'SAML' }])
  })

  test('may encrypt for the pool', async () => {
    const { shop, signIn } = await withSaml({ EncryptedResponses: 'true' })
    const { Certificate } = await shop.call('GetSigningCertificate', { UserPoolId: shop.poolId })

    expect(sentTo(await signIn({ attributes, encryptFor: Certificate! })).parameters).toHaveProperty('code')
  })

  test('may publish its metadata', async () => {
    const idp = samlIdp()
    const server = createServer((_request, response) => response.end(idp.metadata))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const MetadataURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/metadata`
    const { shop, signIn } = await withSaml({ MetadataURL }, idp)

    expect(sentTo(await signIn({ attributes })).parameters).toHaveProperty('code')
    await new Promise((resolve) => server.close(resolve))
    const error_description = 'Timeout occurred in calling SAML metadata URL'
    const away = await shop.browser().get(`/oauth2/authorize?${shop.query({ identity_provider: 'Acme' })}`)
    expect(sentTo(away).parameters).toMatchObject({ error: 'invalid_request', error_description })
  })
})

describe('what it says is refused', () => {
  const cases: readonly (readonly [string, Partial<Statement>])[] = [
    ['when nothing is signed', { sign: 'nothing' }],
    ['when another key signed', { key: 'another' }],
    ['when it was changed after signing', { tamper: (xml) => xml.replace('zoe@', 'eve@') }],
    ['when it is for another audience', { audience: 'urn:amazon:cognito:sp:us-east-1_other' }],
    ['when it is too old', { notBefore: -600_000, notOnOrAfter: -300_000 }],
    ['when it is of the future', { notBefore: 300_000 }],
    ['when it answers another request', { inResponseTo: '_another' }],
    ['when it answers no request', { inResponseTo: undefined }],
    ['when it is for another recipient', { recipient: 'https://evil.example/acs' }],
    ['when another provider issued it', { issuer: 'https://evil.example/metadata' }],
    ['when the provider could not sign the user in', { status: 'Responder' }],
  ]

  test.each(cases)('%s', async (_name, about) => {
    const { signIn } = await withSaml()

    const { to, parameters } = sentTo(await signIn({ attributes, ...about }))

    expect(to).toBe(callback)
    expect(parameters).toMatchObject({ error: 'invalid_request', state: 's1', error_description: expect.any(String) })
    expect(parameters).not.toHaveProperty('code')
  })

  test('when it comes twice', async () => {
    const { leave, idp, audience, post } = await withSaml()
    const [first, second] = [samlRequestIn(await leave()), samlRequestIn(await leave())]
    const answer = (requestId: string) =>
      idp.respond({ requestId, acs, audience }, { attributes, assertionId: '_same' })

    const accepted = await post(await answer(first.id), first.relayState)
    const replayed = await post(await answer(first.id), first.relayState)
    const again = await post(await answer(second.id), second.relayState)

    expect(sentTo(accepted).to).toContain('/saml2/idpresponse')
    for (const response of [replayed, again]) {
      expect(sentTo(response).parameters).toMatchObject({ error_description: 'The assertion was used before' })
    }
  })

  test('when it comes in another browser, or without a request', async () => {
    const { shop, leave, idp, audience, post } = await withSaml()
    const { id: requestId, relayState } = samlRequestIn(await leave())
    const response = await idp.respond({ requestId, acs, audience }, { attributes })

    const posted = await post(response, relayState)
    const elsewhere = await shop.browser().get(posted.headers.get('location')!)
    const unasked = await post(response, 'nonsense')
    const nothing = await shop.browser().post('/saml2/idpresponse', {})

    for (const one of [elsewhere, unasked, nothing]) expect(sentTo(one).to).toBe('http://nowhere.invalid/error')
  })
})

describe('a provider that sends people unasked', () => {
  const relayState = (clientId: string) =>
    new URLSearchParams({
      ...{ identity_provider: 'Acme', client_id: clientId, redirect_uri: callback },
      ...{ response_type: 'code', scope: 'openid' },
    }).toString()

  test('may, where it is set up so', async () => {
    const { shop, idp, audience, post } = await withSaml({ IDPInit: 'true' })
    const response = await idp.respond({ acs, audience }, { attributes })

    const first = sentTo(await post(response, relayState(shop.clientId)))
    const second = sentTo(await post(response, relayState(shop.clientId)))

    expect(first).toMatchObject({ to: callback, parameters: { code: expect.any(String) } })
    expect(second.parameters).toMatchObject({ error_description: 'The assertion was used before' })
  })

  test('may not elsewhere, nor with the answer to a request', async () => {
    const [closed, open] = [await withSaml(), await withSaml({ IDPInit: 'true' })]
    const unasked = await closed.idp.respond({ acs, audience: closed.audience }, { attributes })
    const asked = await open.idp.respond({ requestId: '_r', acs, audience: open.audience }, { attributes })

    const first = sentTo(await closed.post(unasked, relayState(closed.shop.clientId)))
    const second = sentTo(await open.post(asked, relayState(open.shop.clientId)))

    expect(first.parameters['error_description']).toBe('IdP-initiated sign-in is not enabled')
    expect(second.parameters).toHaveProperty('error_description')
  })

  test('cannot send them where the client does not want them', async () => {
    const { shop, idp, audience, post } = await withSaml({ IDPInit: 'true' })
    const response = await idp.respond({ acs, audience }, { attributes })
    const elsewhere = relayState(shop.clientId).replace(encodeURIComponent(callback), 'https%3A%2F%2Fevil.example')

    expect(sentTo(await post(response, elsewhere)).to).toBe('http://nowhere.invalid/error')
  })
})

describe('signing out', () => {
  const bye = 'http://localhost:3000/bye'

  test('goes to the provider first, where it is set up so, and then on', async () => {
    const { shop, browser, signIn } = await withSaml({ IDPSignout: 'true', RequestSigningAlgorithm: 'rsa-sha256' })
    await signIn({ attributes })

    const away = await browser.get(`/logout?client_id=${shop.clientId}&logout_uri=${bye}`)
    const { url, xml, relayState } = samlRequestIn(away.headers.get('location')!)
    const back = await browser.get(
      `/saml2/logout?${new URLSearchParams({ RelayState: relayState, SAMLResponse: 'x' })}`,
    )

    expect(`${url.origin}${url.pathname}`).toBe(sloUrl)
    expect(xml).toContain('zoe@acme-corp.dev')
    expect(xml).toContain('session-1')
    expect(back.headers.get('location')).toBe(bye)
    expect(sentTo(await browser.get(`/oauth2/authorize?${shop.query()}`)).to).toBe('http://nowhere.invalid/login')
    const again = await browser.post('/saml2/logout', { RelayState: relayState })
    expect(sentTo(again).to).toBe('http://nowhere.invalid/error')
  })

  test('stays here elsewhere', async () => {
    const { shop, browser, signIn } = await withSaml()
    await signIn({ attributes })

    const response = await browser.get(`/logout?client_id=${shop.clientId}&logout_uri=${bye}`)

    expect(response.headers.get('location')).toBe(bye)
  })

  test('does not take the state of a sign-in for one of its own', async () => {
    const { browser, leave } = await withSaml()
    const { relayState } = samlRequestIn(await leave())

    const response = await browser.get(`/saml2/logout?RelayState=${relayState}`)

    expect(sentTo(response).to).toBe('http://nowhere.invalid/error')
  })
})
