import { isIPv4, isIPv6 } from 'node:net'

/** An address as the model counts it: IPv4 /24 and address, IPv6 /48 and /64 (interface identifiers rotate daily). */
export interface CanonicalAddress {
  readonly prefix: string
  readonly address: string
}

const unknown: CanonicalAddress = { prefix: '?', address: '?' }

/** The canonical forms of an address in text; both are `?` for anything that is not one. */
export function canonicalAddress(text: string | undefined): CanonicalAddress {
  if (text === undefined) return unknown
  const address = text.trim()
  if (isIPv4(address)) return ofIPv4(address)
  const withoutZone = address.split('%', 1)[0]!
  if (!isIPv6(withoutZone)) return unknown
  const groups = groupsOf(withoutZone)
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    return ofIPv4([groups[6]! >> 8, groups[6]! & 255, groups[7]! >> 8, groups[7]! & 255].join('.'))
  }
  const text16 = groups.map((group) => group.toString(16))
  return { prefix: `${text16.slice(0, 3).join(':')}::/48`, address: `${text16.slice(0, 4).join(':')}::/64` }
}

function ofIPv4(address: string): CanonicalAddress {
  return { prefix: `${address.slice(0, address.lastIndexOf('.'))}.0/24`, address }
}

/** The eight 16-bit groups of a valid IPv6 address. */
function groupsOf(address: string): number[] {
  const [head = '', tail] = address.split('::')
  const before = parseGroups(head)
  if (tail === undefined) return before
  const after = parseGroups(tail)
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after]
}

function parseGroups(text: string): number[] {
  if (text === '') return []
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [Number.parseInt(group, 16)]
    const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number)
    return [a * 256 + b, c * 256 + d]
  })
}
