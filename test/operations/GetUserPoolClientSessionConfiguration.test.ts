import { describe, expect, test } from 'vitest'
import { place } from '../support/people.ts'
import { noSuchPool, refusal, unknownPool } from '../support/refusals.ts'

describe('GetUserPoolClientSessionConfiguration', () => {
  test('shows an hour for a client that never set it', async () => {
    const { call, poolId, clientId } = await place()
    const ids = { UserPoolId: poolId, ClientId: clientId }

    expect(await call('GetUserPoolClientSessionConfiguration', ids)).toEqual({
      ...ids,
      SSOSession: { MaxValidityMinutes: 60 },
    })
  })

  test('refuses an unknown client and an unknown pool', async () => {
    const { call, poolId, clientId } = await place()
    const get = (UserPoolId: string, ClientId: string) =>
      call('GetUserPoolClientSessionConfiguration', { UserPoolId, ClientId })

    await expect(get(poolId, 'nobody')).rejects.toMatchObject(
      refusal('ResourceNotFoundException', 'User pool client nobody does not exist.'),
    )
    await expect(get(unknownPool, clientId)).rejects.toMatchObject(noSuchPool)
  })
})
