import { describe, expect, test } from 'vitest'
import { testEmulator } from '../support/emulator.ts'
import { place } from '../support/people.ts'
import { invalid, refusal } from '../support/refusals.ts'

const limit = (Category: string) => ({ LimitClass: 'API_CATEGORY', Attributes: { Category } }) as const

describe('UpdateProvisionedLimit', () => {
  test('raises the rate of a category at once', async () => {
    const { call } = testEmulator()
    const LimitDefinition = limit('UserCreation')

    const answer = await call('UpdateProvisionedLimit', { LimitDefinition, RequestedLimitValue: 75 })

    expect(answer).toEqual({ Limit: { LimitDefinition, ProvisionedLimitValue: 75, FreeLimitValue: 50 } })
    expect(await call('GetProvisionedLimit', { LimitDefinition })).toEqual(answer)
  })

  test('the throttle follows the provisioned rate', async () => {
    const shop = await place({ emulator: { quotas: true } })
    const read = () => shop.call('AdminGetUser', { UserPoolId: shop.poolId, Username: 'alice' })
    const throttled = async (requests: number) => {
      const answers = await Promise.allSettled(Array.from({ length: requests }, read))
      return answers.filter((answer) => String((answer as PromiseRejectedResult).reason).includes('Rate exceeded'))
        .length
    }

    expect(await throttled(121)).toBe(1)
    await shop.call('UpdateProvisionedLimit', { LimitDefinition: limit('UserRead'), RequestedLimitValue: 130 })
    shop.clock.advance({ seconds: 1 })
    expect(await throttled(131)).toBe(1)
  })

  test('refuses less than what is free and more than the quota', async () => {
    const { call } = testEmulator()
    const set = (RequestedLimitValue: number) =>
      call('UpdateProvisionedLimit', { LimitDefinition: limit('UserRead'), RequestedLimitValue })

    await expect(set(119)).rejects.toMatchObject(invalid('The requested limit value must be at least 120.'))
    await expect(set(1201)).rejects.toMatchObject(
      refusal('ServiceQuotaExceededException', 'The requested limit value exceeds the quota of 1200.'),
    )
    expect((await set(1200)).Limit.ProvisionedLimitValue).toBe(1200)
  })

  test('refuses categories that are fixed or unknown', async () => {
    const { call } = testEmulator()
    const set = (Category: string) =>
      call('UpdateProvisionedLimit', { LimitDefinition: limit(Category), RequestedLimitValue: 200 })

    await expect(set('UserUpdate')).rejects.toMatchObject(
      invalid('The limit of the category UserUpdate is not adjustable.'),
    )
    await expect(set('toString')).rejects.toMatchObject(
      refusal('ResourceNotFoundException', 'The limit does not exist.'),
    )
  })
})
