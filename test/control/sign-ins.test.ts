import { describe, expect, test } from 'vitest'
import { atHome, onTor, openShop, type Shop, shop } from '../support/seeded.ts'

const ann = { userPoolId: shop.pool, clientId: shop.client, username: 'ann' }

async function events({ call }: Shop) {
  const { AuthEvents } = await call('AdminListUserAuthEvents', {
    UserPoolId: shop.pool,
    Username: 'ann',
    MaxResults: 3,
  })
  return AuthEvents!
}

describe('A simulated sign-in', () => {
  test('answers event, evaluation and tokens where nothing is wrong', async () => {
    const place = await openShop()
    await place.control('PUT', `/pools/${shop.pool}/users/ann/risk/directive`, { level: 'NoRisk' })

    const { body } = await place.control('POST', '/sign-ins', { ...ann, password: 'Correct-Horse-1', context: atHome })

    expect(body.outcome.AuthenticationResult.AccessToken).toMatch(/^ey/)
    expect(body.evaluation).toMatchObject({ level: 'NoRisk', source: 'directive' })
    expect(body.message).toBeUndefined()
    const [event] = await events(place)
    expect(body.authEvent).toEqual(JSON.parse(JSON.stringify(event)))
  })

  test('is blocked and mailed where it is too risky', async () => {
    const place = await openShop()

    const { body } = await place.control('POST', '/sign-ins', { ...ann, password: 'Correct-Horse-1', context: onTor })

    expect(body.outcome.error.code).toBe('NotAuthorizedException')
    expect(body.evaluation).toMatchObject({ level: 'High', decision: 'Block', action: 'BLOCK', source: 'engine' })
    expect(body.authEvent).toMatchObject({ EventResponse: 'Fail', EventRisk: { RiskLevel: 'High' } })
    expect(body.message).toMatchObject({
      to: 'ann@example.com',
      kind: 'AccountTakeOverNotification',
      feedback: { eventId: body.authEvent.EventId, validUrl: expect.stringContaining('http') },
    })
  })

  test('has contributions that add up to the score', async () => {
    const { control } = await openShop()

    const { body } = await control('POST', '/sign-ins', { ...ann, context: onTor })

    const sum = body.evaluation.contributions.reduce(
      (total: number, one: { contribution: number }) => total + one.contribution,
      0,
    )
    expect(sum).toBeCloseTo(body.evaluation.score, 9)
  })

  test('takes the password as right where none is given', async () => {
    const { control } = await openShop()

    const { body } = await control('POST', '/sign-ins', { ...ann, context: { ...atHome, ipAddress: '233.252.0.10' } })

    expect(body.outcome.AuthenticationResult).toBeDefined()
  })

  test('fails with a wrong password', async () => {
    const { control } = await openShop()

    const { body } = await control('POST', '/sign-ins', { ...ann, password: 'wrong-Horse-1', context: atHome })

    expect(body.outcome).toEqual({
      error: { code: 'NotAuthorizedException', message: 'Incorrect username or password.' },
    })
    expect(body.authEvent).toMatchObject({
      EventResponse: 'Fail',
      ChallengeResponses: [{ ChallengeName: 'Password', ChallengeResponse: 'Failure' }],
    })
  })

  test('happens when and where the context says, and not here and now', async () => {
    const { control } = await openShop()
    const context = {
      ...{ ...atHome, at: '2026-01-15T10:00:00Z', country: 'NO', city: 'Drammen', latitude: 59.74, longitude: 10.2 },
      ...{ asn: 4200000000, deviceId: 'd1', timezone: 'Europe/Oslo' },
    }

    const { body } = await control('POST', '/sign-ins', { ...ann, context })

    expect(body.authEvent).toMatchObject({
      CreationDate: '2026-01-15T10:00:00.000Z',
      EventContextData: { IpAddress: '198.51.100.7', City: 'Drammen', Country: 'Norway', Timezone: '+01:00' },
    })
  })

  test('knows the secret of the client', async () => {
    const { call, control } = await openShop()
    const { UserPoolClient } = await call('CreateUserPoolClient', {
      UserPoolId: shop.pool,
      ClientName: 'server',
      GenerateSecret: true,
      ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    })
    const clientId = UserPoolClient!.ClientId!
    const context = { ...atHome, ipAddress: '233.252.0.10' }

    const { body } = await control('POST', '/sign-ins', { ...ann, clientId, password: 'Correct-Horse-1', context })

    expect(body.outcome.AuthenticationResult).toBeDefined()
  })

  test('of a name that nobody has leaves no event', async () => {
    const { control } = await openShop()

    const { body } = await control('POST', '/sign-ins', { ...ann, username: 'nobody', context: atHome })

    expect(body).toMatchObject({ authEvent: null, evaluation: null, outcome: { error: expect.anything() } })
  })

  test.each([
    ['an unknown pool', 404, { userPoolId: 'us-east-1_Nowhere00' }],
    ['an unknown client', 404, { clientId: 'nobody' }],
    ['an address that is none', 400, { context: { ipAddress: 'home' } }],
    ['a member that there is not', 400, { context: { ...atHome, ip: '1.2.3.4' } }],
  ])('of %s is refused', async (_, status, change) => {
    const { control } = await openShop()

    const answer = await control('POST', '/sign-ins', { ...ann, context: atHome, ...change })

    expect(answer.status).toBe(status)
    expect(answer.body.error).toEqual({ code: expect.any(String), message: expect.any(String) })
  })
})
