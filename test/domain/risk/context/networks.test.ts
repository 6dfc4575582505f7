import { describe, expect, test } from 'vitest'
import { magicLevel, networkLookup, placeOf } from '../../../../src/domain/risk/context/networks.ts'

const nowhere = () => undefined
const place = (ipAddress: string) => placeOf(ipAddress, nowhere, nowhere)

describe('the table of test networks', () => {
  test.each([
    ['192.0.2.0', 'Seattle', 'United States', 64496, 'access'],
    ['192.0.2.255', 'Seattle', 'United States', 64496, 'access'],
    ['198.51.100.7', 'Berlin', 'Germany', 64497, 'access'],
    ['203.0.113.127', 'Lagos', 'Nigeria', 64498, 'mobile'],
    ['203.0.113.128', 'Bucharest', 'Romania', 64499, 'hosting'],
    ['198.18.255.255', 'Frankfurt', 'Germany', 64500, 'vpn'],
    ['198.19.0.1', undefined, undefined, 64501, 'tor'],
    ['2001:db8:1::1', 'Seattle', 'United States', 64496, 'access'],
    ['2001:DB8:2:ffff::1', 'Berlin', 'Germany', 64497, 'access'],
    ['::ffff:198.51.100.7', 'Berlin', 'Germany', 64497, 'access'],
    ['127.0.0.1', undefined, undefined, undefined, 'local'],
    ['::1', undefined, undefined, undefined, 'local'],
    ['10.255.0.1', undefined, undefined, undefined, 'local'],
    ['172.16.0.1', undefined, undefined, undefined, 'local'],
    ['172.31.255.255', undefined, undefined, undefined, 'local'],
    ['192.168.1.1', undefined, undefined, undefined, 'local'],
    ['100.64.0.1', undefined, undefined, undefined, 'local'],
    ['100.127.255.255', undefined, undefined, undefined, 'local'],
    ['169.254.1.1', undefined, undefined, undefined, 'local'],
    ['fe80::1%eth0', undefined, undefined, undefined, 'local'],
    ['fd12:3456::1', undefined, undefined, undefined, 'local'],
  ])('places %s', (ipAddress, city, country, asn, network) => {
    const found = place(ipAddress)

    expect([found.city, found.country, found.asn, found.network]).toEqual([city, country, asn, network])
    expect(found.source).toBe('table')
  })

  test.each([
    '192.0.3.0',
    '172.32.0.1',
    '172.15.255.255',
    '100.128.0.1',
    '198.20.0.1',
    '203.0.114.1',
    '233.252.0.10',
    '2001:db8:3::1',
    '8.8.8.8',
    'nowhere',
  ])('does not know %s', (ipAddress) => {
    expect(place(ipAddress)).toEqual({ network: 'unknown', source: 'unknown' })
  })

  test('gives coordinates with every city', () => {
    expect(place('203.0.113.1')).toEqual({
      country: 'Nigeria',
      countryCode: 'NG',
      city: 'Lagos',
      latitude: 6.5244,
      longitude: 3.3792,
      asn: 64498,
      network: 'mobile',
      source: 'table',
    })
  })
})

describe('networks of a seed', () => {
  const own = networkLookup(
    [
      { cidr: '198.51.0.0/16', place: { city: 'Paris', countryCode: 'FR', kind: 'access' } },
      { cidr: '198.51.100.64/26', place: { city: 'Lyon', countryCode: 'FR', kind: 'hosting' } },
      { cidr: '2001:db8::/32', place: { city: 'Nice' } },
      { cidr: '0.0.0.0/0', place: { city: 'Anywhere' } },
      { cidr: 'nonsense', place: { city: 'Never' } },
    ],
    'seed',
  )

  test.each([
    ['198.51.100.7', 'Paris', 'access'],
    ['198.51.100.65', 'Lyon', 'hosting'],
    ['2001:db8:1::1', 'Nice', 'unknown'],
    ['8.8.8.8', 'Anywhere', 'unknown'],
  ])('win over the table, the narrowest first: %s', (ipAddress, city, network) => {
    expect(placeOf(ipAddress, own, nowhere)).toMatchObject({ city, network, source: 'seed' })
  })

  test('leave the rest to the table and to location files', () => {
    const few = networkLookup([{ cidr: '198.51.100.7/32', place: { city: 'Paris' } }], 'seed')
    const geoip = () => ({ city: 'Somewhere', network: 'unknown', source: 'mmdb' }) as const

    expect(placeOf('198.51.100.7', few, geoip).city).toBe('Paris')
    expect(placeOf('198.51.100.8', few, geoip).city).toBe('Berlin')
    expect(placeOf('8.8.8.8', few, geoip)).toEqual(geoip())
  })
})

test.each([
  ['233.252.0.10', 'NoRisk'],
  ['233.252.0.11', 'Low'],
  ['233.252.0.12', 'Medium'],
  ['233.252.0.13', 'High'],
  ['::ffff:233.252.0.13', 'High'],
  ['233.252.0.14', undefined],
  ['233.252.0.9', undefined],
  ['nonsense', undefined],
])('the address %s fixes the level %s', (ipAddress, level) => {
  expect(magicLevel(ipAddress)).toBe(level)
})
