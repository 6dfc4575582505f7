import { describe, expect, test } from 'vitest'
import { controlOf } from '../support/control.ts'
import { testEmulator } from '../support/emulator.ts'
import { openShop, shop, shopSeed } from '../support/seeded.ts'

describe('Health', () => {
  test.each(['/health', '/_emulator/api/health'])('answers under %s', async (path) => {
    const { core } = testEmulator()

    const response = await core.app.request(`http://localhost:4590${path}`)

    expect(await response.json()).toEqual({ status: 'ok', version: expect.stringMatching(/^\d+\.\d+\.\d+/) })
  })
})

describe('A reset', () => {
  test('goes back to the seed, clock, faults and log included', async () => {
    const { call, control, clock, core } = await openShop()
    await call('AdminDeleteUser', { UserPoolId: shop.pool, Username: 'ben' })
    await call('CreateUserPool', { PoolName: 'other' })
    await control('POST', '/faults', { operation: 'GetUser', latencyMs: 1 })
    clock.advance({ days: 3 })

    await control('POST', '/reset')

    const { UserPools } = await call('ListUserPools', { MaxResults: 10 })
    expect(UserPools!.map(({ Id }) => Id)).toEqual([shop.pool])
    const { Users } = await call('ListUsers', { UserPoolId: shop.pool })
    expect(Users!.map(({ Username }) => Username).sort()).toEqual(['ann', 'ben'])
    expect(core.kernel.faults.all).toEqual([])
    expect(clock.now()).toBe(Date.UTC(2026, 2, 2, 9))
  })

  test('gives the very same ids again', async () => {
    const { call, control } = await openShop()
    const read = () => call('AdminListUserAuthEvents', { UserPoolId: shop.pool, Username: 'ann', MaxResults: 60 })
    const before = await read()

    await control('POST', '/reset')

    expect((await read()).AuthEvents).toEqual(before.AuthEvents)
  })

  test('without the seed leaves nothing', async () => {
    const { call, control } = await openShop()

    await control('POST', '/reset', { seed: false })

    expect((await call('ListUserPools', { MaxResults: 10 })).UserPools).toEqual([])
  })
})

describe('A seed by request', () => {
  test('is loaded once', async () => {
    const control = controlOf(testEmulator().core)
    const text = JSON.stringify(shopSeed())

    const first = await control('POST', '/seed', text)
    const second = await control('POST', '/seed', text)

    expect(first.body).toEqual({ loaded: true, pools: 1, users: 2, events: 90 })
    expect(second.body).toEqual({ loaded: false, pools: 0, users: 0, events: 0 })
  })

  test('may be YAML', async () => {
    const control = controlOf(testEmulator().core)

    const { body } = await control('POST', '/seed', 'pools:\n  - name: shop\n')

    expect(body).toMatchObject({ loaded: true, pools: 1 })
  })

  test('that cannot be read changes nothing and says where it is wrong', async () => {
    const { core, call } = testEmulator()

    const answer = await controlOf(core)('POST', '/seed', 'pools:\n  - name: one\n  - nmae: two\n')

    expect(answer.status).toBe(400)
    expect(answer.body.error).toEqual({
      code: 'InvalidSeed',
      message: expect.stringContaining('request body:3:5: there is no "nmae" here. Did you mean "name"?'),
    })
    expect((await call('ListUserPools', { MaxResults: 10 })).UserPools).toEqual([])
  })
})
