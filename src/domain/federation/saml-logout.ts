import { stringify } from 'node:querystring'
import { systemClock } from '../../base/clock.ts'
import type { FlowContext } from '../../context.ts'
import type { IdentityProvider } from '../../store/schema/identity-providers.ts'
import type { SamlSession } from '../../store/schema/oauth.ts'
import { expectThat, FederationError } from './federation-error.ts'
import type { SamlRequest } from './saml.ts'
import { clockSkew, type SamlPartner, samlPartner } from './saml-partner.ts'

/** Documented: SAML things-to-know page; what a NameID without a format is taken for. */
const unspecified = 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified'

/** Whether sessions at the provider end with those of the pool. Documented: CreateIdentityProvider API page. */
export function signsOutAtProvider({ type, details }: IdentityProvider): boolean {
  return type === 'SAML' && details['IDPSignout']?.toLowerCase() === 'true'
}

/** Where the browser has to go to end a session at a SAML provider; undefined where the provider does not take requests. */
export async function samlLogoutUrl(
  ctx: FlowContext,
  provider: IdentityProvider,
  session: SamlSession,
  { id, relayState, returnUri }: SamlRequest,
): Promise<string | undefined> {
  if (!signsOutAtProvider(provider)) return undefined
  // Documented: SAML things-to-know page; all requests to sign out are signed.
  const { saml, logoutUrl } = await samlPartner(ctx, provider, { id, returnUri, isSigned: true })
  if (!logoutUrl) return undefined
  const { nameId: nameID, nameIdFormat: nameIDFormat = unspecified, sessionIndex } = session
  const user = { issuer: '', nameID, nameIDFormat, ...(sessionIndex !== undefined && { sessionIndex }) }
  return saml.getLogoutUrlAsync(user, relayState, {})
}

/** A posted message about signing out, and where it was posted. */
export interface PostedLogout {
  /** XML in base64. */
  readonly message: string
  readonly returnUri: string
}

/**
 * Throws unless a posted answer says that the provider ended the session. Documented: SAML sign-out page, which session
 * an answer may speak of. Inferred: everything else, from SAML 2.0 Profiles 4.4.4.2; answers must be signed.
 */
export async function requireLogoutResponse(
  ctx: FlowContext,
  provider: IdentityProvider,
  { message, returnUri }: PostedLogout,
  asked: { readonly requestId: string; readonly session: SamlSession | undefined },
): Promise<void> {
  const partner = await samlPartner(ctx, provider, { returnUri })
  const { LogoutResponse: response } = await reading(async () => readMessage(await signedXml(partner, message)))
  expectThat(response, 'The message is no LogoutResponse')
  requireAddressed(partner, response, returnUri)
  expectThat(response.$?.InResponseTo === asked.requestId, 'The LogoutResponse answers another request')
  const status = response.Status?.[0]?.StatusCode?.[0]?.$?.Value
  expectThat(status?.endsWith(':status:Success'), `The identity provider did not sign out: ${status}`)
  const statements = [response, ...(response.Assertion ?? [])].flatMap(({ AuthnStatement = [] }) => AuthnStatement)
  const isSame = statements.length === 0 || statements[0]?.$?.SessionIndex === asked.session?.sessionIndex
  expectThat(isSame, 'The LogoutResponse is about another session')
}

/** Whom a provider signs out without being asked. */
export interface ProviderLogout {
  /** Of the request. */
  readonly id: string
  readonly nameId: string
  /** Sessions at the provider; all of the person's where there are none. */
  readonly sessionIndexes: readonly string[]
}

/**
 * Reads a posted LogoutRequest; undefined for one of another provider. Inferred: the documentation does not say whether
 * providers may begin; the checks are those of SAML 2.0 Profiles 4.4.4.1.
 */
export async function readLogoutRequest(
  ctx: FlowContext,
  provider: IdentityProvider,
  { message, returnUri }: PostedLogout,
): Promise<ProviderLogout | undefined> {
  const partner = await samlPartner(ctx, provider, { returnUri }).catch((error: unknown) => {
    // One provider that does not answer must not keep another one from signing out.
    if (error instanceof FederationError) return undefined
    throw error
  })
  if (!partner) return undefined
  const claimed = await reading(() => readMessage(decode(message)))
  expectThat(claimed.LogoutRequest, 'The message is no LogoutRequest')
  if (issuerOf(claimed.LogoutRequest) !== partner.entityId) return undefined
  const xml = await reading(() => signedXml(partner, message))
  const { LogoutRequest: request } = await reading(() => readMessage(xml))
  expectThat(request?.$?.ID, 'The LogoutRequest has no ID')
  requireAddressed(partner, request, returnUri)
  const until = Date.parse(request.$.NotOnOrAfter ?? '')
  expectThat(!(until + clockSkew <= systemClock.now()), 'The LogoutRequest is too old')
  const nameId = await reading(() => nameIdIn(xml, partner))
  expectThat(nameId, 'The LogoutRequest names nobody')
  return { id: request.$.ID, nameId, sessionIndexes: (request.SessionIndex ?? []).flatMap(({ _ }) => _ ?? []) }
}

/** The NameID may be encrypted. */
async function nameIdIn(xml: string, { decryptionKey }: SamlPartner): Promise<string | null> {
  const { getNameIdAsync, parseDomFromString } = await import('@node-saml/node-saml/lib/xml.js')
  return (await getNameIdAsync(await parseDomFromString(xml), decryptionKey)).value
}

/** Where the browser takes the news that a session has ended which the provider wanted to end. */
export async function samlLogoutAnswerUrl(
  ctx: FlowContext,
  provider: IdentityProvider,
  { id, nameId }: ProviderLogout,
  { id: answerId, relayState, returnUri }: SamlRequest,
): Promise<string> {
  const { saml, logoutUrl } = await samlPartner(ctx, provider, { id: answerId, returnUri, isSigned: true })
  expectThat(logoutUrl, `${provider.name} takes no answers by redirect`)
  const request = { ID: id, issuer: '', nameID: nameId, nameIDFormat: unspecified }
  return asSigned(await saml.getLogoutResponseUrlAsync(request, relayState, {}, true))
}

/** The library signs one way of escaping and sends another, which shows where the provider's RelayState has a space. */
function asSigned(address: string): string {
  const { origin, pathname, searchParams } = new URL(address)
  return `${origin}${pathname}?${stringify(Object.fromEntries(searchParams))}`
}

interface Text {
  readonly _?: string
}

interface LogoutMessage {
  readonly $?: { readonly ID?: string; InResponseTo?: string; Destination?: string; NotOnOrAfter?: string }
  readonly Issuer?: readonly Text[]
  readonly Status?: readonly { StatusCode?: readonly { $?: { Value?: string } }[] }[]
  readonly SessionIndex?: readonly Text[]
  readonly AuthnStatement?: readonly AuthnStatement[]
  readonly Assertion?: readonly { AuthnStatement?: readonly AuthnStatement[] }[]
}

interface AuthnStatement {
  readonly $?: { readonly SessionIndex?: string }
}

interface LogoutDocument {
  readonly LogoutRequest?: LogoutMessage
  readonly LogoutResponse?: LogoutMessage
}

/** What exactly the provider signed: nothing else of the message is to be trusted. */
async function signedXml({ certificates }: SamlPartner, message: string): Promise<string> {
  const { getVerifiedXml, parseDomFromString } = await import('@node-saml/node-saml/lib/xml.js')
  const xml = decode(message)
  const { documentElement } = await parseDomFromString(xml)
  const verified = getVerifiedXml(xml, documentElement, [...certificates])
  expectThat(verified, 'The message is not signed by the identity provider')
  return verified
}

async function readMessage(xml: string): Promise<LogoutDocument> {
  const { parseXml2JsFromString } = await import('@node-saml/node-saml/lib/xml.js')
  return ((await parseXml2JsFromString(xml)) ?? {}) as LogoutDocument
}

/** What the library throws about a message is the message's fault. */
async function reading<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof FederationError) throw error
    throw new FederationError(`The message cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function decode(message: string): string {
  return Buffer.from(message, 'base64').toString()
}

function requireAddressed({ entityId }: SamlPartner, message: LogoutMessage, returnUri: string): void {
  expectThat(!entityId || issuerOf(message) === entityId, 'The message is of another issuer')
  const destination = message.$?.Destination
  expectThat(!destination || destination === returnUri, 'The message is for somebody else')
}

function issuerOf({ Issuer }: LogoutMessage): string | undefined {
  return Issuer?.[0]?._?.trim()
}
