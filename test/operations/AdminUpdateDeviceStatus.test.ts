import { describe, expect, test } from 'vitest'
import { aliceWithDevice, unknownKey, withoutTracking } from '../support/device-operations.ts'
import { refusal } from '../support/refusals.ts'

describe('AdminUpdateDeviceStatus', () => {
  test('remembers a device, or no longer', async () => {
    const { shop, administrator, key } = await aliceWithDevice()
    const status = async () => {
      const { Device } = await shop.call('AdminGetDevice', { ...administrator, ...key })
      return Device!.DeviceAttributes!.find(({ Name }) => Name === 'dev:device_remembered_status')!.Value
    }

    for (const DeviceRememberedStatus of ['not_remembered', 'remembered'] as const) {
      expect(await shop.call('AdminUpdateDeviceStatus', { ...administrator, ...key, DeviceRememberedStatus })).toEqual(
        {},
      )
      expect(await status()).toBe(DeviceRememberedStatus)
    }
  })

  test('does not know other keys or users', async () => {
    const { shop, administrator, key } = await aliceWithDevice()

    await expect(
      shop.call('AdminUpdateDeviceStatus', { ...administrator, DeviceKey: unknownKey }),
    ).rejects.toMatchObject(refusal('ResourceNotFoundException', 'Device does not exist.'))
    await expect(
      shop.call('AdminUpdateDeviceStatus', { ...administrator, ...key, Username: 'bob' }),
    ).rejects.toMatchObject(refusal('UserNotFoundException', 'User does not exist.'))
  })

  test('needs a pool that remembers devices', async () => {
    await expect(withoutTracking('AdminUpdateDeviceStatus', {})).rejects.toMatchObject({
      name: 'InvalidUserPoolConfigurationException',
    })
  })
})
