import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { countryCode, countryName } from '../../../../src/domain/risk/context/countries.ts'
import { openGeoDatabases } from '../../../../src/domain/risk/context/geo-databases.ts'
import { mmdbFile } from '../../../support/mmdb.ts'

const folder = mkdtempSync(join(tmpdir(), 'geo-'))
afterAll(() => rmSync(folder, { recursive: true }))

let count = 0
function write(...parameters: Parameters<typeof mmdbFile>): string {
  const file = join(folder, `${count++}.mmdb`)
  writeFileSync(file, mmdbFile(...parameters))
  return file
}

describe('location files', () => {
  test.each([
    [
      'a city file of MaxMind or DB-IP',
      {
        city: { names: { en: 'Zürich', de: 'Zürich' } },
        country: { iso_code: 'CH', names: { en: 'Switzerland' } },
        location: { latitude: 47.37, longitude: 8.54 },
      },
      {
        city: 'Zürich',
        country: 'Switzerland',
        countryCode: 'CH',
        latitude: 47.37,
        longitude: 8.54,
        network: 'unknown',
      },
    ],
    [
      'the npm city file of DB-IP',
      { city: 'Zürich', country_code: 'CH', latitude: 47.37, longitude: 8.54, state1: 'Zurich' },
      {
        city: 'Zürich',
        country: 'Switzerland',
        countryCode: 'CH',
        latitude: 47.37,
        longitude: 8.54,
        network: 'unknown',
      },
    ],
    [
      'the city file of IPinfo',
      { city: 'Zürich', country: 'CH', lat: '47.37', lng: '8.54' },
      {
        city: 'Zürich',
        country: 'Switzerland',
        countryCode: 'CH',
        latitude: 47.37,
        longitude: 8.54,
        network: 'unknown',
      },
    ],
    [
      'the lite file of IPinfo',
      { country: 'Switzerland', country_code: 'CH', asn: 'AS64496', as_name: 'Example' },
      { country: 'Switzerland', countryCode: 'CH', asn: 64496, network: 'unknown' },
    ],
    [
      'an AS file',
      { autonomous_system_number: 64496n, autonomous_system_organization: 'Example' },
      { asn: 64496, network: 'unknown' },
    ],
    ['a country file', { country_code: 'ch' }, { country: 'Switzerland', countryCode: 'CH', network: 'unknown' }],
    ['a Tor list', { is_tor_exit_node: true, is_hosting_provider: true }, { network: 'tor' }],
    ['a VPN list', { vpn: 'true', hosting: 'true', tor: '' }, { network: 'vpn' }],
    ['a hosting list', { traits: { is_hosting_provider: true } }, { network: 'hosting' }],
    ['a connection type file', { connection_type: 'Cellular' }, { network: 'mobile' }],
  ])('of any maker are read: %s', (_, entry, expected) => {
    const lookup = openGeoDatabases([write(6, { '198.51.99.0/24': entry })])

    expect(lookup('198.51.99.1')).toEqual({ ...expected, source: 'mmdb' })
    expect(lookup('::ffff:198.51.99.1')).toEqual({ ...expected, source: 'mmdb' })
  })

  test('complete each other, the first that knows deciding', () => {
    const cities = write(4, { '198.51.99.0/24': { city: 'Basel', country_code: 'CH' } })
    const providers = write(4, { '198.51.0.0/16': { autonomous_system_number: 64496n, country_code: 'AT' } })
    const lookup = openGeoDatabases([cities, providers])

    expect(lookup('198.51.99.1')).toMatchObject({
      city: 'Basel',
      countryCode: 'CH',
      country: 'Switzerland',
      asn: 64496,
    })
    expect(lookup('198.51.98.1')).toMatchObject({ countryCode: 'AT', asn: 64496 })
  })

  test('of IPv4 are never asked about IPv6', () => {
    const ipv4 = write(4, { '0.0.0.0/1': { country_code: 'CH' }, '128.0.0.0/1': { country_code: 'CH' } })
    const ipv6 = write(6, { '2a00::/12': { country_code: 'AT' } })
    const lookup = openGeoDatabases([ipv6, ipv4])

    expect(lookup('2a00::1')?.countryCode).toBe('AT')
    expect(lookup('2b00::1')).toBeUndefined()
    expect(lookup('198.51.99.1')?.countryCode).toBe('CH')
  })

  test('do not know every address', () => {
    const lookup = openGeoDatabases([write(6, { '198.51.99.0/24': { country_code: 'CH' } })])

    expect(lookup('198.51.98.1')).toBeUndefined()
    expect(lookup('nonsense')).toBeUndefined()
    expect(openGeoDatabases([])('198.51.99.1')).toBeUndefined()
  })

  test('that are none are refused by name', () => {
    const file = join(folder, 'broken.mmdb')
    writeFileSync(file, 'not a location file')

    expect(() => openGeoDatabases([file])).toThrow(/broken\.mmdb cannot be read/)
    expect(() => openGeoDatabases([join(folder, 'missing.mmdb')])).toThrow(/missing\.mmdb cannot be read/)
  })
})

describe('countries', () => {
  test.each([
    ['US', 'United States'],
    ['gb', 'United Kingdom'],
    ['DE', 'Germany'],
    ['ZZ', undefined],
    ['USA', undefined],
    ['', undefined],
  ])('%s is called %s', (code, name) => {
    expect(countryName(code)).toBe(name)
  })

  test.each([
    ['NG', 'NG'],
    ['ng', 'NG'],
    ['Nigeria', 'NG'],
    [' united states ', 'US'],
    ['Atlantis', undefined],
  ])('%s has the code %s', (text, code) => {
    expect(countryCode(text)).toBe(code)
  })
})
