import { describe, expect, test } from 'vitest'
import { canonicalAddress } from '../../../../src/domain/risk/model/addresses.ts'
import { familyOf, nodesOf, userKeyOf } from '../../../../src/domain/risk/model/nodes.ts'
import { shownValue } from '../../../../src/domain/risk/model/reasons.ts'

describe('canonical addresses', () => {
  test.each([
    ['10.1.4.20', '10.1.4.0/24', '10.1.4.20'],
    [' 10.1.4.20 ', '10.1.4.0/24', '10.1.4.20'],
    ['::ffff:10.1.4.20', '10.1.4.0/24', '10.1.4.20'],
    ['::FFFF:0a01:0414', '10.1.4.0/24', '10.1.4.20'],
    ['2001:DB8:17:1:a:b:c:d', '2001:db8:17::/48', '2001:db8:17:1::/64'],
    ['2001:0db8:0017:0001::', '2001:db8:17::/48', '2001:db8:17:1::/64'],
    ['2001:db8::1', '2001:db8:0::/48', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0::/48', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0::/48', '0:0:0:0::/64'],
    ['1:2:3:4:5:6:10.0.0.1', '1:2:3::/48', '1:2:3:4::/64'],
    ['not an address', '?', '?'],
    ['', '?', '?'],
  ])('of %s', (text, prefix, address) => {
    expect(canonicalAddress(text)).toEqual({ prefix, address })
  })

  test('are unknown without an address', () => {
    expect(canonicalAddress(undefined)).toEqual({ prefix: '?', address: '?' })
  })
})

describe('families of systems and browsers', () => {
  test.each([
    ['Chrome Mobile iOS 131', 'Chrome Mobile iOS'],
    ['Mac OS X 10.15.7', 'Mac OS X'],
    ['Chrome OS 14541', 'Chrome OS'],
    ['0 Botocore 1', '0 Botocore'],
    ['Linux', 'Linux'],
    ['?', '?'],
  ])('%s is %s', (name, family) => {
    expect(familyOf(name)).toBe(family)
  })
})

describe('nodes of an attempt', () => {
  const context = {
    ipAddress: '10.1.4.20',
    countryCode: 'NO',
    asn: 64496,
    userAgent: 'ua',
    deviceType: 'desktop',
    os: 'Windows 10',
    browser: 'Chrome 133',
    deviceId: 'd1',
    riskTimezone: 'Europe/Oslo',
  }
  const at = Date.UTC(2025, 2, 1, 23, 30)

  test('are one for each level, in the order of the sum', () => {
    expect(nodesOf(context, at).levels.map((node) => [node.level, node.value])).toEqual([
      ['cc', 'NO'],
      ['asn', '64496'],
      ['net', '10.1.4.0/24'],
      ['ip', '10.1.4.20'],
      ['dt', 'desktop'],
      ['os', 'Windows'],
      ['br', 'Chrome'],
      ['ver', 'Windows 10|Chrome 133'],
      ['ua', 'ua'],
      ['dev', 'd1'],
      ['tz', 'Europe/Oslo'],
      ['hour', '23'],
    ])
  })

  test('are safe integers, and the same for the same attempt', () => {
    const nodes = nodesOf(context, at)
    expect(nodes).toEqual(nodesOf({ ...context }, at))
    expect(nodes.levels.every(({ node }) => Number.isSafeInteger(node) && node > 0)).toBe(true)
  })

  test('are paths: a prefix under two network operators is two nodes', () => {
    const [mine, other] = [context, { ...context, asn: 64497 }].map((c) => nodesOf(c, at).levels[2]!)
    expect(mine?.value).toBe(other?.value)
    expect(mine?.node).not.toBe(other?.node)
  })

  test('join the hours around midnight', () => {
    const before = nodesOf(context, at)
    const after = nodesOf(context, at + 3_600_000)
    expect(before.hourAfter).toBe(after.levels[11]!.node)
    expect(after.hourBefore).toBe(before.levels[11]!.node)
  })

  test('are question marks where nothing is known, a dash for a missing device', () => {
    const nodes = nodesOf({}, at)
    expect(nodes.levels.map(({ value }) => value).join(' ')).toBe('? ? ? ? ? ? ? ?|? ? - ? 23')
    expect(nodes.prefix).toBeUndefined()
    expect(nodes.hasDevice).toBe(false)
    expect(nodes.levels.map(shownValue).join(', ')).toContain('unknown, none, unknown, 23:00 UTC')
  })

  test('names that nobody has get negative numbers of their own in each pool', () => {
    expect(userKeyOf('a', 7)).toBe(7)
    expect(userKeyOf('a', 'hash')).toBeLessThan(0)
    expect(userKeyOf('a', 'hash')).not.toBe(userKeyOf('b', 'hash'))
  })
})
