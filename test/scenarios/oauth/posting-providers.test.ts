import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  AdminGetUserCommand,
  CreateIdentityProviderCommand,
  DescribeIdentityProviderCommand,
  type IdentityProviderTypeType,
  UpdateUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { describeInBrowser } from '../../support/browser.ts'
import { type HostedShop, hostedShop } from '../../support/hosted-running.ts'
import { samlIdp, samlRequestIn } from '../../support/saml-idp.ts'
import { logoutResponse } from '../../support/saml-logout-messages.ts'
import { postingPage, startSocialIdp } from '../../support/social-idp.ts'

/** Gives the shop's client one provider only, so that no page asks which. */
async function addProvider(
  { cognito, userPoolId: UserPoolId, clientId: ClientId, callback }: HostedShop,
  provider: { name: string; type: IdentityProviderTypeType; mapping: Record<string, string> },
  ProviderDetails: Record<string, string>,
): Promise<void> {
  const { name: ProviderName, type: ProviderType, mapping: AttributeMapping } = provider
  await cognito.send(
    new CreateIdentityProviderCommand({ UserPoolId, ProviderName, ProviderType, ProviderDetails, AttributeMapping }),
  )
  await cognito.send(
    new UpdateUserPoolClientCommand({
      ...{ UserPoolId, ClientId, CallbackURLs: [callback], LogoutURLs: [callback.replace('callback', 'bye')] },
      ...{ AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'], AllowedOAuthScopes: ['openid'] },
      SupportedIdentityProviders: [ProviderName],
    }),
  )
}

const isBack = (page: Page, shop: HostedShop) => page.waitForURL((url) => url.href.startsWith(shop.callback))

async function userOf({ cognito, userPoolId: UserPoolId }: HostedShop, Username: string) {
  const { UserAttributes = [] } = await cognito.send(new AdminGetUserCommand({ UserPoolId, Username }))
  return Object.fromEntries(UserAttributes.map(({ Name, Value }) => [Name, Value]))
}

/** A SAML provider on another site, which encrypts: its pages post by themselves. */
async function samlPages(shop: HostedShop) {
  const idp = samlIdp()
  const state = { certificate: '', seen: [] as string[] }
  const server = createServer(async (request, response) => {
    const { id, relayState, url } = samlRequestIn(`${origin}${request.url}`)
    state.seen.push(url.pathname)
    const isSignIn = url.pathname === '/sso'
    const back = `${shop.domain}/saml2/${isSignIn ? 'idpresponse' : 'logout'}`
    const issuer = `${origin}/metadata`
    const audience = `urn:amazon:cognito:sp:${shop.userPoolId}`
    const about = { issuer, attributes: { mail: 'zoe@acme-corp.dev' }, encryptFor: state.certificate }
    const answer = logoutResponse(id, { issuer, destination: back })
    const message = isSignIn
      ? await idp.respond({ requestId: id, acs: back, audience }, about)
      : idp.sign(answer, 'LogoutResponse')
    response.setHeader('content-type', 'text/html')
    response.end(postingPage(back, { SAMLResponse: message, RelayState: relayState }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { state, metadata: idp.metadata.replaceAll('https://idp.acme-corp.dev', origin) }
}

describeInBrowser('providers whose pages post from another site', (open) => {
  test('Apple signs somebody in, by name the first time', async () => {
    const shop = await hostedShop()
    const apple = await startSocialIdp()
    apple.idToken = { sub: '000123.abc', email: 'x7@privaterelay.appleid.com' }
    apple.user = '{"name":{"firstName":"Ann","lastName":"Ek"}}'
    const { authorize_url, token_url, oidc_issuer, jwks_uri } = apple.endpoints
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    await addProvider(
      shop,
      { name: 'SignInWithApple', type: 'SignInWithApple', mapping: { email: 'email', name: 'name' } },
      {
        ...{ authorize_url, token_url, oidc_issuer, jwks_uri, authorize_scopes: 'name email' },
        ...{ client_id: 'com.example.shop', team_id: 'TEAM123456', key_id: 'KEY1234567' },
        private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      },
    )

    const page = await open(shop.authorizeUrl())
    await isBack(page, shop)

    expect(new URL(page.url()).searchParams.get('code')).toBeTruthy()
    expect(await userOf(shop, 'SignInWithApple_000123.abc')).toMatchObject({ name: 'Ann Ek' })
  })

  test('a SAML provider signs somebody in and out', async () => {
    const shop = await hostedShop()
    const { state, metadata } = await samlPages(shop)
    await addProvider(
      shop,
      { name: 'Acme', type: 'SAML', mapping: { email: 'mail' } },
      { MetadataFile: metadata, IDPSignout: 'true', EncryptedResponses: 'true', RequestSigningAlgorithm: 'rsa-sha256' },
    )
    const { IdentityProvider } = await shop.cognito.send(
      new DescribeIdentityProviderCommand({ UserPoolId: shop.userPoolId, ProviderName: 'Acme' }),
    )
    state.certificate = IdentityProvider!.ProviderDetails!['ActiveEncryptionCertificate']!

    const page = await open(shop.authorizeUrl())
    await isBack(page, shop)
    expect(await userOf(shop, 'Acme_zoe@acme-corp.dev')).toMatchObject({ email: 'zoe@acme-corp.dev' })

    const bye = shop.callback.replace('callback', 'bye')
    await page.goto(`${shop.domain}/logout?${new URLSearchParams({ client_id: shop.clientId, logout_uri: bye })}`)
    await page.waitForURL((url) => url.href.startsWith(bye))
    expect(state.seen).toEqual(['/sso', '/slo'])

    await page.goto(shop.authorizeUrl())
    await isBack(page, shop)
    expect(state.seen).toEqual(['/sso', '/slo', '/sso'])
  })
})
