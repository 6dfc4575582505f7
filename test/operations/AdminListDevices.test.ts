import { describe, expect, test } from 'vitest'
import { aliceWithDevice, withoutTracking } from '../support/device-operations.ts'
import { noSuchPool, refusal, unknownPool } from '../support/refusals.ts'

describe('AdminListDevices', () => {
  test('lists the devices of a user with everything about them', async () => {
    const { shop, administrator, key } = await aliceWithDevice()

    const { Devices } = await shop.call('AdminListDevices', administrator)

    expect(Devices).toMatchObject([key])
    expect(Devices![0]!.DeviceAttributes).toHaveLength(7)
  })

  test('wants a pool and a user who exist', async () => {
    const { shop, administrator } = await aliceWithDevice()

    await expect(shop.call('AdminListDevices', { ...administrator, UserPoolId: unknownPool })).rejects.toMatchObject(
      noSuchPool,
    )
    await expect(shop.call('AdminListDevices', { ...administrator, Username: 'bob' })).rejects.toMatchObject(
      refusal('ResourceNotFoundException', 'User does not exist.'),
    )
  })

  test('needs a pool that remembers devices', async () => {
    await expect(withoutTracking('AdminListDevices', {})).rejects.toMatchObject({
      name: 'InvalidUserPoolConfigurationException',
    })
  })
})
