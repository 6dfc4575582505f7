import { constants, createHash, createHmac, createPublicKey, publicEncrypt } from 'node:crypto'

// Observed: amazon-cognito-identity-js. The 3072-bit group of RFC 3526, g = 2, SHA-256.
const modulus = Buffer.from(
  `FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B
   302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE6
   49286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB9ED529077096966D
   670C354E4ABC9804F1746C08CA18217C32905E462E36CE3BE39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF695581718
   3995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7D
   B3970F85A6E1E4C7ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C
   BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF`.replace(/\s/g, ''),
  'hex',
)

/** The group's prime. */
export const N = toBigInt(modulus)
/** The group's generator. */
export const g = 2n
/** The multiplier: SHA256(PAD(N) ‖ PAD(g)). */
export const k = toBigInt(sha256(pad(N), pad(g)))

/** Whose password it is: the pool's name (its id after `_`) and USER_ID_FOR_SRP, or device group key and device key. */
export interface SrpIdentity {
  readonly poolName: string
  readonly userId: string
}

/** A number as the bytes that are hashed: big-endian, shortest, a zero byte in front when the top bit is set. */
export function pad(n: bigint): Buffer {
  const hex = n.toString(16)
  const even = hex.length % 2 === 1 ? `0${hex}` : hex
  return Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, 'hex')
}

/** The private key x (64 hex digits) of an identity, a password and a salt given in hex. */
export function privateKey({ poolName, userId }: SrpIdentity, password: string, saltHex: string): string {
  const inner = sha256(Buffer.from(`${poolName}${userId}:${password}`))
  return sha256(pad(toBigInt(saltHex)), inner).toString('hex')
}

/** The verifier v = g^x mod N in hex without padding, from x in hex. About 0.7 ms. */
export function verifier(xHex: string): string {
  return modPow(g, toBigInt(xHex)).toString(16)
}

/** SRP_B (hex without padding) for a verifier and the server's secret b, both in hex. */
export function serverPublicKey(verifierHex: string, bHex: string): string {
  return ((k * toBigInt(verifierHex) + modPow(g, toBigInt(bHex))) % N).toString(16)
}

/** A client's SRP_A as hex without padding, or undefined when it is not a number or is 0 modulo N, which would give the key away. */
export function parseClientPublicKey(text: string): string | undefined {
  // Observed: amazon-cognito-identity-js sends lower case without padding; any case and leading zeros are accepted.
  if (!/^[0-9a-f]+$/i.test(text)) return undefined
  const A = toBigInt(text) % N
  return A === 0n ? undefined : A.toString(16)
}

/** The 16-byte session key K as the server finds it; A as `parseClientPublicKey` gives it, all in hex. */
export function serverSessionKey(exchange: { A: string; B: string; b: string; verifier: string }): Buffer {
  const A = toBigInt(exchange.A)
  const u = scrambler(A, toBigInt(exchange.B))
  const S = modPow((A * modPow(toBigInt(exchange.verifier), u)) % N, toBigInt(exchange.b))
  return sessionKey(u, S)
}

/** u = SHA256(PAD(A) ‖ PAD(B)). */
export function scrambler(A: bigint, B: bigint): bigint {
  return toBigInt(sha256(pad(A), pad(B)))
}

/** K: the first 16 bytes of HKDF-SHA256 over the shared secret S, salted with u. */
export function sessionKey(u: bigint, S: bigint): Buffer {
  const prk = createHmac('sha256', pad(u)).update(pad(S)).digest()
  return createHmac('sha256', prk).update('Caldera Derived Key\u0001').digest().subarray(0, 16)
}

/** PASSWORD_CLAIM_SIGNATURE (base64) over the secret block (base64) and the timestamp, under the session key. */
export function claimSignature(key: Buffer, identity: SrpIdentity, secretBlock: string, timestamp: string): string {
  return createHmac('sha256', key)
    .update(identity.poolName)
    .update(identity.userId)
    .update(Buffer.from(secretBlock, 'base64'))
    .update(timestamp)
    .digest('base64')
}

/** Hex without padding of a number sent as base64 of its PAD form, as ConfirmDevice sends salt and verifier. */
export function unpadBase64(base64: string): string {
  return toBigInt(Buffer.from(base64, 'base64')).toString(16)
}

/** base^exponent mod N; RSA's bare public operation is exactly that, native, and seven times as fast as BigInt. */
export function modPow(base: bigint, exponent: bigint): bigint {
  const jwk = { kty: 'RSA', n: modulus.toString('base64url'), e: pad(exponent).toString('base64url') }
  const key = createPublicKey({ key: jwk, format: 'jwk' })
  const block = Buffer.from(base.toString(16).padStart(modulus.length * 2, '0'), 'hex')
  return toBigInt(publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, block))
}

function sha256(...parts: Buffer[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** A non-negative number from bytes or hex; nothing at all is 0. */
function toBigInt(value: Buffer | string): bigint {
  return BigInt(`0x0${typeof value === 'string' ? value : value.toString('hex')}`)
}
