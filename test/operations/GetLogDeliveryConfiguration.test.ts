import { describe, expect, test } from 'vitest'
import { place } from '../support/people.ts'
import { noSuchPool, unknownPool } from '../support/refusals.ts'

describe('GetLogDeliveryConfiguration', () => {
  test('shows an empty list before anything is set', async () => {
    const { call, poolId } = await place()

    expect(await call('GetLogDeliveryConfiguration', { UserPoolId: poolId })).toEqual({
      LogDeliveryConfiguration: { UserPoolId: poolId, LogConfigurations: [] },
    })
  })

  test('refuses an unknown pool', async () => {
    const { call } = await place()

    await expect(call('GetLogDeliveryConfiguration', { UserPoolId: unknownPool })).rejects.toMatchObject(noSuchPool)
  })
})
