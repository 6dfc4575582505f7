import { describe, expect, test } from 'vitest'
import { aliceWithDevice, unknownKey, withoutTracking } from '../support/device-operations.ts'
import { refusal } from '../support/refusals.ts'

describe('ForgetDevice', () => {
  test('forgets a device, once', async () => {
    const { shop, user, administrator, key } = await aliceWithDevice()
    const gone = refusal('ResourceNotFoundException', 'Device does not exist.')

    expect(await shop.call('ForgetDevice', { ...user, ...key })).toBeUndefined()

    await expect(shop.call('AdminGetDevice', { ...administrator, ...key })).rejects.toMatchObject(gone)
    expect(await shop.call('AdminListDevices', administrator)).toEqual({ Devices: [] })
    await expect(shop.call('ForgetDevice', { ...user, ...key })).rejects.toMatchObject(gone)
  })

  test('does not know other keys', async () => {
    const { shop, user } = await aliceWithDevice()

    await expect(shop.call('ForgetDevice', { ...user, DeviceKey: unknownKey })).rejects.toMatchObject(
      refusal('ResourceNotFoundException', 'Device does not exist.'),
    )
  })

  test('needs a pool that remembers devices', async () => {
    await expect(withoutTracking('ForgetDevice', {})).rejects.toMatchObject({
      name: 'InvalidUserPoolConfigurationException',
    })
  })
})
