import { describe, expect, test } from 'vitest'
import { logo, noSuchStyle, placeWithStyle, Settings, unknownStyle } from '../support/branding.ts'
import { invalid, noSuchPool, unknownPool } from '../support/refusals.ts'

describe('UpdateManagedLoginBranding', () => {
  test('leaves a style as it is when it gets the described values', async () => {
    const { call, poolId, style } = await placeWithStyle()
    const ids = { UserPoolId: poolId, ManagedLoginBrandingId: style.ManagedLoginBrandingId! }
    // A Buffer would be sent as its numbers.
    const Assets = style.Assets!.map((asset) => ({ ...asset, Bytes: new Uint8Array(asset.Bytes!) }))

    const answer = await call('UpdateManagedLoginBranding', { ...ids, Settings: style.Settings, Assets })

    expect(answer).toEqual({ ManagedLoginBranding: style })
  })

  test('keeps settings and assets that it does not get', async () => {
    const { call, poolId, style } = await placeWithStyle()
    const ids = { UserPoolId: poolId, ManagedLoginBrandingId: style.ManagedLoginBrandingId! }

    const { ManagedLoginBranding } = await call('UpdateManagedLoginBranding', {
      ...ids,
      Settings: { components: { primaryButton: { lightMode: {} } } },
    })

    expect(ManagedLoginBranding).toMatchObject({
      Settings: { components: { form: { borderRadius: 4 }, primaryButton: { lightMode: {} } } },
      Assets: style.Assets,
    })
  })

  test('goes back to the style of the service, and away from it', async () => {
    const { call, poolId, style } = await placeWithStyle()
    const ids = { UserPoolId: poolId, ManagedLoginBrandingId: style.ManagedLoginBrandingId! }

    const plain = await call('UpdateManagedLoginBranding', { ...ids, UseCognitoProvidedValues: true, Assets: [logo] })
    const own = await call('UpdateManagedLoginBranding', { ...ids, Settings })

    expect(plain.ManagedLoginBranding).toMatchObject({ UseCognitoProvidedValues: true })
    expect(plain.ManagedLoginBranding!.Settings).toBeUndefined()
    expect(own.ManagedLoginBranding).toMatchObject({ UseCognitoProvidedValues: false, Settings })
  })

  test('refuses both values, missing ids, an unknown style and an unknown pool', async () => {
    const { call, poolId, style } = await placeWithStyle()
    const update = (UserPoolId: string, ManagedLoginBrandingId: string) =>
      call('UpdateManagedLoginBranding', { UserPoolId, ManagedLoginBrandingId })

    await expect(
      call('UpdateManagedLoginBranding', {
        UserPoolId: poolId,
        ManagedLoginBrandingId: style.ManagedLoginBrandingId!,
        UseCognitoProvidedValues: true,
        Settings,
      }),
    ).rejects.toMatchObject(invalid('useCognitoProvidedValues or settings should be specified (but not both)'))
    await expect(call('UpdateManagedLoginBranding', { UserPoolId: poolId })).rejects.toMatchObject(
      invalid('UserPoolId and ManagedLoginBrandingId are required.'),
    )
    await expect(update(poolId, unknownStyle)).rejects.toMatchObject(noSuchStyle)
    await expect(update(unknownPool, unknownStyle)).rejects.toMatchObject(noSuchPool)
  })
})
