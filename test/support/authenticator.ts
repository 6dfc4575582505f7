import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

/** What an authenticator is told to do differently from a good one. */
export interface Behaviour {
  readonly origin?: string
  readonly rpId?: string
  readonly algorithm?: 'ES256' | 'RS256' | 'EdDSA'
  readonly userVerified?: boolean
  readonly userPresent?: boolean
  readonly signCount?: number
  readonly type?: string
  readonly challenge?: string
  /** What is said to be attested, with a statement that proves nothing. */
  readonly attestation?: string
}

/** A registered passkey as the authenticator keeps it. */
export interface SoftPasskey {
  readonly id: Buffer
  readonly privateKey: KeyObject
  /** The answer to `navigator.credentials.create`, as JSON. */
  readonly registration: Record<string, unknown>
}

const rpName = 'shop.example.com'

/** Makes a passkey for the options of StartWebAuthnRegistration, as a browser at https://shop.example.com would. */
export function createPasskey(options: Record<string, unknown>, behaviour: Behaviour = {}): SoftPasskey {
  const algorithm = behaviour.algorithm ?? 'ES256'
  const { publicKey, privateKey } = keyPair(algorithm)
  const id = createHash('sha256').update(String(options['challenge'])).digest()
  const length = Buffer.alloc(2)
  length.writeUInt16BE(id.length)
  const attested = Buffer.concat([Buffer.alloc(16), length, id, coseKey(publicKey, algorithm)])
  const authData = Buffer.concat([authenticatorData(behaviour, 0x40), attested])
  const attestation = [
    ['fmt', behaviour.attestation ?? 'none'] as const,
    ['attStmt', new Map(behaviour.attestation ? [['sig', Buffer.from('nothing')]] : [])] as const,
    ['authData', authData] as const,
  ]
  const attestationObject = cbor(new Map<unknown, unknown>(attestation))
  return {
    id,
    privateKey,
    registration: {
      id: id.toString('base64url'),
      rawId: id.toString('base64url'),
      type: 'public-key',
      clientExtensionResults: {},
      authenticatorAttachment: 'platform',
      response: {
        clientDataJSON: clientData('webauthn.create', String(options['challenge']), behaviour).toString('base64url'),
        attestationObject: attestationObject.toString('base64url'),
        transports: ['internal'],
      },
    },
  }
}

/** The answer to `navigator.credentials.get` for the options of a WEB_AUTHN challenge, as text. */
export function assert(passkey: SoftPasskey, optionsText: string, behaviour: Behaviour = {}): string {
  const { challenge } = JSON.parse(optionsText) as { challenge: string }
  const data = clientData('webauthn.get', challenge, behaviour)
  const authenticator = authenticatorData(behaviour, 0)
  const signed = Buffer.concat([authenticator, createHash('sha256').update(data).digest()])
  return JSON.stringify({
    id: passkey.id.toString('base64url'),
    rawId: passkey.id.toString('base64url'),
    type: 'public-key',
    clientExtensionResults: {},
    response: {
      clientDataJSON: data.toString('base64url'),
      authenticatorData: authenticator.toString('base64url'),
      signature: sign('sha256', signed, passkey.privateKey).toString('base64url'),
    },
  })
}

function clientData(type: string, challenge: string, behaviour: Behaviour): Buffer {
  const origin = behaviour.origin ?? `https://${rpName}`
  const account = {
    type: behaviour.type ?? type,
    challenge: behaviour.challenge ?? challenge,
    origin,
    crossOrigin: false,
  }
  return Buffer.from(JSON.stringify(account))
}

function authenticatorData(behaviour: Behaviour, more: number): Buffer {
  const { rpId = rpName, userPresent = true, userVerified = true, signCount = 0 } = behaviour
  const counter = Buffer.alloc(4)
  counter.writeUInt32BE(signCount)
  const flags = (userPresent ? 1 : 0) | (userVerified ? 4 : 0) | more
  return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([flags]), counter])
}

function keyPair(algorithm: NonNullable<Behaviour['algorithm']>): { publicKey: KeyObject; privateKey: KeyObject } {
  if (algorithm === 'RS256') return generateKeyPairSync('rsa', { modulusLength: 2048 })
  if (algorithm === 'EdDSA') return generateKeyPairSync('ed25519')
  return generateKeyPairSync('ec', { namedCurve: 'P-256' })
}

function coseKey(key: KeyObject, algorithm: NonNullable<Behaviour['algorithm']>): Buffer {
  const { x = '', y = '', n = '', e = '' } = key.export({ format: 'jwk' })
  const bytes = (text: string) => Buffer.from(text, 'base64url')
  const members: Record<typeof algorithm, [number, number | Buffer][]> = {
    ES256: [
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, bytes(x)],
      [-3, bytes(y)],
    ],
    RS256: [
      [1, 3],
      [3, -257],
      [-1, bytes(n)],
      [-2, bytes(e)],
    ],
    EdDSA: [
      [1, 1],
      [3, -8],
      [-1, 6],
      [-2, bytes(x)],
    ],
  }
  return cbor(new Map<unknown, unknown>(members[algorithm]))
}

/** The little of CBOR that authenticators write. */
export function cbor(value: unknown): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value)
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(cbor)])
  if (value instanceof Map) return Buffer.concat([head(5, value.size), ...[...value].flat().map(cbor)])
  return Buffer.from([value === true ? 0xf5 : value === false ? 0xf4 : value === null ? 0xf6 : 0xf7])
}

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length])
  if (length < 256) return Buffer.from([(major << 5) | 24, length])
  if (length < 65_536) return Buffer.from([(major << 5) | 25, length >> 8, length & 255])
  const long = Buffer.alloc(5)
  long.writeUInt8((major << 5) | 26)
  long.writeUInt32BE(length, 1)
  return long
}
