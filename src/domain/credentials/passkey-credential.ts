import { ApiError } from '../../api/errors.ts'

/** What the browser says about the ceremony. */
interface ClientData {
  readonly type: string
  /** Base64url. */
  readonly challenge: string
  readonly origin: string
}

/** A credential as browsers print it to JSON (RegistrationResponseJSON, AuthenticationResponseJSON), read. */
export interface GivenCredential<K extends string> {
  /** Base64url. */
  readonly id: string
  readonly clientData: ClientData
  /** Base64url. */
  readonly response: Readonly<Record<K | 'clientDataJSON', string>>
  readonly transports: string[]
  readonly attachment: string | undefined
}

/** Reads a credential with these members in its response, or throws InvalidParameterException. Observed: amplify-js, the form. */
export function readCredential<const K extends string>(given: unknown, members: readonly K[]): GivenCredential<K> {
  try {
    const { id, response, authenticatorAttachment } = asRecord(given)
    const parts = asRecord(response)
    const bytes = ['clientDataJSON', ...members].map((name) => [name, readBytes(parts[name])] as const)
    const read = Object.fromEntries(bytes) as GivenCredential<K>['response']
    const transports = parts['transports']
    return {
      id: readText(id),
      clientData: readClientData(read.clientDataJSON),
      response: read,
      transports: Array.isArray(transports) ? transports.map(String) : [],
      attachment: typeof authenticatorAttachment === 'string' ? authenticatorAttachment : undefined,
    }
  } catch {
    // Inferred: error and text.
    throw new ApiError('InvalidParameterException', 'Invalid WebAuthn credential given.')
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new RangeError('not an object')
  return value as Record<string, unknown>
}

function readText(value: unknown): string {
  if (typeof value !== 'string' || value === '') throw new RangeError('not a text')
  return value
}

function readBytes(value: unknown): string {
  return Buffer.from(readText(value), 'base64url').toString('base64url')
}

function readClientData(base64url: string): ClientData {
  const { type, challenge, origin } = asRecord(JSON.parse(Buffer.from(base64url, 'base64url').toString()))
  return { type: readText(type), challenge: readText(challenge), origin: readText(origin) }
}
