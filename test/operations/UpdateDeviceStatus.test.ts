import { describe, expect, test } from 'vitest'
import { aliceWithDevice, unknownKey, withoutTracking } from '../support/device-operations.ts'
import { refusal } from '../support/refusals.ts'

describe('UpdateDeviceStatus', () => {
  test('remembers a device, or no longer', async () => {
    const { shop, user, administrator, key } = await aliceWithDevice()
    const status = async () => {
      const { Device } = await shop.call('AdminGetDevice', { ...administrator, ...key })
      return Device!.DeviceAttributes!.find(({ Name }) => Name === 'dev:device_remembered_status')!.Value
    }

    for (const DeviceRememberedStatus of ['not_remembered', 'remembered'] as const) {
      expect(await shop.call('UpdateDeviceStatus', { ...user, ...key, DeviceRememberedStatus })).toEqual({})
      expect(await status()).toBe(DeviceRememberedStatus)
    }
  })

  test('does not know other keys', async () => {
    const { shop, user } = await aliceWithDevice()

    await expect(shop.call('UpdateDeviceStatus', { ...user, DeviceKey: unknownKey })).rejects.toMatchObject(
      refusal('ResourceNotFoundException', 'Device does not exist.'),
    )
  })

  test('needs a pool that remembers devices', async () => {
    await expect(withoutTracking('UpdateDeviceStatus', {})).rejects.toMatchObject({
      name: 'InvalidUserPoolConfigurationException',
    })
  })
})
