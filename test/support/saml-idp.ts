import { generateKeyPairSync, type KeyObject, type KeyPairKeyObjectResult } from 'node:crypto'
import { createRequire } from 'node:module'
import { inflateRawSync } from 'node:zlib'
import { selfSigned } from './self-signed.ts'

// What the library itself signs and encrypts with.
const ofLibrary = createRequire(createRequire(import.meta.url).resolve('@node-saml/node-saml'))
const { SignedXml } = ofLibrary('xml-crypto') as {
  SignedXml: new (
    options: object,
  ) => {
    addReference(reference: object): void
    computeSignature(xml: string, options: object): void
    getSignedXml(): string
  }
}
const { encrypt } = ofLibrary('xml-encryption') as {
  encrypt(xml: string, options: object, done: (error: Error | null, result: string) => void): void
}

export const ssoUrl = 'https://idp.acme-corp.dev/sso'
export const sloUrl = 'https://idp.acme-corp.dev/slo'
export const entityId = 'https://idp.acme-corp.dev/metadata'

/** Keys with which it signs: two are in its metadata, one is somebody else's. */
export type SamlKey = 'own' | 'second' | 'another'

/** A SAML identity provider of the tests' own: it signs whatever it is told. */
export interface SamlIdp {
  readonly metadata: string
  /** A message whose root is `element`, signed and in base64. */
  sign(xml: string, element: string, key?: SamlKey): string
  /** A response in base64, as its page would post it. `about` says what differs from one that is right. */
  respond(to: { requestId?: string; acs: string; audience: string }, about?: Partial<Statement>): Promise<string>
}

/** What a response says. */
export interface Statement {
  readonly nameId: string
  readonly attributes: Record<string, string | string[]>
  readonly issuer: string
  readonly audience: string
  readonly recipient: string
  readonly inResponseTo: string | undefined
  /** Milliseconds from now. */
  readonly notBefore: number
  readonly notOnOrAfter: number
  readonly assertionId: string
  readonly sign: 'assertion' | 'response' | 'nothing'
  readonly key: SamlKey
  /** The SessionIndex of each AuthnStatement. */
  readonly sessionIndexes: readonly string[]
  /** A certificate (base64 of its DER) for which the assertion is encrypted. */
  readonly encryptFor: string
  readonly status: string
  /** Changes the XML of the assertion before it is signed. */
  readonly beforeSigning: (xml: string) => string
  /** Changes the XML after it was signed. */
  readonly tamper: (xml: string) => string
}

const pairs = new Map<SamlKey, KeyPairKeyObjectResult>()

/** Pairs are made once for all tests of a file: each takes 150 ms. */
function pairOf(key: SamlKey): KeyPairKeyObjectResult {
  const pair = pairs.get(key) ?? generateKeyPairSync('rsa', { modulusLength: 2048 })
  pairs.set(key, pair)
  return pair
}

/** Makes one. */
export function samlIdp(): SamlIdp {
  const certificates = [pairOf('own'), pairOf('second')].map((keys) => selfSigned('idp.acme-corp.dev', keys))
  return {
    metadata: metadataOf(certificates),
    sign: (xml, element, key = 'own') => Buffer.from(signed(xml, element, pairOf(key).privateKey)).toString('base64'),
    async respond({ requestId, acs, audience }, about = {}) {
      const said: Statement = {
        ...{ nameId: 'zoe@acme-corp.dev', attributes: {}, issuer: entityId, audience, recipient: acs },
        ...{ inResponseTo: requestId, notBefore: -1000, notOnOrAfter: 300_000 },
        ...{ assertionId: `_${Math.random().toString(36).slice(2)}`, sign: 'assertion', key: 'own' },
        sessionIndexes: ['session-1'],
        ...{ encryptFor: '', status: 'Success', tamper: (xml: string) => xml, beforeSigning: (xml: string) => xml },
        ...about,
      }
      const key = pairOf(said.key).privateKey
      let assertion = said.beforeSigning(assertionOf(said))
      if (said.sign === 'assertion') assertion = signed(assertion, 'Assertion', key)
      if (said.encryptFor) assertion = await encrypted(assertion, said.encryptFor)
      let response = responseOf(said, said.status === 'Success' ? assertion : '')
      if (said.sign === 'response') response = signed(response, 'Response', key)
      return Buffer.from(said.tamper(response)).toString('base64')
    },
  }
}

/** The request in the address to which a browser was sent. */
export function samlRequestIn(address: string): { xml: string; id: string; relayState: string; url: URL } {
  const url = new URL(address)
  const xml = inflateRawSync(Buffer.from(url.searchParams.get('SAMLRequest')!, 'base64')).toString()
  const [, id = ''] = /\bID="([^"]+)"/.exec(xml) ?? []
  return { xml, id, relayState: url.searchParams.get('RelayState')!, url }
}

const at = (ms: number) => new Date(Date.now() + ms).toISOString()
const saml = 'urn:oasis:names:tc:SAML:2.0'

function assertionOf(said: Statement): string {
  const answers = said.inResponseTo ? ` InResponseTo="${said.inResponseTo}"` : ''
  const attributes = Object.entries(said.attributes)
    .map(([name, value]) => {
      const values = [value].flat().map((one) => `<saml:AttributeValue>${one}</saml:AttributeValue>`)
      return `<saml:Attribute Name="${name}">${values.join('')}</saml:Attribute>`
    })
    .join('')
  return (
    `<saml:Assertion xmlns:saml="${saml}:assertion" ID="${said.assertionId}" Version="2.0" IssueInstant="${at(0)}">` +
    `<saml:Issuer>${said.issuer}</saml:Issuer>` +
    `<saml:Subject><saml:NameID Format="${saml}:nameid-format:persistent">${said.nameId}</saml:NameID>` +
    `<saml:SubjectConfirmation Method="${saml}:cm:bearer"><saml:SubjectConfirmationData${answers} ` +
    `NotOnOrAfter="${at(said.notOnOrAfter)}" Recipient="${said.recipient}"/></saml:SubjectConfirmation></saml:Subject>` +
    `<saml:Conditions NotBefore="${at(said.notBefore)}" NotOnOrAfter="${at(said.notOnOrAfter)}">` +
    `<saml:AudienceRestriction><saml:Audience>${said.audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>` +
    said.sessionIndexes.map(authnStatement).join('') +
    `<saml:AttributeStatement>${attributes}</saml:AttributeStatement></saml:Assertion>`
  )
}

/** What an assertion says about one session. */
export function authnStatement(sessionIndex: string): string {
  return `<saml:AuthnStatement AuthnInstant="${at(0)}" SessionIndex="${sessionIndex}"><saml:AuthnContext/></saml:AuthnStatement>`
}

function responseOf(said: Statement, assertion: string): string {
  const answers = said.inResponseTo ? ` InResponseTo="${said.inResponseTo}"` : ''
  return (
    `<samlp:Response xmlns:samlp="${saml}:protocol" ID="_r1" Version="2.0" IssueInstant="${at(0)}"${answers} ` +
    `Destination="${said.recipient}"><saml:Issuer xmlns:saml="${saml}:assertion">${said.issuer}</saml:Issuer>` +
    `<samlp:Status><samlp:StatusCode Value="${saml}:status:${said.status}"/></samlp:Status>${assertion}</samlp:Response>`
  )
}

function signed(xml: string, element: string, privateKey: KeyObject): string {
  const algorithm = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'
  const canonical = 'http://www.w3.org/2001/10/xml-exc-c14n#'
  const signature = new SignedXml({
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    signatureAlgorithm: algorithm,
    canonicalizationAlgorithm: canonical,
  })
  const xpath = `//*[local-name(.)='${element}']`
  signature.addReference({
    xpath,
    transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', canonical],
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
  })
  signature.computeSignature(xml, { location: { reference: `${xpath}/*[local-name(.)='Issuer']`, action: 'after' } })
  return signature.getSignedXml()
}

function encrypted(assertion: string, certificate: string): Promise<string> {
  const pem = `-----BEGIN CERTIFICATE-----\n${certificate.match(/.{1,64}/g)!.join('\n')}\n-----END CERTIFICATE-----`
  const options = {
    rsa_pub: pem,
    pem,
    encryptionAlgorithm: 'http://www.w3.org/2009/xmlenc11#aes256-gcm',
    keyEncryptionAlgorithm: 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
  }
  return new Promise((resolve, reject) => {
    encrypt(assertion, options, (error, result) => {
      const whole = `<saml:EncryptedAssertion xmlns:saml="${saml}:assertion">${result}</saml:EncryptedAssertion>`
      if (error) reject(error)
      else resolve(whole)
    })
  })
}

function metadataOf(certificates: readonly string[]): string {
  const redirect = `${saml}:bindings:HTTP-Redirect`
  const keys = certificates.map(
    (
      certificate,
    ) => `<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>
      <ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`,
  )
  return `<md:EntityDescriptor xmlns:md="${saml}:metadata" entityID="${entityId}">
  <md:IDPSSODescriptor protocolSupportEnumeration="${saml}:protocol">
    ${keys.join('\n    ')}
    <md:SingleLogoutService Binding="${redirect}" Location="${sloUrl}"/>
    <md:SingleSignOnService Binding="${saml}:bindings:HTTP-POST" Location="https://idp.acme-corp.dev/post"/>
    <md:SingleSignOnService Binding="${redirect}" Location="${ssoUrl}"/>
  </md:IDPSSODescriptor>
</md:EntityDescriptor>`
}
