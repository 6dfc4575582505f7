import { expect, test } from 'vitest'
import { openShop } from '../support/seeded.ts'

test('the values that make risk happen are told', async () => {
  const { core, control } = await openShop()
  await core.control.seed('networks: [{ cidr: 10.20.0.0/16, city: Oslo, country: NO }]', 'oslo.yaml')

  const { body } = await control('GET', '/magic')

  expect(body.addresses).toEqual([
    { ipAddress: '233.252.0.10', level: 'NoRisk' },
    { ipAddress: '233.252.0.11', level: 'Low' },
    { ipAddress: '233.252.0.12', level: 'Medium' },
    { ipAddress: '233.252.0.13', level: 'High' },
  ])
  expect(body.networks[0]).toMatchObject({ cidr: '10.20.0.0/16', city: 'Oslo', kind: 'access' })
  expect(body.networks).toContainEqual({
    cidr: '203.0.113.0/25',
    city: 'Lagos',
    country: 'Nigeria',
    latitude: 6.5244,
    longitude: 3.3792,
    asn: 64498,
    kind: 'mobile',
    timezone: 'Africa/Lagos',
  })
  expect(body.passwords).toContain('Password1!')
  expect(body.userAgents[0].name).toBe('Chrome on Windows')
})
