import { describe, expect, test } from 'vitest'
import { place } from '../support/people.ts'
import { noSuchPool, unknownPool } from '../support/refusals.ts'

describe('GetUserPoolSessionConfiguration', () => {
  test('shows the defaults of a pool that never set it, on LITE, too', async () => {
    const { call, poolId } = await place({ pool: { UserPoolTier: 'LITE' } })

    expect(await call('GetUserPoolSessionConfiguration', { UserPoolId: poolId })).toEqual({
      UserPoolId: poolId,
      UserSessionTracking: 'DISABLED',
      TokenSession: { MaxPerUser: 20 },
    })
  })

  test('refuses an unknown pool', async () => {
    const { call } = await place()

    await expect(call('GetUserPoolSessionConfiguration', { UserPoolId: unknownPool })).rejects.toMatchObject(noSuchPool)
  })
})
