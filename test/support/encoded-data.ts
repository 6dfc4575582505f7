import { createHmac } from 'node:crypto'

/** EncodedData as a client library makes it; `parts` replaces what it would put in. */
export function encodeContextData(
  clientId: string,
  parts: {
    contextData?: unknown
    username?: string
    userPoolId?: string
    timestamp?: string
    version?: string
    payload?: string
    signature?: string
  } = {},
): string {
  const { contextData = {}, username = 'alice', userPoolId = '', timestamp = '1700000000123' } = parts
  const { version = 'JS20171115', payload = JSON.stringify({ contextData, username, userPoolId, timestamp }) } = parts
  const signature =
    parts.signature ??
    createHmac('sha256', clientId)
      .update(version + payload)
      .digest('base64')
  return Buffer.from(JSON.stringify({ payload, signature, version })).toString('base64')
}
