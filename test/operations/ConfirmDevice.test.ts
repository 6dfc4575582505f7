import { describe, expect, test } from 'vitest'
import { confirm, tracking } from '../support/devices.ts'
import { confirmedUser, place } from '../support/people.ts'
import { invalid } from '../support/refusals.ts'
import { tokensOf } from '../support/sign-in.ts'

const secret = { PasswordVerifier: 'Bw==', Salt: 'AJCrEs0071areM2Q7xKrNM0=' }

async function signedIn(options = tracking()) {
  const shop = await place(options)
  await confirmedUser(shop, 'alice')
  const tokens = await tokensOf(shop, 'alice')
  const confirmKey = (DeviceKey: string, DeviceSecretVerifierConfig: object = secret) =>
    shop.call('ConfirmDevice', { AccessToken: tokens.AccessToken, DeviceKey, DeviceSecretVerifierConfig })
  return { shop, tokens, confirmKey, key: tokens.NewDeviceMetadata?.DeviceKey ?? '' }
}

describe('ConfirmDevice', () => {
  test.each([
    [false, 'remembered'],
    [true, 'not_remembered'],
  ])('where users are asked (%s), the device is %s', async (asked, status) => {
    const { shop, confirmKey, key } = await signedIn(tracking({ asked }))

    expect(await confirmKey(key)).toEqual({ UserConfirmationNecessary: asked })

    const named = { UserPoolId: shop.poolId, Username: 'alice', DeviceKey: key }
    const { Device } = await shop.call('AdminGetDevice', named)
    expect(Device!.DeviceAttributes).toContainEqual({ Name: 'dev:device_remembered_status', Value: status })
  })

  test('takes the key that came with the tokens, and no other', async () => {
    const { shop, confirmKey } = await signedIn()
    const other = await tokensOf(shop, 'alice')

    await expect(confirmKey(other.NewDeviceMetadata!.DeviceKey!)).rejects.toMatchObject(
      invalid('Invalid device key given.'),
    )
  })

  test('registers a device once', async () => {
    const { shop, tokens, confirmKey, key } = await signedIn()
    await confirm(shop, tokens)

    await expect(confirmKey(key)).rejects.toMatchObject({ name: 'DeviceKeyExistsException' })
  })

  test.each([{}, { Salt: secret.Salt }, { ...secret, PasswordVerifier: 'AA==' }, { ...secret, Salt: '' }])(
    'wants a secret: %o',
    async (given) => {
      const { confirmKey, key } = await signedIn()

      await expect(confirmKey(key, given)).rejects.toMatchObject({ name: 'InvalidParameterException' })
    },
  )

  test('needs a pool that remembers devices', async () => {
    const { confirmKey } = await signedIn({})

    await expect(confirmKey('us-east-1_11111111-2222-3333-4444-555555555555')).rejects.toMatchObject({
      name: 'InvalidUserPoolConfigurationException',
    })
  })
})
