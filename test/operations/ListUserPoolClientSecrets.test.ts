import { describe, expect, test } from 'vitest'
import { testNow } from '../support/emulator.ts'
import { place } from '../support/people.ts'
import { invalid, noSuchPool, refusal, unknownPool } from '../support/refusals.ts'

describe('ListUserPoolClientSecrets', () => {
  test('shows ids and dates, oldest first, and no value', async () => {
    const { call, clock, poolId, clientId } = await place({ client: { GenerateSecret: true } })
    const ids = { UserPoolId: poolId, ClientId: clientId }
    clock.advance({ hours: 1 })
    await call('AddUserPoolClientSecret', ids)

    expect(await call('ListUserPoolClientSecrets', ids)).toEqual({
      ClientSecrets: [testNow, testNow + 3_600_000].map((createdAt) => ({
        ClientSecretId: `${clientId}--${createdAt}`,
        ClientSecretCreateDate: new Date(createdAt),
      })),
    })
  })

  test('shows none of a public client', async () => {
    const { call, poolId, clientId } = await place()

    expect(await call('ListUserPoolClientSecrets', { UserPoolId: poolId, ClientId: clientId })).toEqual({
      ClientSecrets: [],
    })
  })

  test('refuses any token, an unknown client and an unknown pool', async () => {
    const { call, poolId, clientId } = await place()
    const list = (UserPoolId: string, ClientId: string, NextToken?: string) =>
      call('ListUserPoolClientSecrets', { UserPoolId, ClientId, NextToken })

    await expect(list(poolId, clientId, 'mine')).rejects.toMatchObject(invalid('Invalid pagination token given.'))
    await expect(list(poolId, 'nobody')).rejects.toMatchObject(
      refusal('ResourceNotFoundException', 'User pool client nobody does not exist.'),
    )
    await expect(list(unknownPool, clientId)).rejects.toMatchObject(noSuchPool)
  })
})
