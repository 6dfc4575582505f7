import { describe, expect, test } from 'vitest'
import { testEmulator } from '../support/emulator.ts'
import { invalid, refusal } from '../support/refusals.ts'

const limit = (Attributes: Record<string, string>) => ({ LimitClass: 'API_CATEGORY', Attributes }) as const

describe('GetProvisionedLimit', () => {
  test('shows the free rate twice until it is raised', async () => {
    const { call } = testEmulator()
    const LimitDefinition = limit({ Category: 'UserAuthentication' })

    expect(await call('GetProvisionedLimit', { LimitDefinition })).toEqual({
      Limit: { LimitDefinition, ProvisionedLimitValue: 120, FreeLimitValue: 120 },
    })
  })

  test('refuses unknown categories and keys, and categories that are fixed', async () => {
    const { call } = testEmulator()
    const get = (attributes: Record<string, string>) =>
      call('GetProvisionedLimit', { LimitDefinition: limit(attributes) })
    const unknown = refusal('ResourceNotFoundException', 'The limit does not exist.')

    await expect(get({ Category: 'Everything' })).rejects.toMatchObject(unknown)
    await expect(get({ Operation: 'SignUp' })).rejects.toMatchObject(unknown)
    await expect(get({ Category: 'UserRead', Operation: 'GetUser' })).rejects.toMatchObject(unknown)
    await expect(get({ Category: 'UserUpdate' })).rejects.toMatchObject(
      invalid('The limit of the category UserUpdate is not adjustable.'),
    )
  })
})
