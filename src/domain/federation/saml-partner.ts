import type { CacheProvider, SAML } from '@node-saml/node-saml'
import { pem } from '../../base/x509.ts'
import type { FlowContext } from '../../context.ts'
import type { IdentityProvider } from '../../store/schema/identity-providers.ts'
import { learnBindings } from '../identity-providers/configure.ts'
import { encryptionUse } from '../identity-providers/providers.ts'
import { samlBindings, samlCertificates, samlEntityId } from '../identity-providers/saml-metadata.ts'
import { type RsaUse, rsaKey } from '../tokens/keys.ts'
import { ask } from './ask.ts'
import { expectThat } from './federation-error.ts'

/** One message to or from a SAML provider. */
export interface SamlMessage {
  /** The id of a message that is to be written. */
  readonly id?: string
  /** Where the pool takes answers. */
  readonly returnUri: string
  /** Whether what is written is signed as the pool. */
  readonly isSigned?: boolean
  /** The id of the sign-in request that is being answered. */
  readonly answers?: string | undefined
}

/** A SAML provider as its metadata has it, and the library set up for one message. */
export interface SamlPartner {
  readonly saml: SAML
  readonly entityId: string | undefined
  /** Where it takes messages about signing out by redirect. */
  readonly logoutUrl: string | undefined
  /** Those with which it signs, in PEM. */
  readonly certificates: readonly string[]
  /** What opens what is encrypted for the pool, in PEM. */
  readonly decryptionKey: string
}

/** The provider of one message. The library is large, and loaded when it is first needed. */
export async function samlPartner(
  ctx: FlowContext,
  provider: IdentityProvider,
  { id = '', returnUri, isSigned, answers }: SamlMessage,
): Promise<SamlPartner> {
  const { SAML, ValidateInResponseTo } = await import('@node-saml/node-saml')
  const { poolId } = provider
  const metadata = await metadataOf(ctx, provider)
  const { SSORedirectBindingURI: entryPoint, SLORedirectBindingURI: logoutUrl } = samlBindings(metadata)
  const idpCert = samlCertificates(metadata)
  expectThat(
    entryPoint && idpCert.length > 0,
    `The metadata of ${provider.name} has no redirect binding or no certificate`,
  )
  const privateKey = isSigned && (await privatePem(ctx, poolId, 'saml'))
  const decryptionKey = await privatePem(ctx, poolId, encryptionUse(provider))
  const saml = new SAML({
    // Documented: SAML pages of the developer guide.
    issuer: `urn:amazon:cognito:sp:${poolId}`,
    audience: `urn:amazon:cognito:sp:${poolId}`,
    callbackUrl: returnUri,
    entryPoint,
    ...(logoutUrl && { logoutUrl }),
    idpCert,
    ...(privateKey && { privateKey, signatureAlgorithm: 'sha256' }),
    decryptionPvk: decryptionKey,
    identifierFormat: null,
    disableRequestedAuthnContext: true,
    wantAssertionsSigned: false,
    wantAuthnResponseSigned: false,
    acceptedClockSkewMs: clockSkew,
    generateUniqueId: () => id,
    validateInResponseTo: answers === undefined ? ValidateInResponseTo.never : ValidateInResponseTo.always,
    cacheProvider: onlyRequest(answers),
  })
  const certificates = idpCert.map((der) => pem(Buffer.from(der, 'base64')))
  return { saml, entityId: samlEntityId(metadata), logoutUrl, certificates, decryptionKey }
}

/** How far a provider's clock may be off, in ms. Inferred. */
export const clockSkew = 60_000

async function privatePem(ctx: FlowContext, poolId: string, use: RsaUse): Promise<string> {
  const { privateKey } = await rsaKey(ctx, poolId, use)
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

/** The one request to which an answer is awaited; how long it may take is for its state to say. */
function onlyRequest(id: string | undefined): CacheProvider {
  return {
    saveAsync: async () => null,
    getAsync: async (key) => (key === id ? '9999-01-01T00:00:00Z' : null),
    removeAsync: async () => null,
  }
}

/**
 * Documented: SAML things-to-know page; the service asks when the provider is made and again every six hours. Ours: it is
 * asked for each message, so that new keys count at once and providers can be made without a network.
 */
async function metadataOf(ctx: FlowContext, provider: IdentityProvider): Promise<string> {
  const { MetadataFile, MetadataURL } = provider.details
  if (MetadataFile) return MetadataFile
  const headers = { accept: 'application/samlmetadata+xml, application/xml, text/xml' }
  const said = await ask(ctx, 'SAML metadata URL', MetadataURL ?? '', { headers })
  expectThat(said.status === 200, `${provider.name} Error - ${said.status} error getting metadata`)
  ctx.transact((inside) => {
    learnBindings(inside, provider, said.text)
    return null
  })
  return said.text
}
