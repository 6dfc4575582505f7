import { isIP } from 'node:net'

/** An address as a number of 32 or 128 bits. */
export interface IpAddress {
  readonly bits: 32 | 128
  readonly value: bigint
}

/** A range of addresses: the first one, and how many leading bits all of them share. */
export interface Cidr extends IpAddress {
  readonly length: number
}

const mapped = 0xffffn << 32n

/** Whether a text is an IPv4 or IPv6 address and nothing else (no zone, no port, no range). */
export function isIpAddress(text: string): boolean {
  return isIP(text) !== 0 && !text.includes('%')
}

/** The address in a text, without its zone; IPv4 inside IPv6 (`::ffff:a.b.c.d`) counts as IPv4. Undefined if there is none. */
export function parseIp(text: string): IpAddress | undefined {
  const family = isIP(text)
  if (family === 0) return undefined
  if (family === 4) return { bits: 32, value: BigInt(ipv4Number(text)) }
  const value = ipv6Value(text.split('%')[0] ?? '')
  return value >> 32n === mapped >> 32n ? { bits: 32, value: value - mapped } : { bits: 128, value }
}

/** The one way to write an address (RFC 5952 for IPv6, dots for mapped IPv4), or undefined if the text is no address. */
export function canonicalIp(text: string): string | undefined {
  const ip = parseIp(text)
  return ip && formatIp(ip)
}

/** Whether an address belongs to the machine itself: 127.0.0.0/8 or ::1. */
export function isLoopback(text: string): boolean {
  const ip = parseIp(text)
  return ip !== undefined && (ip.bits === 32 ? ip.value >> 24n === 127n : ip.value === 1n)
}

/** The range in a text like `192.0.2.0/24`, or undefined; the length must be written, even for a single address. */
export function parseCidr(text: string): Cidr | undefined {
  // Documented: developer guide, threat protection. A single address is written with /32.
  // Inferred: bits behind the length are ignored rather than refused.
  const [address = '', length = '', ...rest] = text.split('/')
  if (rest.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(length) || !isIpAddress(address)) return undefined
  const ip = parseIp(address)
  if (!ip) return undefined
  // A mapped range such as ::ffff:192.0.2.0/120 counts its length from the front of IPv6.
  const own = Number(length) - (ip.bits === 32 && address.includes(':') ? 96 : 0)
  return own < 0 || own > ip.bits ? undefined : { bits: ip.bits, value: network(ip, own), length: own }
}

/** Whether an address lies in any of these ranges; texts that are not ranges hold nothing. */
export function matchesAny(cidrs: readonly string[], text: string): boolean {
  if (cidrs.length === 0) return false
  const ip = parseIp(text)
  if (!ip) return false
  return cidrs.some((cidr) => {
    const range = parseCidr(cidr)
    return range !== undefined && range.bits === ip.bits && network(ip, range.length) === range.value
  })
}

/** The first address of the range of `length` leading bits around an address. */
export function network(ip: IpAddress, length: number): bigint {
  const free = BigInt(ip.bits - length)
  return (ip.value >> free) << free
}

/** The neighbourhood of an address, `203.0.113.0/24` or `2001:db8:1::/48`; `?` if the text is no address. */
export function ipPrefix(text: string): string {
  const ip = parseIp(text)
  if (!ip) return '?'
  const length = ip.bits === 32 ? 24 : 48
  return `${formatIp({ bits: ip.bits, value: network(ip, length) })}/${length}`
}

/** What stays the same of one host: an IPv4 address, or the /64 of an IPv6 address; `?` if the text is no address. */
export function ipHost(text: string): string {
  const ip = parseIp(text)
  if (!ip) return '?'
  return ip.bits === 32 ? formatIp(ip) : `${formatIp({ bits: 128, value: network(ip, 64) })}/64`
}

/** An address in its canonical form. */
export function formatIp({ bits, value }: IpAddress): string {
  if (bits === 32) {
    const n = Number(value)
    return `${n >>> 24}.${(n >>> 16) & 255}.${(n >>> 8) & 255}.${n & 255}`
  }
  const digits = value.toString(16).padStart(32, '0')
  const groups = digits.match(/.{4}/g)?.map((group) => group.replace(/^0{1,3}/, '')) ?? []
  return compressZeros(groups)
}

/** RFC 5952: the longest run of two or more zero groups, the first of equals, becomes `::`. */
function compressZeros(groups: string[]): string {
  let best = { start: 0, length: 1 }
  for (let start = 0; start < groups.length; start++) {
    let length = 0
    while (groups[start + length] === '0') length++
    if (length > best.length) best = { start, length }
  }
  if (best.length < 2) return groups.join(':')
  return `${groups.slice(0, best.start).join(':')}::${groups.slice(best.start + best.length).join(':')}`
}

function ipv4Number(text: string): number {
  return text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
}

function ipv6Value(text: string): bigint {
  const dotted = text.lastIndexOf('.') < 0 ? undefined : text.slice(text.lastIndexOf(':') + 1)
  const tail = dotted && ipv4Number(dotted).toString(16).padStart(8, '0')
  const plain = tail ? `${text.slice(0, -dotted.length)}${tail.slice(0, 4)}:${tail.slice(4)}` : text
  const [front = '', back] = plain.split('::')
  const groups = (part: string | undefined) => (part ? part.split(':') : [])
  const [head, foot] = [groups(front), groups(back)]
  const zeros = Array<string>(8 - head.length - foot.length).fill('0')
  return BigInt(`0x${[...head, ...zeros, ...foot].map((group) => group.padStart(4, '0')).join('')}`)
}
