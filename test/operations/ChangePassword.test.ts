import { describe, expect, test } from 'vitest'
import {
  betterPassword,
  confirmedUser,
  goodPassword,
  type Place,
  type PlaceOptions,
  place,
  refusesEndedTokens,
  signIn,
} from '../support/people.ts'

async function signedIn(options?: PlaceOptions): Promise<[Place, string]> {
  const shop = await place(options)
  await confirmedUser(shop, 'alice')
  return [shop, await signIn(shop, 'alice')]
}

const incorrect = { name: 'NotAuthorizedException', message: 'Incorrect username or password.' }

describe('ChangePassword', () => {
  test('replaces the password and leaves the tokens valid', async () => {
    const [shop, AccessToken] = await signedIn()

    const changed = await shop.call('ChangePassword', {
      AccessToken,
      PreviousPassword: goodPassword,
      ProposedPassword: betterPassword,
    })

    expect(changed).toEqual({})
    await expect(signIn(shop, 'alice', goodPassword)).rejects.toMatchObject(incorrect)
    await expect(signIn(shop, 'alice', betterPassword)).resolves.toEqual(expect.any(String))
    const back = { AccessToken, PreviousPassword: betterPassword, ProposedPassword: goodPassword }
    await expect(shop.call('ChangePassword', back)).resolves.toEqual({})
  })

  test('refuses a wrong previous password, and none where there is one', async () => {
    const [{ call }, AccessToken] = await signedIn()
    const ProposedPassword = betterPassword

    const wrong = { AccessToken, PreviousPassword: 'Wr0ng-password', ProposedPassword }
    await expect(call('ChangePassword', wrong)).rejects.toMatchObject(incorrect)
    await expect(call('ChangePassword', { AccessToken, ProposedPassword })).rejects.toMatchObject(incorrect)
  })

  test('applies policy and history', async () => {
    const [{ call }, AccessToken] = await signedIn({
      pool: { Policies: { PasswordPolicy: { PasswordHistorySize: 1 } } },
    })
    const change = (ProposedPassword: string) =>
      call('ChangePassword', { AccessToken, PreviousPassword: goodPassword, ProposedPassword })

    await expect(change('short1')).rejects.toMatchObject({
      name: 'InvalidPasswordException',
      message: 'Password did not conform with policy: Password not long enough',
    })
    await expect(change(goodPassword)).rejects.toMatchObject({ name: 'PasswordHistoryPolicyViolationException' })
  })

  test('refuses the sixth attempt of an hour, the wrong ones counted', async () => {
    const [{ call, clock }, AccessToken] = await signedIn()
    const ProposedPassword = betterPassword
    for (let time = 0; time < 5; time++) {
      const wrong = { AccessToken, PreviousPassword: 'Wr0ng-password', ProposedPassword }
      await expect(call('ChangePassword', wrong)).rejects.toMatchObject(incorrect)
    }

    const right = { AccessToken, PreviousPassword: goodPassword, ProposedPassword }
    await expect(call('ChangePassword', right)).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Attempt limit exceeded, please try after some time.',
    })
    clock.advance({ minutes: 59 })
    await expect(call('ChangePassword', right)).rejects.toMatchObject({ name: 'LimitExceededException' })
  })

  test('refuses tokens that no longer hold', async () => {
    const [shop] = await signedIn()

    await refusesEndedTokens(shop, 'alice', (AccessToken) =>
      shop.call('ChangePassword', {
        AccessToken,
        PreviousPassword: goodPassword,
        ProposedPassword: betterPassword,
      }),
    )
  })
})
