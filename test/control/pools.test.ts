import { expect, test } from 'vitest'
import { openShop, shop } from '../support/seeded.ts'

test('the pools are listed with what counts about their protection', async () => {
  const { control } = await openShop()

  const { body } = await control('GET', '/pools')

  expect(body).toEqual({
    pools: [
      {
        id: shop.pool,
        name: 'shop',
        tier: 'PLUS',
        protection: 'ENFORCED',
        customAuthProtection: 'OFF',
        users: 2,
        domainUrl: 'http://shop.localhost:4590',
        createdAt: '2026-03-02T09:00:00.000Z',
        warnings: [expect.stringContaining('MFA is off in the pool')],
      },
    ],
  })
})

test('one of them is shown with its warnings', async () => {
  const { control } = await openShop()
  const { body: made } = await control('POST', '/calls/CreateUserPool', {
    PoolName: 'bare',
    UserPoolTier: 'PLUS',
    UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
  })

  const { body } = await control('GET', `/pools/${made.UserPool.Id}`)

  expect(body).toMatchObject({ name: 'bare', users: 0, domainUrl: null })
  expect(body.warnings).toEqual([expect.stringContaining('nothing is enforced')])
})

test('a long list comes in pages', async () => {
  const { clock, control } = await openShop()
  clock.advance({ seconds: 1 })
  await control('POST', '/calls/CreateUserPool', { PoolName: 'second' })

  const { body: first } = await control('GET', '/pools?limit=1')
  const { body: second } = await control('GET', `/pools?limit=1&nextToken=${encodeURIComponent(first.nextToken)}`)

  expect([...first.pools, ...second.pools].map(({ name }: { name: string }) => name)).toEqual(['shop', 'second'])
  expect(second.nextToken).toBeUndefined()
  expect((await control('GET', '/pools/us-east-1_NoPool000')).status).toBe(404)
})
