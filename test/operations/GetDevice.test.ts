import { describe, expect, test } from 'vitest'
import { aliceWithDevice, unknownKey, withoutTracking } from '../support/device-operations.ts'
import { refusal } from '../support/refusals.ts'

describe('GetDevice', () => {
  test('shows the device, without what only administrators see', async () => {
    const { shop, user, key } = await aliceWithDevice()
    const now = new Date(shop.clock.now())

    expect(await shop.call('GetDevice', { ...user, ...key })).toEqual({
      Device: {
        ...key,
        DeviceAttributes: [
          { Name: 'device_status', Value: 'valid' },
          { Name: 'device_name', Value: 'phone' },
          { Name: 'last_ip_used', Value: '127.0.0.1' },
        ],
        DeviceCreateDate: now,
        DeviceLastModifiedDate: now,
        DeviceLastAuthenticatedDate: now,
      },
    })
  })

  test('does not know other keys', async () => {
    const { shop, user } = await aliceWithDevice()

    await expect(shop.call('GetDevice', { ...user, DeviceKey: unknownKey })).rejects.toMatchObject(
      refusal('ResourceNotFoundException', 'Device does not exist.'),
    )
  })

  test('needs an access token', async () => {
    const { shop, key } = await aliceWithDevice()

    await expect(shop.call('GetDevice', key)).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'Invalid Access Token'),
    )
  })

  test('needs a pool that remembers devices', async () => {
    await expect(withoutTracking('GetDevice', {})).rejects.toMatchObject({
      name: 'InvalidUserPoolConfigurationException',
    })
  })
})
