import { describe, expect, test } from 'vitest'
import { aliceWithDevice, unknownKey, withoutTracking } from '../support/device-operations.ts'
import { refusal } from '../support/refusals.ts'

describe('AdminForgetDevice', () => {
  test('forgets a device, once', async () => {
    const { shop, administrator, key } = await aliceWithDevice()
    const gone = refusal('ResourceNotFoundException', 'Device does not exist.')

    expect(await shop.call('AdminForgetDevice', { ...administrator, ...key })).toBeUndefined()

    await expect(shop.call('AdminGetDevice', { ...administrator, ...key })).rejects.toMatchObject(gone)
    expect(await shop.call('AdminListDevices', administrator)).toEqual({ Devices: [] })
    await expect(shop.call('AdminForgetDevice', { ...administrator, ...key })).rejects.toMatchObject(gone)
  })

  test('does not know other keys or users', async () => {
    const { shop, administrator, key } = await aliceWithDevice()

    await expect(shop.call('AdminForgetDevice', { ...administrator, DeviceKey: unknownKey })).rejects.toMatchObject(
      refusal('ResourceNotFoundException', 'Device does not exist.'),
    )
    await expect(shop.call('AdminForgetDevice', { ...administrator, ...key, Username: 'bob' })).rejects.toMatchObject(
      refusal('UserNotFoundException', 'User does not exist.'),
    )
  })

  test('needs a pool that remembers devices', async () => {
    await expect(withoutTracking('AdminForgetDevice', {})).rejects.toMatchObject({
      name: 'InvalidUserPoolConfigurationException',
    })
  })
})
