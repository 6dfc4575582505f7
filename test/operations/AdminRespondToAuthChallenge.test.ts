import { describe, expect, test } from 'vitest'
import { failureOf, functionErrors } from '../support/broken-functions.ts'
import { type Answer, answerBeforeBroken, challengeErrors } from '../support/challenge-errors.ts'
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

const asAdministrator: Answer = (shop, username, { ChallengeName, Session }, responses) =>
  shop.call('AdminRespondToAuthChallenge', {
    UserPoolId: shop.poolId,
    ClientId: shop.clientId,
    ChallengeName: ChallengeName!,
    Session,
    ChallengeResponses: { USERNAME: username, ...responses },
  })

describe('AdminRespondToAuthChallenge', () => {
  test('answers a challenge, whoever began the sign-in', async () => {
    const { shop, pending } = await invited()

    expect(await answer(shop, pending.Session)).toMatchObject({ AuthenticationResult: { TokenType: 'Bearer' } })
  })

  test('looks for the pool first', async () => {
    const { shop, pending } = await invited()

    await expect(answer(shop, pending.Session, unknownPool)).rejects.toMatchObject(noSuchPool)
  })

  test.each(challengeErrors)('answers %s', async (name, cause) => {
    await expect(cause(asAdministrator)).rejects.toMatchObject({ name })
  })

  test.each(functionErrors)('passes on that the function PostAuthentication failed: %s', async (error) => {
    await expect(answerBeforeBroken(asAdministrator, error)).rejects.toSatisfy(failureOf('PostAuthentication', error))
  })

  test('takes no other session', async () => {
    const { shop } = await invited()

    await expect(answer(shop, 'x'.repeat(30))).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'Invalid session for the user.'),
    )
  })
})
