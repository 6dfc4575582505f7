import { type Browser, type HostedPlace, hostedClient, hostedPlace } from './hosted.ts'
import { type SamlIdp, type Statement, samlIdp, samlRequestIn } from './saml-idp.ts'

/** Where the pool takes assertions. */
export const acs = 'http://shop.localhost:4590/saml2/idpresponse'
/** The name under which most providers send mail addresses. */
export const mail = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress'
/** What the provider says about Zoe. */
export const attributes = { [mail]: 'zoe@acme-corp.dev', groups: ['staff', 'sales'] }

/** A pool whose client takes users of a SAML provider called Acme. */
export interface SamlPlace {
  readonly shop: HostedPlace
  readonly idp: SamlIdp
  readonly audience: string
  /** The certificate for which the provider encrypts. */
  readonly certificate: string
  /** The browser of somebody who signs in. */
  readonly browser: Browser
  /** Leaves for the provider; answers where to. */
  leave(): Promise<string>
  /** Posts a response as the provider's page does: from another site, so without cookies. */
  post(SAMLResponse: string, RelayState: string): Promise<Response>
  /** Signs in; `about` says what differs from a response that is right. */
  signIn(about?: Partial<Statement>): Promise<Response>
}

/** Opens it; `details` are added to the provider's. */
export async function withSaml(
  details: Record<string, string> = {},
  { idp = samlIdp(), ...options }: { idp?: SamlIdp } & Parameters<typeof hostedPlace>[0] = {},
): Promise<SamlPlace> {
  const shop = await hostedPlace(options)
  const { IdentityProvider } = await shop.call('CreateIdentityProvider', {
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
    // Who has a session is not sent away.
    browser.cookies.delete('cognito')
    const query = shop.query({ identity_provider: 'Acme' })
    return (await browser.get(`/oauth2/authorize?${query}`)).headers.get('location')!
  }
  const post = (SAMLResponse: string, RelayState: string) =>
    shop.browser().post('/saml2/idpresponse', { SAMLResponse, RelayState })
  const signIn = async (about: Partial<Statement> = {}) => {
    const { id: requestId, relayState } = samlRequestIn(await leave())
    const posted = await post(await idp.respond({ requestId, acs, audience }, about), relayState)
    const to = posted.headers.get('location')!
    return to.startsWith('/saml2/') ? browser.get(to) : posted
  }
  const certificate = IdentityProvider!.ProviderDetails!['ActiveEncryptionCertificate']!
  return { shop, idp, audience, certificate, browser, leave, post, signIn }
}
