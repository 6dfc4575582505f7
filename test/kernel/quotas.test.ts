import { describe, expect, test } from 'vitest'
import { operationNames } from '../../src/api/generated/model.ts'
import { categories, categoryOf } from '../../src/kernel/categories.ts'
import { confirmedUser, goodPassword, place, signIn } from '../support/people.ts'
import { refusal } from '../support/refusals.ts'

const rateExceeded = refusal('TooManyRequestsException', 'Rate exceeded')

async function busyShop() {
  const shop = await place({ emulator: { quotas: true } })
  await confirmedUser(shop, 'alice')
  return shop
}

/** How many of so many calls within a second are refused for their rate. */
async function throttled(times: number, call: () => Promise<unknown>): Promise<number> {
  const answers = await Promise.allSettled(Array.from({ length: times }, call))
  return answers.filter((answer) => String((answer as PromiseRejectedResult).reason).includes('Rate exceeded')).length
}

test('every operation counts for one category', () => {
  const counted = categories.flatMap(({ operations }) => operations)

  expect(operationNames.filter((operation) => !categoryOf.has(operation))).toEqual([])
  expect(counted).toHaveLength(new Set(counted).size)
})

describe('while request rates are limited', () => {
  test('the operations of a category share its rate, second by second', async () => {
    const shop = await busyShop()
    const alice = { UserPoolId: shop.poolId, Username: 'alice' }
    shop.clock.advance({ seconds: 1 })

    expect(await throttled(20, () => shop.call('AdminEnableUser', alice))).toBe(0)
    expect(await throttled(6, () => shop.call('AdminDisableUser', alice))).toBe(1)
    shop.clock.advance({ seconds: 1 })
    await shop.call('AdminEnableUser', alice)
  })

  test('one operation on resources of one pool has a rate of its own', async () => {
    const shop = await busyShop()
    const other = await shop.call('CreateUserPool', { PoolName: 'other' })
    const list = (UserPoolId: string) => () => shop.call('ListGroups', { UserPoolId })
    shop.clock.advance({ seconds: 1 })

    expect(await throttled(6, list(shop.poolId))).toBe(1)
    expect(await throttled(5, list(other.UserPool!.Id!))).toBe(0)
    expect(await throttled(5, () => shop.call('ListResourceServers', { UserPoolId: shop.poolId }))).toBe(0)
  })

  test('a user has ten reads, sign-ins among them, and ten writes', async () => {
    const shop = await busyShop()
    await confirmedUser(shop, 'bob')
    const AccessToken = await signIn(shop, 'alice')
    const UserAttributes = [{ Name: 'name', Value: 'Alice' }]
    shop.clock.advance({ seconds: 1 })

    expect(await throttled(11, () => shop.call('GetUser', { AccessToken }))).toBe(1)
    expect(await throttled(11, () => shop.call('UpdateUserAttributes', { AccessToken, UserAttributes }))).toBe(1)
    expect(await throttled(11, () => signIn(shop, 'bob'))).toBe(1)
  })

  test('answers to challenges have three times the rate of sign-ins, and then use it up', async () => {
    const shop = await busyShop()
    let n = 0
    const answer = () =>
      shop.call('RespondToAuthChallenge', {
        ClientId: shop.clientId,
        ChallengeName: 'SMS_MFA',
        Session: 'x'.repeat(20),
        ChallengeResponses: { USERNAME: `user${n++}` },
      })
    shop.clock.advance({ seconds: 1 })

    expect(await throttled(360 + 120, answer)).toBe(0)
    await expect(answer()).rejects.toMatchObject(rateExceeded)
    await expect(signIn(shop, 'alice', goodPassword)).rejects.toMatchObject(rateExceeded)
  })
})
