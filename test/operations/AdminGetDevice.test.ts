import { describe, expect, test } from 'vitest'
import { aliceWithDevice, unknownKey, withoutTracking } from '../support/device-operations.ts'
import { noSuchPool, refusal, unknownPool } from '../support/refusals.ts'

describe('AdminGetDevice', () => {
  test('shows everything about the device', async () => {
    const { shop, administrator, key } = await aliceWithDevice()
    const owner = `alice.${shop.poolId}`

    const { Device } = await shop.call('AdminGetDevice', { ...administrator, ...key })

    expect(Device!.DeviceAttributes).toEqual([
      { Name: 'device_status', Value: 'valid' },
      { Name: 'device_name', Value: 'phone' },
      {
        Name: 'dev:device_arn',
        Value: `arn:aws:cognito-idp:us-east-1:123456789012:owner/${owner}/device/${key.DeviceKey}`,
      },
      { Name: 'dev:device_owner', Value: owner },
      { Name: 'last_ip_used', Value: '127.0.0.1' },
      { Name: 'dev:device_remembered_status', Value: 'remembered' },
      { Name: 'dev:device_sdk', Value: 'aws-sdk' },
    ])
  })

  test('knows neither other keys nor other users', async () => {
    const { shop, administrator, key } = await aliceWithDevice()
    const gone = refusal('ResourceNotFoundException', 'Device does not exist.')

    await expect(shop.call('AdminGetDevice', { ...administrator, DeviceKey: unknownKey })).rejects.toMatchObject(gone)
    await expect(shop.call('AdminGetDevice', { ...administrator, ...key, Username: 'bob' })).rejects.toMatchObject(gone)
    await expect(
      shop.call('AdminGetDevice', { ...administrator, ...key, UserPoolId: unknownPool }),
    ).rejects.toMatchObject(noSuchPool)
  })

  test('needs a pool that remembers devices', async () => {
    await expect(withoutTracking('AdminGetDevice', {})).rejects.toMatchObject({
      name: 'InvalidUserPoolConfigurationException',
    })
  })
})
