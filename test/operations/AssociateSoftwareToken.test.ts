import { describe, expect, test } from 'vitest'
import { confirmedUser, place } from '../support/people.ts'
import { refusal } from '../support/refusals.ts'
import { setMfa, signIn, tokensOf } from '../support/sign-in.ts'

describe('AssociateSoftwareToken', () => {
  test('gives a secret out, another one each time', async () => {
    const shop = await place()
    await setMfa(shop, 'OPTIONAL')
    await confirmedUser(shop, 'alice')
    const { AccessToken } = await tokensOf(shop, 'alice')

    const first = await shop.call('AssociateSoftwareToken', { AccessToken })
    const second = await shop.call('AssociateSoftwareToken', { AccessToken })

    expect(first).toEqual({ SecretCode: expect.stringMatching(/^[A-Z2-7]{52}$/) })
    expect(second.SecretCode).not.toBe(first.SecretCode)
  })

  test('replaces the session it was called with', async () => {
    const shop = await place()
    await setMfa(shop, 'ON')
    await confirmedUser(shop, 'alice', {})
    const { Session } = await signIn(shop, 'alice')

    const answer = await shop.call('AssociateSoftwareToken', { Session })

    expect(answer).toEqual({ SecretCode: expect.any(String), Session: expect.stringMatching(/^AYABe/) })
    await expect(shop.call('AssociateSoftwareToken', { Session })).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'Invalid session for the user, session can only be used once.'),
    )
  })

  test('wants an access token or the session of an MFA_SETUP', async () => {
    const shop = await place()
    const bob = { UserPoolId: shop.poolId, Username: 'bob' }
    await shop.call('AdminCreateUser', { ...bob, TemporaryPassword: 'Tr0ub4dor&3-horse' })
    const { Session } = await signIn(shop, 'bob')

    await expect(shop.call('AssociateSoftwareToken', {})).rejects.toMatchObject({ name: 'InvalidParameterException' })
    await expect(shop.call('AssociateSoftwareToken', { Session })).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'Invalid session for the user.'),
    )
  })

  test('needs authenticator apps switched on in the pool', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')
    const { AccessToken } = await tokensOf(shop, 'alice')

    await expect(shop.call('AssociateSoftwareToken', { AccessToken })).rejects.toMatchObject(
      refusal('SoftwareTokenMFANotFoundException', 'Software Token MFA has not been enabled by the userPool'),
    )
  })
})
