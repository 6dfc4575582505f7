import { describe, expect, test } from 'vitest'
import { place } from '../support/people.ts'
import { noSuchPool, refusal, unknownPool } from '../support/refusals.ts'

describe('GetUICustomization', () => {
  test('falls back from the client to the pool, and from there to nothing', async () => {
    const { call, poolId, clientId } = await place()
    await call('CreateUserPoolDomain', { UserPoolId: poolId, Domain: 'shop' })
    const ids = { UserPoolId: poolId, ClientId: clientId }

    expect(await call('GetUICustomization', ids)).toEqual({ UICustomization: {} })

    const ofPool = await call('SetUICustomization', { UserPoolId: poolId, CSS: '.logo-customizable { width: 1px; }' })
    expect(await call('GetUICustomization', ids)).toEqual(ofPool)

    const own = await call('SetUICustomization', { ...ids, CSS: '.logo-customizable { width: 2px; }' })
    expect(await call('GetUICustomization', ids)).toEqual(own)
    expect(await call('GetUICustomization', { UserPoolId: poolId })).toEqual(ofPool)
  })

  test('refuses an unknown client and an unknown pool', async () => {
    const { call, poolId } = await place()

    await expect(call('GetUICustomization', { UserPoolId: poolId, ClientId: 'nobody' })).rejects.toMatchObject(
      refusal('ResourceNotFoundException', 'User pool client nobody does not exist.'),
    )
    await expect(call('GetUICustomization', { UserPoolId: unknownPool })).rejects.toMatchObject(noSuchPool)
  })
})
