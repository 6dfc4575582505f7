import { createHash, createHmac } from 'node:crypto'
import { ApiError } from '../api/errors.ts'
import { safeEqual } from '../base/constant-time.ts'

/** Looks at the signature of a request that must have one, or throws the service's error. */
export type SignatureCheck = (request: Request, body: Uint8Array) => Promise<void>

/** A key pair whose signatures are believed. */
export interface SigningKey {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

const parts = ['Credential', 'SignedHeaders', 'Signature'] as const

/** Wants a signature to be there and does not look at it: what a local emulator needs by default. */
export const signaturePresent: SignatureCheck = async (request) => {
  requireAuthorization(request)
}

/** Signs every request again with one of `keys` and compares. */
export function signatureVerified(keys: readonly SigningKey[]): SignatureCheck {
  return async (request, body) => {
    const fields = parseAuthorization(requireAuthorization(request))
    const [accessKeyId, , region, service] = fields.Credential.split('/')
    const key = keys.find((candidate) => candidate.accessKeyId === accessKeyId)
    // Inferred: the generic AWS text for a key that nobody has.
    if (!key || !region || !service) {
      throw new ApiError('UnrecognizedClientException', 'The security token included in the request is invalid.')
    }
    const expected = await sign(request, body, fields, key, region, service)
    // Observed: aws-sdk-js#1985.
    if (!safeEqual(expected, fields.Signature)) {
      throw new ApiError(
        'InvalidSignatureException',
        'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
      )
    }
  }
}

/** The Region in the credential scope of an Authorization header, or undefined. */
export function signedRegion(header: string | undefined): string | undefined {
  return /^AWS4-HMAC-SHA256\s.*\bCredential=[^/,\s]+\/\d+\/([^/,\s]+)\//.exec(header ?? '')?.[1]
}

// Observed: aws-aspnet-cognito-identity-provider#66.
function requireAuthorization(request: Request): string {
  const header = request.headers.get('authorization')
  if (!header) throw new ApiError('MissingAuthenticationTokenException', 'Missing Authentication Token')
  // Inferred: the generic AWS error for something else than a Signature Version 4 header.
  if (!header.startsWith('AWS4-HMAC-SHA256')) {
    throw new ApiError('IncompleteSignatureException', `Unsupported AWS 'algorithm': '${header.split(' ')[0]}'.`)
  }
  return header
}

function parseAuthorization(header: string): Record<(typeof parts)[number], string> {
  const found = new Map(
    header
      .slice('AWS4-HMAC-SHA256'.length)
      .split(',')
      .map((field) => field.trim().split('=', 2) as [string, string]),
  )
  const missing = parts.filter((part) => !found.get(part))
  // Inferred: the text names the missing parts.
  if (missing.length > 0) {
    throw new ApiError(
      'IncompleteSignatureException',
      `Authorization header requires ${missing.map((part) => `'${part}' parameter`).join(' and ')}.`,
    )
  }
  return Object.fromEntries(found) as Record<(typeof parts)[number], string>
}

async function sign(
  request: Request,
  body: Uint8Array,
  fields: { SignedHeaders: string },
  key: SigningKey,
  region: string,
  service: string,
): Promise<string> {
  const url = new URL(request.url)
  const headers = Object.fromEntries(
    fields.SignedHeaders.split(';').map((name) => [name, request.headers.get(name) ?? '']),
  )
  // Loaded only by those who verify signatures: the program must start fast.
  const { SignatureV4 } = await import('@smithy/signature-v4')
  const signer = new SignatureV4({
    credentials: key,
    region,
    service,
    sha256: Sha256,
    // The signature covers exactly the headers that it names.
    applyChecksum: false,
  })
  const signed = await signer.sign(
    {
      method: request.method,
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers,
      body,
    },
    {
      signingDate: signingDate(headers['x-amz-date'] ?? request.headers.get('x-amz-date') ?? ''),
      signableHeaders: new Set(Object.keys(headers)),
    },
  )
  return signed.headers['authorization']?.split('Signature=')[1] ?? ''
}

/** `20260407T090503Z` as a date. Inferred: what cannot be read is treated as a wrong signature, by way of a wrong date. */
function signingDate(text: string): Date {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text)
  if (!match) return new Date(0)
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second))
}

/** The hash that the signer asks for, from Node. */
class Sha256 {
  readonly #hash
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', toBuffer(secret))
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(toBuffer(data))
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest()
  }
  reset(): void {
    throw new Error('One hash serves one message.')
  }
}

function toBuffer(data: string | ArrayBuffer | ArrayBufferView): Buffer {
  if (typeof data === 'string') return Buffer.from(data)
  if (ArrayBuffer.isView(data)) return Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  return Buffer.from(data)
}
