import { BlockList } from 'node:net'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  canonicalIp,
  ipHost,
  ipPrefix,
  isIpAddress,
  isLoopback,
  matchesAny,
  parseCidr,
} from '../../src/base/ip-address.ts'

describe('addresses', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['255.255.255.255', '255.255.255.255'],
    ['0.0.0.0', '0.0.0.0'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:cb00:7107', '203.0.113.7'],
    ['0:0:0:0:0:ffff:203.0.113.7', '203.0.113.7'],
    ['::', '::'],
    ['::1', '::1'],
    ['1::', '1::'],
    ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0db8:0000:0000:0000:0000:0000:0001', '2001:db8::1'],
    ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
    ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
    ['::192.0.2.33', '::c000:221'],
    ['fe80::1%eth0', 'fe80::1'],
    ['', undefined],
    ['203.0.113', undefined],
    ['203.0.113.256', undefined],
    ['203.0.113.07', undefined],
    ['1::2::3', undefined],
    ['203.0.113.7:80', undefined],
    ['example.com', undefined],
  ])('%j is written %j', (text, canonical) => {
    expect(canonicalIp(text)).toBe(canonical)
  })

  test.each([
    ['203.0.113.7', true],
    ['2001:db8::1', true],
    ['fe80::1%eth0', false],
    ['203.0.113.7/32', false],
    [' 203.0.113.7', false],
    ['', false],
  ])('knows whether %j is one', (text, expected) => {
    expect(isIpAddress(text)).toBe(expected)
  })

  test.each([
    ['127.0.0.1', true],
    ['127.255.0.3', true],
    ['::1', true],
    ['::ffff:127.0.0.1', true],
    ['128.0.0.1', false],
    ['::2', false],
    ['localhost', false],
  ])('knows whether %j is loopback', (text, expected) => {
    expect(isLoopback(text)).toBe(expected)
  })

  test.each([
    ['203.0.113.7', '203.0.113.0/24', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.0/24', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8::/48', '2001:db8::/64'],
    ['nowhere', '?', '?'],
  ])('%s has a neighbourhood and a host', (text, prefix, host) => {
    expect(ipPrefix(text)).toBe(prefix)
    expect(ipHost(text)).toBe(host)
  })
})

describe('ranges', () => {
  test.each([
    ['192.0.2.252/32', 32, 32],
    ['192.0.2.7/24', 32, 24],
    ['0.0.0.0/0', 32, 0],
    ['2001:db8::/32', 128, 32],
    ['2001:db8::1/128', 128, 128],
    ['::/0', 128, 0],
    ['::ffff:192.0.2.0/120', 32, 24],
  ])('%s is one', (text, bits, length) => {
    expect(parseCidr(text)).toMatchObject({ bits, length })
  })

  test.each([
    '192.0.2.252',
    '192.0.2.0/33',
    '192.0.2.0/',
    '192.0.2.0/-1',
    '192.0.2.0/024',
    '192.0.2.0/24/24',
    '192.0.2/24',
    '2001:db8::/129',
    '::ffff:192.0.2.0/64',
    'fe80::1%eth0/64',
    '192.0.2.0 / 24',
    'all',
    '',
  ])('%j is none', (text) => {
    expect(parseCidr(text)).toBeUndefined()
  })

  test.each([
    [['192.0.2.0/24'], '192.0.2.255', true],
    [['192.0.2.0/24'], '192.0.3.0', false],
    [['192.0.2.77/24'], '192.0.2.1', true],
    [['192.0.2.0/24'], '::ffff:192.0.2.9', true],
    [['2001:db8::/32'], '2001:DB8:ffff::1', true],
    [['2001:db8::/32'], '2001:db9::1', false],
    [['0.0.0.0/0'], '2001:db8::1', false],
    [['::/0'], '192.0.2.1', false],
    [['nonsense', '198.51.100.0/24'], '198.51.100.1', true],
    [['nonsense'], '198.51.100.1', false],
    [['0.0.0.0/0', '::/0'], 'nonsense', false],
    [[], '192.0.2.1', false],
  ])('%j and %s', (cidrs, ip, expected) => {
    expect(matchesAny(cidrs, ip)).toBe(expected)
  })

  test.each([
    ['IPv4', 32, fc.ipV4(), 'ipv4'],
    ['IPv6', 128, fc.ipV6().filter((ip) => !canonicalIp(ip)?.includes('.')), 'ipv6'],
  ] as const)('of %s hold what the BlockList of Node holds', (_, bits, address, family) => {
    const range = fc.tuple(address, fc.integer({ min: 0, max: bits }))

    fc.assert(
      fc.property(fc.array(range, { maxLength: 5 }), address, (ranges, other) => {
        const list = new BlockList()
        for (const [start, length] of ranges) list.addSubnet(start, length, family)
        const cidrs = ranges.map(([start, length]) => `${start}/${length}`)

        for (const ip of [other, ...ranges.map(([start]) => start)]) {
          expect(matchesAny(cidrs, ip)).toBe(list.check(ip, family))
        }
      }),
    )
  })
})
