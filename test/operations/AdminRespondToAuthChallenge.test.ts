import { describe, expect, test } from 'vitest'
import { betterPassword, goodPassword, type Place, place } from '../support/people.ts'
import { noSuchPool, refusal, unknownPool } from '../support/refusals.ts'
import { signIn } from '../support/sign-in.ts'

const answer = (shop: Place, Session: string | undefined, UserPoolId = shop.poolId) =>
  shop.call('AdminRespondToAuthChallenge', {
    UserPoolId,
    ClientId: shop.clientId,
    ChallengeName: 'NEW_PASSWORD_REQUIRED',
    Session,
    ChallengeResponses: { USERNAME: 'bob', NEW_PASSWORD: betterPassword },
  })

async function invited() {
  const shop = await place()
  const bob = { UserPoolId: shop.poolId, Username: 'bob' }
  await shop.call('AdminCreateUser', { ...bob, TemporaryPassword: goodPassword })
  return { shop, pending: await signIn(shop, 'bob') }
}

describe('AdminRespondToAuthChallenge', () => {
  test('answers a challenge, whoever began the sign-in', async () => {
    const { shop, pending } = await invited()

    expect(await answer(shop, pending.Session)).toMatchObject({ AuthenticationResult: { TokenType: 'Bearer' } })
  })

  test('looks for the pool first', async () => {
    const { shop, pending } = await invited()

    await expect(answer(shop, pending.Session, unknownPool)).rejects.toMatchObject(noSuchPool)
  })

  test('takes no other session', async () => {
    const { shop } = await invited()

    await expect(answer(shop, 'x'.repeat(30))).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'Invalid session for the user.'),
    )
  })
})
