import { describe, expect, test } from 'vitest'
import { aliceWithDevice, withoutTracking } from '../support/device-operations.ts'
import { confirm } from '../support/devices.ts'
import { tokensOf } from '../support/sign-in.ts'

describe('ListDevices', () => {
  test('lists registered devices in pages', async () => {
    const { shop, user, key } = await aliceWithDevice()
    const second = await confirm(shop, await tokensOf(shop, 'alice'))
    await tokensOf(shop, 'alice')

    const first = await shop.call('ListDevices', { ...user, Limit: 1 })
    const PaginationToken = first.PaginationToken
    const rest = await shop.call('ListDevices', { ...user, Limit: 1, PaginationToken })

    const keys = [...first.Devices!, ...rest.Devices!].map(({ DeviceKey }) => DeviceKey)
    expect(keys.sort()).toEqual([key.DeviceKey, second.key].sort())
    expect(rest.PaginationToken).toBeUndefined()
    expect((await shop.call('ListDevices', { ...user, Limit: 0 })).Devices).toHaveLength(2)
  })

  test('takes tokens of its own making only', async () => {
    const { shop, user } = await aliceWithDevice()

    await expect(shop.call('ListDevices', { ...user, PaginationToken: 'x' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    })
  })

  test('needs a pool that remembers devices', async () => {
    await expect(withoutTracking('ListDevices', {})).rejects.toMatchObject({
      name: 'InvalidUserPoolConfigurationException',
    })
  })
})
