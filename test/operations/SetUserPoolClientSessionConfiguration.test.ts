import { describe, expect, test } from 'vitest'
import { place } from '../support/people.ts'
import { invalid, noSuchPool, refusal, unknownPool } from '../support/refusals.ts'

const track = (UserSessionTracking: 'ENABLED' | 'DISABLED') =>
  ({ UserSessionTracking, TokenSession: { MaxPerUser: 5 } }) as const
const SSOSession = { MaxValidityMinutes: 0 }

describe('SetUserPoolClientSessionConfiguration', () => {
  test('answers with what it applied; switching tracking off keeps it', async () => {
    const { call, poolId, clientId } = await place()
    const ids = { UserPoolId: poolId, ClientId: clientId }
    await call('SetUserPoolSessionConfiguration', { UserPoolId: poolId, ...track('ENABLED') })

    const answer = await call('SetUserPoolClientSessionConfiguration', { ...ids, SSOSession })
    await call('SetUserPoolSessionConfiguration', { UserPoolId: poolId, ...track('DISABLED') })
    await call('UpdateUserPoolClient', ids)

    expect(answer).toEqual({ ...ids, SSOSession })
    expect(await call('GetUserPoolClientSessionConfiguration', ids)).toEqual(answer)
  })

  test('refuses LITE before it asks whether sessions are tracked', async () => {
    const { call, poolId, clientId } = await place({ pool: { UserPoolTier: 'LITE' } })

    await expect(
      call('SetUserPoolClientSessionConfiguration', { UserPoolId: poolId, ClientId: clientId, SSOSession }),
    ).rejects.toMatchObject(
      refusal(
        'FeatureUnavailableInTierException',
        'The following feature is not available for the LITE pricing tier configured: User Session Management',
      ),
    )
  })

  test('refuses while sessions are not tracked, unknown clients and unknown pools', async () => {
    const { call, poolId, clientId } = await place()
    const set = (UserPoolId: string, ClientId: string) =>
      call('SetUserPoolClientSessionConfiguration', { UserPoolId, ClientId, SSOSession })

    await expect(set(poolId, clientId)).rejects.toMatchObject(
      invalid('User session tracking must be enabled for the user pool.'),
    )
    await call('SetUserPoolSessionConfiguration', { UserPoolId: poolId, ...track('ENABLED') })
    await expect(set(poolId, 'nobody')).rejects.toMatchObject(
      refusal('ResourceNotFoundException', 'User pool client nobody does not exist.'),
    )
    await expect(set(unknownPool, clientId)).rejects.toMatchObject(noSuchPool)
  })
})
