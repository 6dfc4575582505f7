import type { Profile } from '@node-saml/node-saml'
import type { FlowContext } from '../../context.ts'
import type { IdentityProvider } from '../../store/schema/identity-providers.ts'
import type { SamlArrival } from '../../store/schema/oauth.ts'
import { type ExternalUser, textClaims } from './claims.ts'
import { expectThat, FederationError } from './federation-error.ts'
import { type SamlPartner, samlPartner } from './saml-partner.ts'

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
  { id, relayState, returnUri }: SamlRequest,
): Promise<string> {
  // Documented: SAML signing and encryption page; sign-in requests are signed where the details say so.
  const isSigned = Boolean(provider.details['RequestSigningAlgorithm'])
  const { saml } = await samlPartner(ctx, provider, { id, returnUri, isSigned })
  return saml.getAuthorizeUrlAsync(relayState, undefined, {})
}

/** What a posted response says, once signature, audience, times and recipient were right. */
export interface SamlStatement extends SamlArrival {
  /** Of the assertion, which may be used once. */
  readonly id: string
}

/** Documented: quotas page. Inferred: counted as it is posted, in base64. */
const longest = 100_000

/** Checks a posted response: the answer to the request of this id or, without one, an unasked one. */
export async function readSamlResponse(
  ctx: FlowContext,
  provider: IdentityProvider,
  posted: { readonly response: string; readonly requestId: string | undefined; readonly returnUri: string },
): Promise<SamlStatement> {
  const { response, requestId, returnUri } = posted
  expectThat(response.length <= longest, 'Error in SAML response processing: the response is too long')
  const partner = await samlPartner(ctx, provider, { returnUri, answers: requestId })
  const profile = await profileIn(ctx, partner, response)
  expectThat(profile?.nameID, 'Error in SAML response processing: NameID is missing')
  // Documented: SAML signing and encryption page; whoever is set up to encrypt must.
  const isOpen = provider.details['EncryptedResponses']?.toLowerCase() !== 'true' || (await isEncrypted(response))
  expectThat(isOpen, 'Error in SAML response processing: the assertion is not encrypted')
  const assertion = (profile.getAssertion?.() ?? {}) as ParsedAssertion
  const isIssuer = !partner.entityId || profile.issuer === partner.entityId
  expectThat(isIssuer, 'Error in SAML response processing: the issuer is another one')
  expectThat(
    requestId !== undefined || !profile['inResponseTo'],
    'Invalid samlResponse or relayState from identity provider',
  )
  const recipients = recipientsOf(assertion)
  const forUs = recipients.length === 0 || recipients.includes(returnUri)
  expectThat(forUs, 'Error in SAML response processing: the recipient is another one')
  const id = assertion.Assertion?.$?.ID
  expectThat(id, 'Error in SAML response processing: the assertion has no ID')
  const attributes = (profile['attributes'] as Record<string, unknown> | undefined) ?? {}
  // Documented: SAML things-to-know page; characters of four bytes in UTF-8 are not accepted.
  const isPlain = !/[\u{10000}-\u{10ffff}]/u.test(JSON.stringify(attributes))
  expectThat(isPlain, 'Error in SAML response processing: an attribute has a character of four bytes')
  return {
    id,
    attributes,
    session: { nameId: profile.nameID, nameIdFormat: profile.nameIDFormat, sessionIndex: profile.sessionIndex },
  }
}

async function profileIn(ctx: FlowContext, { saml }: SamlPartner, response: string): Promise<Profile | null> {
  try {
    return (await saml.validatePostResponseAsync({ SAMLResponse: response })).profile
  } catch (error) {
    ctx.note(`The SAML response is refused: ${error instanceof Error ? error.message : String(error)}`)
    throw error instanceof FederationError
      ? error
      : new FederationError('Invalid samlResponse or relayState from identity provider')
  }
}

/** Whether the only assertion of a response that was right came encrypted. */
async function isEncrypted(response: string): Promise<boolean> {
  const { parseXml2JsFromString } = await import('@node-saml/node-saml/lib/xml.js')
  const document = await parseXml2JsFromString(Buffer.from(response, 'base64').toString())
  const { Response } = document as { Response?: Record<string, unknown> }
  return Response !== undefined && 'EncryptedAssertion' in Response && !('Assertion' in Response)
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
