import { describe, expect, test } from 'vitest'
import { noSuchStyle, placeWithStyle, unknownStyle } from '../support/branding.ts'
import { noSuchPool, unknownPool } from '../support/refusals.ts'

describe('DescribeManagedLoginBranding', () => {
  test('shows what was set, or on request the defaults under it', async () => {
    const { call, poolId, style } = await placeWithStyle()
    const ids = { UserPoolId: poolId, ManagedLoginBrandingId: style.ManagedLoginBrandingId! }

    const plain = await call('DescribeManagedLoginBranding', ids)
    const whole = await call('DescribeManagedLoginBranding', { ...ids, ReturnMergedResources: true })

    expect(plain).toEqual({ ManagedLoginBranding: style })
    expect(whole.ManagedLoginBranding!.Settings).toMatchObject({
      categories: { global: { colorSchemeMode: 'LIGHT' } },
      components: { form: { borderRadius: 4, logo: { enabled: false } } },
    })
  })

  test('refuses an unknown style and an unknown pool', async () => {
    const { call, poolId } = await placeWithStyle()
    const describeIn = (UserPoolId: string) =>
      call('DescribeManagedLoginBranding', { UserPoolId, ManagedLoginBrandingId: unknownStyle })

    await expect(describeIn(poolId)).rejects.toMatchObject(noSuchStyle)
    await expect(describeIn(unknownPool)).rejects.toMatchObject(noSuchPool)
  })
})
