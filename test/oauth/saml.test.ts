import { createVerify, X509Certificate } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { callback, exchange, sentTo } from '../support/hosted.ts'
import { attributesOf, statusOf } from '../support/people.ts'
import { type Statement, samlIdp, samlRequestIn, sloUrl, ssoUrl } from '../support/saml-idp.ts'
import { acs, attributes, withSaml } from '../support/saml-place.ts'
import { claimsOf } from '../support/sign-in.ts'

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

  test.each([
    ['may', 'assertion', {}],
    ['may', 'response', {}],
    ['must where its details say so', 'assertion', { EncryptedResponses: 'true' }],
  ] as const)('%s encrypt for its own certificate, and sign the %s', async (_may, sign, details) => {
    const { certificate, signIn } = await withSaml(details)

    expect(sentTo(await signIn({ attributes, sign, encryptFor: certificate })).parameters).toHaveProperty('code')
    if (!('EncryptedResponses' in details)) return
    expect(sentTo(await signIn({ attributes, sign })).parameters).toMatchObject({
      error_description: 'Error in SAML response processing: the assertion is not encrypted',
    })
  })

  test('cannot encrypt for the certificate with which the pool signs', async () => {
    const { shop, signIn } = await withSaml()
    const { Certificate } = await shop.call('GetSigningCertificate', { UserPoolId: shop.poolId })

    expect(sentTo(await signIn({ attributes, encryptFor: Certificate! })).parameters).toMatchObject({
      error_description: 'Invalid samlResponse or relayState from identity provider',
    })
  })

  test('may sign with any key of its metadata', async () => {
    const { signIn } = await withSaml()

    expect(sentTo(await signIn({ attributes, key: 'second' })).parameters).toHaveProperty('code')
  })

  test('tells people apart by the NameID as it is written, whatever the pool does with usernames', async () => {
    const carlos = { nameId: 'carlos@acme-corp.dev', attributes }
    const Carlos = { nameId: 'Carlos@acme-corp.dev', attributes }
    const strict = await withSaml({}, { pool: { UsernameConfiguration: { CaseSensitive: true } } })
    const loose = await withSaml({}, { pool: { UsernameConfiguration: { CaseSensitive: false } } })
    await strict.signIn(Carlos)
    await loose.signIn(Carlos)

    expect(sentTo(await strict.signIn(carlos)).parameters).toHaveProperty('code')
    expect(await statusOf(strict.shop, 'Acme_carlos@acme-corp.dev')).toBe('EXTERNAL_PROVIDER')
    expect(sentTo(await loose.signIn(carlos)).parameters).toMatchObject({
      error_description: 'Already found an entry for username Acme_carlos@acme-corp.dev',
    })
    expect(sentTo(await loose.signIn(Carlos)).parameters).toHaveProperty('code')
  })

  test('may publish its metadata, which tells where it takes requests', async () => {
    const idp = samlIdp()
    const server = createServer((_request, response) => response.end(idp.metadata))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const MetadataURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/metadata`
    const { shop, certificate, signIn } = await withSaml({ MetadataURL }, { idp })
    const details = async () => {
      const provider = { UserPoolId: shop.poolId, ProviderName: 'Acme' }
      return (await shop.call('DescribeIdentityProvider', provider)).IdentityProvider!.ProviderDetails
    }
    const asMade = { MetadataURL, ActiveEncryptionCertificate: certificate }

    expect(await details()).toEqual(asMade)
    expect(sentTo(await signIn({ attributes })).parameters).toHaveProperty('code')
    expect(await details()).toEqual({ ...asMade, SSORedirectBindingURI: ssoUrl, SLORedirectBindingURI: sloUrl })
    await new Promise((resolve) => server.close(resolve))
    const error_description = 'Timeout occurred in calling SAML metadata URL'
    const away = await shop.browser().get(`/oauth2/authorize?${shop.query({ identity_provider: 'Acme' })}`)
    expect(sentTo(away).parameters).toMatchObject({ error: 'invalid_request', error_description })
  })
})

test('who publishes metadata is not pretended, whatever it says about its pages', async () => {
  const idp = samlIdp()
  const metadata = idp.metadata.replaceAll('idp.acme-corp.dev', 'idp.example.com')
  const server = createServer((_request, response) => response.end(metadata))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const MetadataURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/metadata`
  const { leave } = await withSaml({ MetadataURL })

  for (const away of [await leave(), await leave()]) expect(away).toMatch(/^https:\/\/idp\.example\.com\/sso/)
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
    ['when an attribute has a character of four bytes', { attributes: { ...attributes, groups: 'staff 😐' } }],
    ['when it is longer than 100,000 characters', { attributes: { ...attributes, groups: 'x'.repeat(75_000) } }],
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

  test('when it comes after five minutes, on a page that says so', async () => {
    const { shop, leave, idp, audience, post } = await withSaml()
    const [late, intime] = [samlRequestIn(await leave()), samlRequestIn(await leave())]
    const answer = ({ id: requestId }: { id: string }) => idp.respond({ requestId, acs, audience }, { attributes })

    shop.clock.advance({ milliseconds: 5 * 60_000 - 1 })
    expect(sentTo(await post(await answer(intime), intime.relayState)).to).toContain('/saml2/idpresponse')
    shop.clock.advance({ milliseconds: 1 })
    const posted = await post(await answer(late), late.relayState)

    expect(sentTo(posted).to).toBe('http://nowhere.invalid/error')
    expect(await (await shop.browser().get(posted.headers.get('location')!)).text()).toContain('Something went wrong')
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
