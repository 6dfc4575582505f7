import { describe, expect, test } from 'vitest'
import { noSuchStyle, placeWithStyle, Settings, unknownStyle } from '../support/branding.ts'
import { noSuchPool, unknownPool } from '../support/refusals.ts'

describe('DeleteManagedLoginBranding', () => {
  test('deletes a style, and the client may get another one', async () => {
    const { call, poolId, clientId, style } = await placeWithStyle()
    const ids = { UserPoolId: poolId, ManagedLoginBrandingId: style.ManagedLoginBrandingId! }

    expect(await call('DeleteManagedLoginBranding', ids)).toBeUndefined()

    await call('CreateManagedLoginBranding', { UserPoolId: poolId, ClientId: clientId, Settings })
  })

  test('refuses an unknown style and an unknown pool', async () => {
    const { call, poolId } = await placeWithStyle()
    const remove = (UserPoolId: string) =>
      call('DeleteManagedLoginBranding', { UserPoolId, ManagedLoginBrandingId: unknownStyle })

    await expect(remove(poolId)).rejects.toMatchObject(noSuchStyle)
    await expect(remove(unknownPool)).rejects.toMatchObject(noSuchPool)
  })
})
