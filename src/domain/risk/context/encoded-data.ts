import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** The device facts that a client library collected: names as it writes them (`DeviceId`, `UserAgent`, …), values as text. */
export type ContextData = Readonly<Record<string, string>>

/** What became of a request's EncodedData. */
export type DecodedData =
  | {
      readonly valid: true
      readonly contextData: ContextData
      /** As the person typed it; an alias is possible. */
      readonly username: string
      /** Empty in some hosted pages. */
      readonly userPoolId: string
      /** Milliseconds since 1970 by the client's clock; NaN if it sent none. */
      readonly timestamp: number
    }
  | { readonly valid: false; readonly reason: string }

// Observed: the client libraries for Android, iOS and browsers.
const versions = ['ANDROID20171114', 'IOS20171114', 'JS20171115']

/**
 * Opens the EncodedData that a client library made for this client and pool. Never throws: what cannot be believed comes
 * back with the reason why.
 */
export function decodeContextData(encoded: string, clientId: string, userPoolId: string): DecodedData {
  // Observed: Android wraps the lines of its base64, which the decoder does not mind.
  const envelope = parseObject(Buffer.from(encoded, 'base64').toString())
  if (!envelope) return invalid('not base64 of a JSON object')
  const { payload, signature, version } = envelope
  if (typeof payload !== 'string' || typeof signature !== 'string') return invalid('payload or signature missing')
  if (typeof version !== 'string' || !versions.includes(version)) return invalid('unknown version')
  if (!isSigned(clientId, version + payload, signature)) return invalid('wrong signature')
  const content = parseObject(payload)
  const contextData = content && texts(content['contextData'])
  if (!contextData) return invalid('payload without context data')
  const { username, userPoolId: sentPoolId, timestamp } = texts(content) ?? {}
  // Inferred: data made for another pool is not believed; captures of hosted pages name no pool at all.
  if (sentPoolId && sentPoolId !== userPoolId) return invalid('made for another user pool')
  return {
    valid: true,
    contextData,
    username: username ?? '',
    userPoolId: sentPoolId ?? '',
    timestamp: Number.parseInt(timestamp ?? '', 10),
  }
}

/**
 * The device id of the risk model: the one that the library keeps, else `fp:` and a hash of the fingerprint (shared by
 * devices that look alike), else undefined.
 */
export function deviceIdOf(contextData: ContextData): string | undefined {
  return contextData['DeviceId'] || fingerprint(contextData)
}

/** `fp:` and 32 hex digits of the DeviceFingerprint, or undefined when none was sent. */
export function fingerprint(contextData: ContextData): string | undefined {
  const text = contextData['DeviceFingerprint']
  return text ? `fp:${createHash('sha256').update(text).digest('hex').slice(0, 32)}` : undefined
}

/** Whether a device id was made of a fingerprint. */
export function isFingerprint(deviceId: string): boolean {
  return deviceId.startsWith('fp:')
}

function invalid(reason: string): DecodedData {
  return { valid: false, reason }
}

/** The signature covers version and payload exactly as sent; its only key is the client id, so anybody can make one. */
function isSigned(clientId: string, message: string, signature: string): boolean {
  const expected = createHmac('sha256', clientId).update(message).digest()
  const sent = Buffer.from(signature, 'base64')
  return sent.length === expected.length && timingSafeEqual(sent, expected)
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** The members of an object that are texts, numbers or truth values, as texts. */
function texts(value: unknown): Record<string, string> | undefined {
  if (!isObject(value)) return undefined
  const simple = Object.entries(value).filter(([, member]) => ['string', 'number', 'boolean'].includes(typeof member))
  return Object.fromEntries(simple.map(([name, member]) => [name, String(member)]))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
