import { describe, expect, test } from 'vitest'
import { place } from '../support/people.ts'
import { noSuchPool, refusal, unknownPool } from '../support/refusals.ts'

const enabled = { UserSessionTracking: 'ENABLED', TokenSession: { MaxPerUser: 5 } } as const

describe('SetUserPoolSessionConfiguration', () => {
  test('answers with what it applied, and an update of the pool leaves it alone', async () => {
    const { call, poolId } = await place()

    const answer = await call('SetUserPoolSessionConfiguration', { UserPoolId: poolId, ...enabled })
    await call('UpdateUserPool', { UserPoolId: poolId })

    expect(answer).toEqual({ UserPoolId: poolId, ...enabled })
    expect(await call('GetUserPoolSessionConfiguration', { UserPoolId: poolId })).toEqual(answer)
  })

  test('refuses LITE, and keeps a pool that tracks sessions from going there', async () => {
    const { call, poolId } = await place()
    const { UserPool: lite } = await call('CreateUserPool', { PoolName: 'garden', UserPoolTier: 'LITE' })
    const sentence = (start: string) =>
      refusal(
        'FeatureUnavailableInTierException',
        `The following ${start} for the LITE pricing tier configured: User Session Management`,
      )

    await expect(call('SetUserPoolSessionConfiguration', { UserPoolId: lite!.Id!, ...enabled })).rejects.toMatchObject(
      sentence('feature is not available'),
    )

    await call('SetUserPoolSessionConfiguration', { UserPoolId: poolId, ...enabled })
    await expect(call('UpdateUserPool', { UserPoolId: poolId, UserPoolTier: 'LITE' })).rejects.toMatchObject(
      sentence('features need to be disabled'),
    )
  })

  test('refuses an unknown pool', async () => {
    const { call } = await place()

    await expect(
      call('SetUserPoolSessionConfiguration', { UserPoolId: unknownPool, ...enabled }),
    ).rejects.toMatchObject(noSuchPool)
  })
})
