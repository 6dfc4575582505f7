import { createVerify, X509Certificate } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { callback, type HostedPlace, sentTo } from '../support/hosted.ts'
import { samlIdp, samlRequestIn, sloUrl } from '../support/saml-idp.ts'
import { type Answer, logoutRequest, logoutResponse, type Request } from '../support/saml-logout-messages.ts'
import { attributes, type SamlPlace, withSaml } from '../support/saml-place.ts'

const bye = 'http://localhost:3000/bye'
const errorPage = 'http://nowhere.invalid/error'

/** Whether the browser still has a session. */
async function isSignedIn({ shop, browser }: Pick<SamlPlace, 'shop' | 'browser'>): Promise<boolean> {
  return sentTo(await browser.get(`/oauth2/authorize?${shop.query()}`)).to === callback
}

async function publicKeyOf(shop: HostedPlace) {
  const { Certificate } = await shop.call('GetSigningCertificate', { UserPoolId: shop.poolId })
  return new X509Certificate(Buffer.from(Certificate!, 'base64')).publicKey
}

describe('signing out', () => {
  /** Signs Zoe in and out again, as far as the provider. */
  async function atProvider(sessionIndexes = ['session-1']) {
    const place = await withSaml({ IDPSignout: 'true' })
    const { shop, browser, signIn, idp } = place
    await signIn({ attributes, sessionIndexes })
    const away = await browser.get(`/logout?client_id=${shop.clientId}&logout_uri=${bye}`)
    const request = samlRequestIn(away.headers.get('location')!)
    // The provider's page posts from another site, so the browser sends no cookies along.
    const post = (SAMLResponse: string, RelayState = request.relayState) =>
      shop.browser().post('/saml2/logout', { SAMLResponse, RelayState })
    const answer = (about: Partial<Answer> = {}, key?: 'second' | 'another') =>
      idp.sign(logoutResponse(request.id, about), 'LogoutResponse', key)
    return { ...place, request, post, answer }
  }

  test('goes to the provider first, where it is set up so, and then on', async () => {
    const place = await atProvider()
    const { request, post, answer } = place

    expect(`${request.url.origin}${request.url.pathname}`).toBe(sloUrl)
    expect(request.xml).toMatch(/<saml:NameID [^>]*>zoe@acme-corp\.dev</)
    expect(request.xml).toContain('>session-1<')
    expect(await isSignedIn(place)).toBe(false)
    expect((await post(answer())).headers.get('location')).toBe(bye)
  })

  test('is asked for with the pool’s signature, whether or not requests to sign in have one', async () => {
    const { shop, request, leave } = await atProvider()
    const { url } = request

    expect(new URL(await leave()).searchParams.has('Signature')).toBe(false)
    expect(url.searchParams.get('SigAlg')).toBe('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256')
    const verify = createVerify('sha256').update(url.search.slice(1).replace(/&Signature=.*$/, ''))
    expect(verify.verify(await publicKeyOf(shop), url.searchParams.get('Signature')!, 'base64')).toBe(true)
  })

  test('names the first session of the assertion, and a format even where the provider gave none', async () => {
    const { signIn, browser, shop, idp, request } = await atProvider(['first', 'second'])

    expect(request.xml).toContain('>first<')
    expect(request.xml).not.toContain('second')
    expect(request.xml).toContain('urn:oasis:names:tc:SAML:2.0:nameid-format:persistent')
    const bare = (xml: string) => xml.replace(/ Format="[^"]*persistent"/, '')
    await signIn({ attributes, beforeSigning: bare })
    const away = await browser.get(`/logout?client_id=${shop.clientId}&logout_uri=${bye}`)
    expect(samlRequestIn(away.headers.get('location')!).xml).toContain(
      'Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified"',
    )
    expect(idp.metadata).toContain(sloUrl)
  })

  test.each<[string, Partial<Answer>]>([
    ['signed with the other key of the metadata', {}],
    ['without a destination', { destination: undefined }],
    ['about the session', { sessionIndexes: ['session-1'] }],
    ['about the session first, and others', { sessionIndexes: ['session-1', 'session-2'] }],
  ])('ends with an answer %s', async (_name, about) => {
    const { post, answer } = await atProvider()

    expect((await post(answer(about, 'second'))).headers.get('location')).toBe(bye)
  })

  test.each<[string, Partial<Answer>]>([
    ['to another request', { inResponseTo: '_another' }],
    ['of another issuer', { issuer: 'https://evil.example/metadata' }],
    ['for somebody else', { destination: 'https://evil.example/saml2/logout' }],
    ['that the provider did not do it', { status: 'Responder' }],
    ['about another session', { sessionIndexes: ['session-2'] }],
    ['about another session first', { sessionIndexes: ['session-2', 'session-1'] }],
  ])('does not end with an answer %s', async (_name, about) => {
    const { post, answer } = await atProvider()

    expect(sentTo(await post(answer(about))).to).toBe(errorPage)
    // The right one still counts.
    expect((await post(answer())).headers.get('location')).toBe(bye)
  })

  test('does not end with an answer that nobody signed, or somebody else, or that was changed', async () => {
    const { post, answer, request, idp } = await atProvider()
    const base64 = (xml: string) => Buffer.from(xml).toString('base64')
    const failed = Buffer.from(answer({ status: 'Responder' }), 'base64').toString()
    const inner = Buffer.from(answer({ status: 'Responder' }), 'base64').toString()
    const wrong = [
      base64(logoutResponse(request.id)),
      answer({}, 'another'),
      base64(failed.replace(':status:Responder', ':status:Success')),
      // A signed message inside of one that is not.
      base64(logoutResponse(request.id).replace('</samlp:LogoutResponse>', `${inner}</samlp:LogoutResponse>`)),
      idp.sign(logoutRequest(), 'LogoutRequest'),
      'nonsense',
      '',
    ]

    for (const one of wrong) expect(sentTo(await post(one)).to).toBe(errorPage)
  })

  test('ends once, within five minutes, and with a post', async () => {
    const { shop, browser, post, answer, request } = await atProvider()
    const late = await atProvider()
    late.shop.clock.advance({ minutes: 5 })

    const query = new URLSearchParams({ RelayState: request.relayState, SAMLResponse: answer() })
    expect((await browser.get(`/saml2/logout?${query}`)).status).toBe(405)
    expect((await post(answer())).headers.get('location')).toBe(bye)
    expect(sentTo(await post(answer())).to).toBe(errorPage)
    expect(sentTo(await late.post(late.answer())).to).toBe(errorPage)
    expect(sentTo(await shop.browser().post('/saml2/logout', {})).to).toBe(errorPage)
  })

  test('is told apart from signing in', async () => {
    const { leave, post, answer, shop, browser, request } = await atProvider()
    const { relayState } = samlRequestIn(await leave())
    const state = new URLSearchParams({ RelayState: request.relayState })

    expect(sentTo(await post(answer(), relayState)).to).toBe(errorPage)
    browser.cookies.set('csrf-state', '')
    expect(sentTo(await browser.get(`/saml2/idpresponse?${state}`)).to).toBe(errorPage)
    expect(sentTo(await shop.browser().post('/saml2/idpresponse', { SAMLResponse: answer() })).to).toBe(errorPage)
  })

  test('stays here where the provider is not set up so, or takes no requests', async () => {
    const plain = await withSaml()
    const without = await withSaml({ IDPSignout: 'true' })
    const { IdentityProvider } = await without.shop.call('DescribeIdentityProvider', {
      UserPoolId: without.shop.poolId,
      ProviderName: 'Acme',
    })
    await without.shop.call('UpdateIdentityProvider', {
      UserPoolId: without.shop.poolId,
      ProviderName: 'Acme',
      ProviderDetails: {
        IDPSignout: 'true',
        MetadataFile: IdentityProvider!.ProviderDetails!['MetadataFile']!.replace(/<md:SingleLogoutService.*\/>/, ''),
      },
    })

    for (const { shop, browser, signIn } of [plain, without]) {
      await signIn({ attributes })
      const response = await browser.get(`/logout?client_id=${shop.clientId}&logout_uri=${bye}`)
      expect(response.headers.get('location')).toBe(bye)
    }
  })
})

test('signing out stays here where the metadata cannot be had', async () => {
  const idp = samlIdp()
  const server = createServer((_request, response) => response.end(idp.metadata))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const MetadataURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/metadata`
  const place = await withSaml({ MetadataURL, IDPSignout: 'true' }, { idp })
  await place.signIn({ attributes })
  await new Promise((resolve) => server.close(resolve))

  const response = await place.browser.get(`/logout?client_id=${place.shop.clientId}&logout_uri=${bye}`)

  expect(response.headers.get('location')).toBe(bye)
  expect(await isSignedIn(place)).toBe(false)
})

describe('a provider that signs somebody out', () => {
  /** Zoe is signed in, and the provider may end it. */
  async function signedIn(details: Record<string, string> = { IDPSignout: 'true' }) {
    const place = await withSaml(details)
    await place.signIn({ attributes })
    const post = (SAMLRequest: string, more: Record<string, string> = {}) =>
      place.shop.browser().post('/saml2/logout', { SAMLRequest, ...more })
    const request = (about: Partial<Request> = {}, key?: 'second' | 'another') =>
      place.idp.sign(logoutRequest(about), 'LogoutRequest', key)
    return { ...place, post, request }
  }

  test('ends the session and gets a signed answer', async () => {
    const place = await signedIn()
    const { shop, post, request } = place
    expect(await isSignedIn(place)).toBe(true)

    const response = await post(request(), { RelayState: "the provider's (own)" })

    expect(await isSignedIn(place)).toBe(false)
    const url = new URL(response.headers.get('location')!)
    expect(`${url.origin}${url.pathname}`).toBe(sloUrl)
    expect(url.searchParams.get('RelayState')).toBe("the provider's (own)")
    const answer = inflateRawSync(Buffer.from(url.searchParams.get('SAMLResponse')!, 'base64')).toString()
    expect(answer).toContain('InResponseTo="_request"')
    expect(answer).toContain('urn:oasis:names:tc:SAML:2.0:status:Success')
    expect(answer).toContain(`>urn:amazon:cognito:sp:${shop.poolId}<`)
    const [, signed = ''] = /\?(.*)&Signature=/.exec(response.headers.get('location')!) ?? []
    const verify = createVerify('sha256').update(signed)
    expect(verify.verify(await publicKeyOf(shop), url.searchParams.get('Signature')!, 'base64')).toBe(true)
  })

  test.each<[string, Partial<Request>, boolean]>([
    ['of the person, where it names none', { sessionIndexes: [] }, false],
    ['among those it names', { sessionIndexes: ['session-9', 'session-1'] }, false],
    ['but not another one', { sessionIndexes: ['session-9'] }, true],
    ['but not of somebody else', { nameId: 'eve@acme-corp.dev' }, true],
    ['but not of somebody whose NameID differs in case', { nameId: 'Zoe@acme-corp.dev' }, true],
  ])('ends the session %s', async (_name, about, stays) => {
    const place = await signedIn()

    const response = await place.post(place.request(about))

    expect(sentTo(response).to).toBe(sloUrl)
    expect(await isSignedIn(place)).toBe(stays)
  })

  test.each<[string, Partial<Request>, 'another' | undefined]>([
    ['of another issuer', { issuer: 'https://evil.example/metadata' }, undefined],
    ['that somebody else signed', {}, 'another'],
    ['for somebody else', { destination: 'https://evil.example/saml2/logout' }, undefined],
    ['that is too old', { notOnOrAfter: -120_000 }, undefined],
  ])('is refused with a request %s', async (_name, about, key) => {
    const place = await signedIn()

    expect(sentTo(await place.post(place.request(about, key))).to).toBe(errorPage)
    expect(await isSignedIn(place)).toBe(true)
  })

  test('is refused without a signature, with nonsense, and where it is not set up so', async () => {
    const [place, closed] = [await signedIn(), await signedIn({})]
    const unsigned = Buffer.from(logoutRequest()).toString('base64')

    for (const one of [unsigned, 'nonsense', place.idp.sign(logoutResponse('_r'), 'LogoutResponse')]) {
      expect(sentTo(await place.post(one)).to).toBe(errorPage)
    }
    expect(sentTo(await closed.post(closed.request())).to).toBe(errorPage)
    expect(await isSignedIn(place)).toBe(true)
    expect(await isSignedIn(closed)).toBe(true)
  })

  test('may ask once with the same request', async () => {
    const place = await signedIn()
    await place.post(place.request())
    await place.signIn({ attributes })

    expect(sentTo(await place.post(place.request())).to).toBe(errorPage)
    expect(await isSignedIn(place)).toBe(true)
    expect(sentTo(await place.post(place.request({ id: '_next' }))).to).toBe(sloUrl)
    expect(await isSignedIn(place)).toBe(false)
  })

  test('is found among others, even where one of them does not answer', async () => {
    const place = await signedIn()
    await place.shop.call('CreateIdentityProvider', {
      UserPoolId: place.shop.poolId,
      ProviderName: 'Aaa',
      ProviderType: 'SAML',
      ProviderDetails: { MetadataURL: 'http://127.0.0.1:1/metadata', IDPSignout: 'true' },
    })

    expect(sentTo(await place.post(place.request())).to).toBe(sloUrl)
    expect(await isSignedIn(place)).toBe(false)
  })
})
