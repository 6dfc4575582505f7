import { describe, expect, test } from 'vitest'
import {
  betterPassword,
  confirmedUser,
  goodPassword,
  type Place,
  type PlaceOptions,
  place,
} from '../../support/people.ts'
import { always, magic, protectedPlace } from '../../support/protected.ts'
import { invalid, refusal } from '../../support/refusals.ts'
import { claimsOf, respond, setMfa, signIn, smsConfiguration } from '../../support/sign-in.ts'
import { client, proofOf, signInBySrp, startSrp } from '../../support/srp-sign-in.ts'

const wrong = refusal('NotAuthorizedException', 'Incorrect username or password.')
const tokens = { AuthenticationResult: { TokenType: 'Bearer' } }
const srpAndPassword: PlaceOptions = {
  client: { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH'] },
}

async function shopWithAlice(options: PlaceOptions = srpAndPassword): Promise<Place> {
  const shop = await place(options)
  await confirmedUser(shop, 'alice')
  return shop
}

describe('USER_SRP_AUTH', () => {
  test('puts a challenge with everything a client needs, and no session', async () => {
    const shop = await shopWithAlice()

    expect(await startSrp(shop, 'alice')).toEqual({
      ChallengeName: 'PASSWORD_VERIFIER',
      ChallengeParameters: {
        SALT: expect.stringMatching(/^[0-9a-f]{32}$/),
        SECRET_BLOCK: expect.stringMatching(/^[\w+/]{1000,}=*$/),
        SRP_B: expect.stringMatching(/^[0-9a-f]{700,768}$/),
        USERNAME: 'alice',
        USER_ID_FOR_SRP: 'alice',
      },
    })
  })

  test('ends in tokens for whoever knows the password, under every name', async () => {
    const shop = await place({ ...srpAndPassword, pool: { AliasAttributes: ['email'] } })
    await confirmedUser(shop, 'alice')

    for (const name of ['alice', 'alice@example.com']) {
      const done = await signInBySrp(shop, name)
      expect(done).toMatchObject(tokens)
      expect(claimsOf(done.AuthenticationResult!.IdToken!)).toMatchObject({ 'cognito:username': 'alice' })
    }
  })

  test('takes the next password, and no longer the last one', async () => {
    const shop = await shopWithAlice()
    await signInBySrp(shop, 'alice')
    const user = { UserPoolId: shop.poolId, Username: 'alice' }
    await shop.call('AdminSetUserPassword', { ...user, Password: betterPassword, Permanent: true })

    await expect(signInBySrp(shop, 'alice', { password: goodPassword })).rejects.toMatchObject(wrong)
    await expect(signInBySrp(shop, 'alice', { password: betterPassword })).resolves.toMatchObject(tokens)
  })

  test('works for clients with a secret, whose hash is over the name of each step', async () => {
    const shop = await place({ client: { GenerateSecret: true }, pool: { UsernameAttributes: ['email'] } })
    await confirmedUser(shop, 'alice@example.com', {})
    const withSrp = await shop.call('CreateUserPoolClient', {
      UserPoolId: shop.poolId,
      ClientName: 'srp',
      GenerateSecret: true,
    })
    const { ClientId, ClientSecret } = withSrp.UserPoolClient!
    const there = { ...shop, clientId: ClientId!, clientSecret: ClientSecret }

    await expect(signInBySrp(there, 'alice@example.com')).resolves.toMatchObject(tokens)
  })

  test('counts wrong proofs with wrong passwords, and locks', async () => {
    const shop = await shopWithAlice()
    for (let n = 0; n < 2; n++) await expect(signIn(shop, 'alice', 'wrong')).rejects.toMatchObject(wrong)
    for (let n = 0; n < 3; n++) {
      await expect(signInBySrp(shop, 'alice', { password: 'wrong' })).rejects.toMatchObject(wrong)
    }

    await expect(signInBySrp(shop, 'alice')).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'Password attempts exceeded'),
    )
    shop.clock.advance({ seconds: 1 })
    await expect(signInBySrp(shop, 'alice')).resolves.toMatchObject(tokens)
  })

  test('refuses proofs that were changed, and those of another exchange', async () => {
    const shop = await shopWithAlice()
    const other = await startSrp(shop, 'alice')
    const pending = await startSrp(shop, 'alice')
    const proof = proofOf(shop, pending)
    const forged = { ...proof, PASSWORD_CLAIM_SIGNATURE: proofOf(shop, other)['PASSWORD_CLAIM_SIGNATURE']! }

    await expect(respond(shop, 'alice', pending, forged)).rejects.toMatchObject(wrong)
  })

  test('an exchange is good for one proof, right or wrong', async () => {
    const shop = await shopWithAlice()
    const used = refusal('NotAuthorizedException', 'Invalid session for the user, session can only be used once.')
    const [first, second] = [await startSrp(shop, 'alice'), await startSrp(shop, 'alice')]
    await respond(shop, 'alice', first, proofOf(shop, first))
    await expect(respond(shop, 'alice', second, proofOf(shop, second, 'wrong'))).rejects.toMatchObject(wrong)

    await expect(respond(shop, 'alice', first, proofOf(shop, first))).rejects.toMatchObject(used)
    await expect(respond(shop, 'alice', second, proofOf(shop, second))).rejects.toMatchObject(used)
  })

  test('an exchange expires with the session', async () => {
    const shop = await shopWithAlice()
    const pending = await startSrp(shop, 'alice')
    shop.clock.advance({ minutes: 3 })

    await expect(respond(shop, 'alice', pending, proofOf(shop, pending))).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'Invalid session for the user, session is expired.'),
    )
  })

  test.each(['', '0', 'xyz', undefined])('does not take %o for SRP_A', async (SRP_A) => {
    const shop = await shopWithAlice()
    const AuthParameters = { USERNAME: 'alice', ...(SRP_A !== undefined && { SRP_A }) }

    await expect(startSrp(shop, 'alice', { AuthParameters })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    })
  })

  test('wants every response, and a timestamp of the right form', async () => {
    const shop = await shopWithAlice()
    const pending = await startSrp(shop, 'alice')
    const { PASSWORD_CLAIM_SIGNATURE: _, ...unsigned } = proofOf(shop, pending)
    const iso = { ...proofOf(shop, pending), TIMESTAMP: '2026-03-02T09:00:00Z' }

    await expect(respond(shop, 'alice', pending, unsigned)).rejects.toMatchObject(
      invalid('Missing required parameter PASSWORD_CLAIM_SIGNATURE'),
    )
    await expect(respond(shop, 'alice', pending, iso)).rejects.toMatchObject({ name: 'InvalidParameterException' })
  })

  test('is refused where the client has it switched off', async () => {
    const shop = await shopWithAlice({})

    await expect(startSrp(shop, 'alice')).rejects.toMatchObject(invalid('USER_SRP_AUTH is not enabled for the client.'))
  })

  test('tells the state of the user with the proof only', async () => {
    const shop = await place(srpAndPassword)
    await shop.call('SignUp', { ClientId: shop.clientId, Username: 'bob', Password: goodPassword })
    await confirmedUser(shop, 'alice')
    await shop.call('AdminDisableUser', { UserPoolId: shop.poolId, Username: 'alice' })

    await expect(signInBySrp(shop, 'bob')).rejects.toMatchObject(
      refusal('UserNotConfirmedException', 'User is not confirmed.'),
    )
    await expect(startSrp(shop, 'alice')).resolves.toHaveProperty('ChallengeName', 'PASSWORD_VERIFIER')
    await expect(signInBySrp(shop, 'alice')).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'User is disabled.'),
    )
  })

  test('leads to a new password, and to a second factor', async () => {
    const shop = await place({ ...srpAndPassword, pool: { SmsConfiguration: smsConfiguration } })
    await setMfa(shop, 'ON', { sms: true })
    const bob = { UserPoolId: shop.poolId, Username: 'bob', TemporaryPassword: goodPassword }
    await shop.call('AdminCreateUser', { ...bob, UserAttributes: [{ Name: 'phone_number', Value: '+15555550134' }] })

    const pending = await signInBySrp(shop, 'bob')
    expect(pending).toMatchObject({ ChallengeName: 'NEW_PASSWORD_REQUIRED' })
    expect(await respond(shop, 'bob', pending, { NEW_PASSWORD: betterPassword })).toMatchObject({
      ChallengeName: 'SMS_MFA',
    })
  })
})

describe('USER_SRP_AUTH of a name that nobody has', () => {
  test('is told where existence is not hidden', async () => {
    await expect(startSrp(await place(srpAndPassword), 'nobody')).rejects.toMatchObject(
      refusal('UserNotFoundException', 'User does not exist.'),
    )
  })

  const hidden: PlaceOptions = { client: { ...srpAndPassword.client, PreventUserExistenceErrors: 'ENABLED' } }

  test('looks like any other where it is hidden, and the same every time', async () => {
    const shop = await shopWithAlice(hidden)
    const [first, second] = [await startSrp(shop, 'nobody'), await startSrp(shop, 'nobody')]
    const other = await startSrp(shop, 'somebody')
    const shape = await startSrp(shop, 'alice')

    expect(Object.keys(first.ChallengeParameters!).sort()).toEqual(Object.keys(shape.ChallengeParameters!).sort())
    expect(first.ChallengeParameters!['SRP_B']!.length).toBeGreaterThan(700)
    expect(first.ChallengeParameters!['SALT']).toBe(second.ChallengeParameters!['SALT'])
    expect(first.ChallengeParameters!['USER_ID_FOR_SRP']).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f-]{17}$/,
    )
    expect(first.ChallengeParameters!['USER_ID_FOR_SRP']).toBe(second.ChallengeParameters!['USER_ID_FOR_SRP'])
    expect(other.ChallengeParameters!['SALT']).not.toBe(first.ChallengeParameters!['SALT'])
  })

  test('never ends in tokens', async () => {
    const shop = await shopWithAlice(hidden)

    await expect(signInBySrp(shop, 'nobody')).rejects.toMatchObject(wrong)
  })
})

describe('threat protection of USER_SRP_AUTH', () => {
  test('looks at the proof: a blocked one is an event, the first step is none', async () => {
    const shop = await protectedPlace({
      ...srpAndPassword,
      risk: { AccountTakeoverRiskConfiguration: { Actions: always('BLOCK') } },
    })
    await confirmedUser(shop, 'alice')
    const risky = { ...shop, call: shop.callFrom({ ipAddress: magic.High }) }
    const pending = await startSrp(risky, 'alice')
    expect(await shop.events('alice')).toEqual([])

    await expect(respond(risky, 'alice', pending, proofOf(shop, pending))).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'Unable to login because of security reasons.'),
    )

    expect(await shop.events('alice')).toMatchObject([{ EventResponse: 'Fail', EventRisk: { RiskDecision: 'Block' } }])
  })

  test('records wrong proofs', async () => {
    const shop = await protectedPlace(srpAndPassword)
    await confirmedUser(shop, 'alice')

    await expect(signInBySrp(shop, 'alice', { password: 'wrong' })).rejects.toMatchObject(wrong)

    expect(await shop.events('alice')).toMatchObject([
      { EventResponse: 'Fail', ChallengeResponses: [{ ChallengeName: 'Password', ChallengeResponse: 'Failure' }] },
    ])
  })

  test('never sees the password, so that a compromised one passes', async () => {
    const shop = await protectedPlace({
      ...srpAndPassword,
      risk: { CompromisedCredentialsRiskConfiguration: { Actions: { EventAction: 'BLOCK' } } },
    })
    await confirmedUser(shop, 'alice')
    const user = { UserPoolId: shop.poolId, Username: 'alice' }
    await shop.call('AdminSetUserPassword', { ...user, Password: 'P@ssw0rd123', Permanent: true })

    await expect(signInBySrp(shop, 'alice', { password: 'P@ssw0rd123' })).resolves.toMatchObject(tokens)
  })
})

test('AdminInitiateAuth begins it, too', async () => {
  const shop = await shopWithAlice()
  const pending = await shop.call('AdminInitiateAuth', {
    UserPoolId: shop.poolId,
    ClientId: shop.clientId,
    AuthFlow: 'USER_SRP_AUTH',
    AuthParameters: { USERNAME: 'alice', SRP_A: client.SRP_A },
  })

  await expect(respond(shop, 'alice', pending, proofOf(shop, pending))).resolves.toMatchObject(tokens)
})
