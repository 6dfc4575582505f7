import { describe, expect, test } from 'vitest'
import { domains } from '../../src/store/schema/pools.ts'
import { type HostedPlace, hostedPlace } from '../support/hosted.ts'

const get = (shop: HostedPlace, host: string, path = `/login?${shop.query()}`) =>
  shop.core.app.request(`http://localhost:4590${path}`, { headers: { host } })

describe('a domain', () => {
  test.each(['shop.localhost:4590', 'SHOP.localhost', 'shop.auth.us-east-1.amazoncognito.com'])(
    'answers as %s',
    async (host) => {
      expect((await get(await hostedPlace(), host)).status).toBe(200)
    },
  )

  test('of one’s own answers under its name, with or without localhost behind it', async () => {
    const shop = await hostedPlace()
    shop.core.store.tx
      .insert(domains)
      .values({ domain: 'login.shop.example', poolId: shop.poolId, managedLoginVersion: 1, version: '1', createdAt: 0 })
      .run()

    for (const host of ['login.shop.example', 'login.shop.example:8080', 'login.shop.example.localhost:4590']) {
      expect((await get(shop, host)).status).toBe(200)
    }
  })

  test.each(['localhost:4590', '127.0.0.1:4590', '[::1]:4590'])('is not what %s stands for', async (host) => {
    const shop = await hostedPlace()

    expect(await (await get(shop, host)).json()).toMatchObject({ code: 'BadRequest' })
  })

  test('leaves the rest of the server alone under every host', async () => {
    const shop = await hostedPlace()

    expect(await (await get(shop, 'cognito:4590', '/health')).json()).toMatchObject({ status: 'ok' })
    const keys = await get(shop, 'cognito:4590', `/${shop.poolId}/.well-known/jwks.json`)
    expect(await keys.json()).toHaveProperty('keys')
    const response = await shop.core.app.request('http://cognito:4590/', { method: 'POST', body: '{}' })
    expect(await response.text()).toContain('UnknownOperation')
    expect((await get(shop, 'cognito:4590')).status).toBe(404)
  })
})
