import type { CacheProvider, Profile, SAML } from '@node-saml/node-saml'
import type { FlowContext } from '../../context.ts'
import type { IdentityProvider } from '../../store/schema/identity-providers.ts'
import type { SamlArrival, SamlSession } from '../../store/schema/oauth.ts'
import { samlBindings, samlCertificates, samlEntityId } from '../identity-providers/saml-metadata.ts'
import { rsaKey } from '../tokens/keys.ts'
import { ask } from './ask.ts'
import { type ExternalUser, textClaims } from './claims.ts'
import { expectThat, FederationError } from './federation-error.ts'

/** A message for a SAML provider: which request it is, and where its answer goes. */
export interface SamlRequest {
  readonly id: string
  readonly relayState: string
  readonly returnUri: string
}

/** Where the browser has to go to sign in at a SAML provider. Documented: SAML pages, the redirect binding. */
export async function samlRequestUrl(
  ctx: FlowContext,
  provider: IdentityProvider,
  request: SamlRequest,
): Promise<string> {
  const saml = await partner(ctx, provider, request)
  return saml.getAuthorizeUrlAsync(request.relayState, undefined, {})
}

/** Where the browser has to go to end a session at a SAML provider; undefined where the provider does not take requests. */
export async function samlLogoutUrl(
  ctx: FlowContext,
  provider: IdentityProvider,
  session: SamlSession,
  request: SamlRequest,
): Promise<string | undefined> {
  const metadata = await metadataOf(ctx, provider)
  // Documented: CreateIdentityProvider API page. Only where the provider's details say so.
  const wanted = provider.details['IDPSignout']?.toLowerCase() === 'true'
  if (!wanted || !samlBindings(metadata)['SLORedirectBindingURI']) return undefined
  const saml = await partner(ctx, provider, request)
  const { nameId: nameID, nameIdFormat = '', sessionIndex } = session
  const user = { issuer: '', nameID, nameIDFormat: nameIdFormat, ...(sessionIndex !== undefined && { sessionIndex }) }
  return saml.getLogoutUrlAsync(user, request.relayState, {})
}

/** What a posted response says, once signature, audience, times and recipient were right. */
export interface SamlStatement extends SamlArrival {
  /** Of the assertion, which may be used once. */
  readonly id: string
}

/** Checks a posted response: the answer to the request of this id or, without one, an unasked one. */
export async function readSamlResponse(
  ctx: FlowContext,
  provider: IdentityProvider,
  posted: { readonly response: string; readonly requestId: string | undefined; readonly returnUri: string },
): Promise<SamlStatement> {
  const { response, requestId, returnUri } = posted
  const saml = await partner(ctx, provider, { id: requestId ?? '', relayState: '', returnUri }, requestId)
  let profile: Profile | null
  try {
    profile = (await saml.validatePostResponseAsync({ SAMLResponse: response })).profile
  } catch (error) {
    ctx.note(`The SAML response is refused: ${error instanceof Error ? error.message : String(error)}`)
    throw error instanceof FederationError
      ? error
      : new FederationError('Invalid samlResponse or relayState from identity provider')
  }
  expectThat(profile?.nameID, 'Error in SAML response processing: NameID is missing')
  const assertion = (profile.getAssertion?.() ?? {}) as ParsedAssertion
  const expected = samlEntityId(await metadataOf(ctx, provider))
  expectThat(!expected || profile.issuer === expected, 'Error in SAML response processing: the issuer is another one')
  expectThat(
    requestId !== undefined || !profile['inResponseTo'],
    'Invalid samlResponse or relayState from identity provider',
  )
  const recipients = recipientsOf(assertion)
  const forUs = recipients.length === 0 || recipients.includes(returnUri)
  expectThat(forUs, 'Error in SAML response processing: the recipient is another one')
  const id = assertion.Assertion?.$?.ID
  expectThat(id, 'Error in SAML response processing: the assertion has no ID')
  return {
    id,
    attributes: (profile['attributes'] as Record<string, unknown> | undefined) ?? {},
    session: { nameId: profile.nameID, nameIdFormat: profile.nameIDFormat, sessionIndex: profile.sessionIndex },
  }
}

/** Somebody whom a SAML provider vouches for. */
export function samlUser(provider: IdentityProvider, { attributes, session }: SamlArrival): ExternalUser {
  const claims = textClaims(attributes)
  return { provider, claims, raw: { samlResponse: { ...attributes } }, subject: session.nameId, saml: session }
}

interface ParsedAssertion {
  Assertion?: {
    $?: { ID?: string }
    Subject?: { SubjectConfirmation?: { SubjectConfirmationData?: { $?: { Recipient?: string } }[] }[] }[]
  }
}

function recipientsOf({ Assertion }: ParsedAssertion): string[] {
  const confirmations = Assertion?.Subject?.flatMap(({ SubjectConfirmation = [] }) => SubjectConfirmation) ?? []
  return confirmations
    .flatMap(({ SubjectConfirmationData = [] }) => SubjectConfirmationData)
    .flatMap(({ $ }) => $?.Recipient ?? [])
}

/** The library, set up for one message to or from a provider. It is large, and loaded when it is first needed. */
async function partner(
  ctx: FlowContext,
  provider: IdentityProvider,
  { id, returnUri }: SamlRequest,
  answers?: string,
): Promise<SAML> {
  const { SAML, ValidateInResponseTo } = await import('@node-saml/node-saml')
  const { details, poolId } = provider
  const metadata = await metadataOf(ctx, provider)
  const { SSORedirectBindingURI: entryPoint, SLORedirectBindingURI: logoutUrl } = samlBindings(metadata)
  const idpCert = samlCertificates(metadata)
  expectThat(
    entryPoint && idpCert.length > 0,
    `The metadata of ${provider.name} has no redirect binding or no certificate`,
  )
  const key = await rsaKey(ctx, poolId, 'saml')
  const pem = key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  return new SAML({
    // Documented: SAML pages of the developer guide.
    issuer: `urn:amazon:cognito:sp:${poolId}`,
    audience: `urn:amazon:cognito:sp:${poolId}`,
    callbackUrl: returnUri,
    entryPoint,
    ...(logoutUrl && { logoutUrl }),
    idpCert,
    ...(details['RequestSigningAlgorithm'] && { privateKey: pem, signatureAlgorithm: 'sha256' }),
    decryptionPvk: pem,
    identifierFormat: null,
    disableRequestedAuthnContext: true,
    wantAssertionsSigned: false,
    wantAuthnResponseSigned: false,
    acceptedClockSkewMs: 60_000,
    generateUniqueId: () => id,
    validateInResponseTo: answers === undefined ? ValidateInResponseTo.never : ValidateInResponseTo.always,
    cacheProvider: onlyRequest(answers),
  })
}

/** The one request to which an answer is awaited; how long it may take is for its state to say. */
function onlyRequest(id: string | undefined): CacheProvider {
  return {
    saveAsync: async () => null,
    getAsync: async (key) => (key === id ? '9999-01-01T00:00:00Z' : null),
    removeAsync: async () => null,
  }
}

async function metadataOf(ctx: FlowContext, { details, name }: IdentityProvider): Promise<string> {
  const { MetadataFile, MetadataURL } = details
  if (MetadataFile) return MetadataFile
  const headers = { accept: 'application/samlmetadata+xml, application/xml, text/xml' }
  const said = await ask(ctx, 'SAML metadata URL', MetadataURL ?? '', { headers })
  expectThat(said.status === 200, `${name} Error - ${said.status} error getting metadata`)
  return said.text
}
