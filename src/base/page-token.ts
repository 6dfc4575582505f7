import { createHmac, timingSafeEqual } from 'node:crypto'

/** The list a token continues: an operation and the parameters that must stay the same from page to page. */
export interface PagedList {
  readonly operation: string
  readonly parameters: Readonly<Record<string, unknown>>
}

/** What JSON can carry: the place in the list where the next page starts. */
export type PagePosition = string | number | boolean | null | readonly PagePosition[] | { [key: string]: PagePosition }

const macBytes = 16

/** A token (URL-safe text) that continues `list` at `position`, good until `expiresAt` (ms since 1970) if that is given. */
export function encodePageToken(key: Buffer, list: PagedList, position: PagePosition, expiresAt?: number): string {
  const body = Buffer.from(JSON.stringify(expiresAt === undefined ? [position] : [position, expiresAt]))
  return Buffer.concat([mac(key, list, body), body]).toString('base64url')
}

/** The position in a token, or undefined when the token is damaged, out of date at `now`, or of another list or key. */
export function decodePageToken(key: Buffer, list: PagedList, token: string, now: number): PagePosition | undefined {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length <= macBytes) return undefined
  const body = bytes.subarray(macBytes)
  if (!timingSafeEqual(bytes.subarray(0, macBytes), mac(key, list, body))) return undefined
  // The signature vouches for the shape.
  const [position, expiresAt] = JSON.parse(body.toString()) as [PagePosition, number?]
  return expiresAt !== undefined && now >= expiresAt ? undefined : position
}

function mac(key: Buffer, { operation, parameters }: PagedList, body: Buffer): Buffer {
  const sorted = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1))
  const list = JSON.stringify([operation, sorted.filter(([, value]) => value !== undefined)])
  return createHmac('sha256', key).update(`${list}\0`).update(body).digest().subarray(0, macBytes)
}
