import { describe, expect, test } from 'vitest'
import { betterPassword, confirmedUser, goodPassword, type Place, place, statusOf } from '../support/people.ts'

function setPassword(shop: Place, Password: string, Permanent?: boolean) {
  return shop.call('AdminSetUserPassword', { UserPoolId: shop.poolId, Username: 'alice', Password, Permanent })
}

const refusedByHistory = { name: 'PasswordHistoryPolicyViolationException' }

describe('AdminSetUserPassword', () => {
  test('makes a temporary password unless it is said to be permanent', async () => {
    const shop = await place()
    await shop.call('AdminCreateUser', { UserPoolId: shop.poolId, Username: 'alice' })

    expect(await setPassword(shop, goodPassword, true)).toEqual({})
    expect(await statusOf(shop, 'alice')).toBe('CONFIRMED')

    expect(await setPassword(shop, betterPassword)).toEqual({})
    expect(await statusOf(shop, 'alice')).toBe('FORCE_CHANGE_PASSWORD')
  })

  test('confirms a user who has signed up', async () => {
    const shop = await place()
    await shop.call('SignUp', { ClientId: shop.clientId, Username: 'alice', Password: goodPassword })

    await setPassword(shop, betterPassword, true)

    expect(await statusOf(shop, 'alice')).toBe('CONFIRMED')
  })

  test('applies the policy of the pool', async () => {
    const shop = await place({ pool: { Policies: { PasswordPolicy: { MinimumLength: 12, RequireSymbols: false } } } })
    await shop.call('AdminCreateUser', { UserPoolId: shop.poolId, Username: 'alice' })

    await expect(setPassword(shop, 'Elevenchar1')).rejects.toMatchObject({
      name: 'InvalidPasswordException',
      message: 'Password did not conform with policy: Password not long enough',
    })
    await expect(setPassword(shop, 'Twelvechars1')).resolves.toEqual({})
  })

  test.each([...'^$*.[]{}()?"!@#%&/\\,><\':;|_~`=+-'])('counts %s as a symbol', async (symbol) => {
    const shop = await place()
    await shop.call('AdminCreateUser', { UserPoolId: shop.poolId, Username: 'alice' })

    await expect(setPassword(shop, `Abcdefg1${symbol}`)).resolves.toEqual({})
  })

  test.each([...'§£é'])('does not count %s as a symbol', async (character) => {
    const shop = await place()
    await shop.call('AdminCreateUser', { UserPoolId: shop.poolId, Username: 'alice' })

    await expect(setPassword(shop, `Abcdefg1${character}`)).rejects.toMatchObject({
      message: 'Password did not conform with policy: Password must have symbol characters',
    })
  })

  test('refuses the passwords that the policy remembers, the present one among them', async () => {
    const shop = await place({ pool: { Policies: { PasswordPolicy: { PasswordHistorySize: 2 } } } })
    await confirmedUser(shop, 'alice')

    await expect(setPassword(shop, goodPassword, true)).rejects.toMatchObject(refusedByHistory)
    await setPassword(shop, `${goodPassword}-2`, true)
    await expect(setPassword(shop, goodPassword, true)).rejects.toMatchObject(refusedByHistory)
    await setPassword(shop, `${goodPassword}-3`, true)
    await expect(setPassword(shop, goodPassword, true)).resolves.toEqual({})
  })

  test('does not remember temporary passwords', async () => {
    const shop = await place({ pool: { Policies: { PasswordPolicy: { PasswordHistorySize: 3 } } } })
    await confirmedUser(shop, 'alice')
    await setPassword(shop, betterPassword, false)

    await expect(setPassword(shop, betterPassword, true)).resolves.toEqual({})
  })

  test('remembers nothing where the policy does not ask for it', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')

    await expect(setPassword(shop, goodPassword, true)).resolves.toEqual({})
  })

  test('keeps no password in clear', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')

    const rows = shop.core.store.tx.$client.prepare('SELECT * FROM passwords').all()

    expect(rows).toHaveLength(2)
    expect(JSON.stringify(rows)).not.toContain(goodPassword)
  })

  test('refuses unknown users and pools', async () => {
    const shop = await place()

    await expect(setPassword(shop, goodPassword)).rejects.toMatchObject({
      name: 'UserNotFoundException',
      message: 'User does not exist.',
    })
    const elsewhere = { UserPoolId: 'us-east-1_nowhere00', Username: 'alice', Password: goodPassword }
    await expect(shop.call('AdminSetUserPassword', elsewhere)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })
})
