import { describe, expect, test } from 'vitest'
import { confirmedUser, goodPassword, place } from '../support/people.ts'
import { noSuchPool, refusal, unknownPool } from '../support/refusals.ts'

describe('AdminGetUserAuthFactors', () => {
  test('shows what GetUserAuthFactors shows, under any name and in any state', async () => {
    const shop = await place()
    const sub = await confirmedUser(shop, 'alice')
    await shop.call('SignUp', { ClientId: shop.clientId, Username: 'bob', Password: goodPassword })
    const factorsOf = (Username: string) => shop.call('AdminGetUserAuthFactors', { UserPoolId: shop.poolId, Username })

    expect(await factorsOf(sub)).toEqual({ Username: 'alice', ConfiguredUserAuthFactors: ['PASSWORD'] })
    expect(await factorsOf('bob')).toEqual({ Username: 'bob', ConfiguredUserAuthFactors: ['PASSWORD'] })
  })

  test('wants a pool and a user who exist', async () => {
    const shop = await place()
    const factorsOf = (UserPoolId: string) => shop.call('AdminGetUserAuthFactors', { UserPoolId, Username: 'nobody' })

    await expect(factorsOf(unknownPool)).rejects.toMatchObject(noSuchPool)
    await expect(factorsOf(shop.poolId)).rejects.toMatchObject(refusal('UserNotFoundException', 'User does not exist.'))
  })
})
