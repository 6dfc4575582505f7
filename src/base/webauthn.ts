import { createHash, createPublicKey, type JsonWebKey, verify } from 'node:crypto'
import { type CborMap, type CborValue, readCbor } from './cbor.ts'

/** What an authenticator says about itself and about what it did (WebAuthn Level 3, section 6.1). */
export interface AuthenticatorData {
  /** SHA-256 of the relying party's id. */
  readonly rpIdHash: Buffer
  readonly userPresent: boolean
  readonly userVerified: boolean
  readonly signCount: number
  /** Of a registration only. */
  readonly credential: { readonly id: Buffer; readonly publicKey: CborMap } | undefined
}

/** What the browser says about the ceremony. */
export interface ClientData {
  readonly type: string
  /** Base64url. */
  readonly challenge: string
  readonly origin: string
}

/** Reads authenticator data; throws for anything that is none. */
export function readAuthenticatorData(bytes: Buffer): AuthenticatorData {
  const flags = bytes.readUInt8(32)
  return {
    rpIdHash: bytes.subarray(0, 32),
    userPresent: (flags & 0x01) !== 0,
    userVerified: (flags & 0x04) !== 0,
    signCount: bytes.readUInt32BE(33),
    credential: (flags & 0x40) === 0 ? undefined : readCredential(bytes),
  }
}

/** The authenticator data in an attestation object. Whatever else it attests is not looked at. */
export function readAttestation(bytes: Buffer): AuthenticatorData {
  const { value } = readCbor(bytes)
  const data = value instanceof Map ? value.get('authData') : undefined
  if (!Buffer.isBuffer(data)) throw new RangeError('An attestation object without authenticator data.')
  return readAuthenticatorData(data)
}

/** Reads the browser's account of the ceremony; throws for anything that is none. */
export function readClientData(bytes: Buffer): ClientData {
  const { type, challenge, origin } = JSON.parse(bytes.toString()) as Record<string, unknown>
  if (typeof type !== 'string' || typeof challenge !== 'string' || typeof origin !== 'string') {
    throw new RangeError('Client data without type, challenge or origin.')
  }
  return { type, challenge, origin }
}

/** A COSE key as a JWK; undefined for other algorithms than ES256 and RS256. */
export function toJwk(cose: CborMap): JsonWebKey | undefined {
  const [algorithm, kind] = [cose.get(3), cose.get(1)]
  if (algorithm === -7 && kind === 2 && cose.get(-1) === 1) {
    return { kty: 'EC', crv: 'P-256', x: base64url(cose.get(-2)), y: base64url(cose.get(-3)) }
  }
  if (algorithm === -257 && kind === 3) return { kty: 'RSA', n: base64url(cose.get(-1)), e: base64url(cose.get(-2)) }
  return undefined
}

/** Whether an assertion's signature is that of the key over authenticator data and client data. */
export function isSignedBy(
  jwk: JsonWebKey,
  { authenticatorData, clientData, signature }: Record<'authenticatorData' | 'clientData' | 'signature', Buffer>,
): boolean {
  const signed = Buffer.concat([authenticatorData, createHash('sha256').update(clientData).digest()])
  return verify('sha256', signed, createPublicKey({ key: jwk, format: 'jwk' }), signature)
}

// AAGUID of 16 bytes, length and bytes of the id, the key.
function readCredential(bytes: Buffer): NonNullable<AuthenticatorData['credential']> {
  const idLength = bytes.readUInt16BE(53)
  const id = bytes.subarray(55, 55 + idLength)
  const { value } = readCbor(bytes, 55 + idLength)
  if (id.length !== idLength || !(value instanceof Map)) throw new RangeError('A credential without a key.')
  return { id, publicKey: value }
}

function base64url(value: CborValue): string {
  return Buffer.isBuffer(value) ? value.toString('base64url') : ''
}
