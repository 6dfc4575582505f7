import type { networks } from '../../../store/schema/events.ts'

const seattle = {
  country: 'United States',
  countryCode: 'US',
  city: 'Seattle',
  latitude: 47.6062,
  longitude: -122.3321,
  asn: 64496,
  kind: 'access',
}
const berlin = {
  country: 'Germany',
  countryCode: 'DE',
  city: 'Berlin',
  latitude: 52.52,
  longitude: 13.405,
  asn: 64497,
  kind: 'access',
}
const lagos = {
  country: 'Nigeria',
  countryCode: 'NG',
  city: 'Lagos',
  latitude: 6.5244,
  longitude: 3.3792,
  asn: 64498,
  kind: 'mobile',
}
const bucharest = {
  country: 'Romania',
  countryCode: 'RO',
  city: 'Bucharest',
  latitude: 44.4268,
  longitude: 26.1025,
  asn: 64499,
  kind: 'hosting',
}
const frankfurt = {
  country: 'Germany',
  countryCode: 'DE',
  city: 'Frankfurt',
  latitude: 50.1109,
  longitude: 8.6821,
  asn: 64500,
  kind: 'vpn',
}
const local = { kind: 'local' }

/** The networks that have a place on every machine, so that the engine has something to work with: they fix no level. */
export const testNetworks: readonly (typeof networks.$inferSelect)[] = [
  { cidr: '192.0.2.0/24', place: seattle },
  { cidr: '198.51.100.0/24', place: berlin },
  { cidr: '203.0.113.0/25', place: lagos },
  { cidr: '203.0.113.128/25', place: bucharest },
  { cidr: '198.18.0.0/16', place: frankfurt },
  { cidr: '198.19.0.0/16', place: { asn: 64501, kind: 'tor' } },
  { cidr: '2001:db8:1::/48', place: seattle },
  { cidr: '2001:db8:2::/48', place: berlin },
  { cidr: '127.0.0.0/8', place: local },
  { cidr: '::1/128', place: local },
  { cidr: '10.0.0.0/8', place: local },
  { cidr: '172.16.0.0/12', place: local },
  { cidr: '192.168.0.0/16', place: local },
  { cidr: 'fc00::/7', place: local },
  { cidr: '100.64.0.0/10', place: local },
  { cidr: '169.254.0.0/16', place: local },
  { cidr: 'fe80::/10', place: local },
]
