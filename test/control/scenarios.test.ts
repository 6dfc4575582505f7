import { describe, expect, test } from 'vitest'
import { scenarios } from '../../src/domain/risk/scenarios.ts'
import { always, type ProtectedPlace, protectedPlace, sourceArn } from '../support/protected.ts'

function shopOf(): Promise<ProtectedPlace> {
  return protectedPlace({
    risk: {
      AccountTakeoverRiskConfiguration: {
        Actions: { HighAction: always('BLOCK', true).HighAction },
        NotifyConfiguration: { SourceArn: sourceArn },
      },
      CompromisedCredentialsRiskConfiguration: { Actions: { EventAction: 'BLOCK' } },
    },
  })
}

async function play(shop: ProtectedPlace, name: string, clientId = shop.clientId) {
  const url = `http://localhost:4590/_emulator/api/pools/${shop.poolId}/scenarios/${name}`
  const answer = await shop.core.app.request(url, { method: 'POST', body: JSON.stringify({ clientId }) })
  // biome-ignore lint/suspicious/noExplicitAny: the answer is looked at member by member
  return { status: answer.status, body: (await answer.json()) as any }
}

describe('a scenario', () => {
  test.each(['new-country', 'password-spray', 'insider'])('%s goes through the sign-in itself', async (name) => {
    const shop = await shopOf()

    const { status, body } = await play(shop, name)

    const { expected } = scenarios.find((scenario) => scenario.name === name)!
    expect(status).toBe(200)
    expect(body).toMatchObject({ name, expected, reached: expected, asExpected: true })
    const [event] = await shop.events(body.username)
    expect(body.authEvent.EventId).toBe(event!.EventId)
  })

  test('can be played again, with other people', async () => {
    const shop = await shopOf()

    const runs = [await play(shop, 'tor'), await play(shop, 'tor')].map(({ body }) => [body.reached, body.username])

    expect(runs).toEqual([1, 2].map((run) => ['High', `tor-${run}-victim@example.com`]))
  })

  test('gives the same numbers every time', async () => {
    const [one, other] = [await play(await shopOf(), 'tor'), await play(await shopOf(), 'tor')]

    expect(one.body.evaluation).toEqual(other.body.evaluation)
    expect(one.body.evaluation.contributions.length).toBeGreaterThan(3)
  })

  test('is blocked and announced where the configuration says so', async () => {
    const { body } = await play(await shopOf(), 'hosting-network')

    expect(body.outcome.error).toMatchObject({ message: 'Unable to login because of security reasons.' })
    expect(body.message).toMatchObject({ subject: 'Blocked sign-in attempt' })
    expect(body.attempts).toBe(31)
  })

  test('with a compromised password ends in a reset', async () => {
    const { body } = await play(await shopOf(), 'compromised-password')

    expect(body.outcome.error.code).toBe('PasswordResetRequiredException')
    expect(body.authEvent.EventRisk).toMatchObject({ CompromisedCredentialsDetected: true })
  })

  test('cannot be played where it makes no sense', async () => {
    const shop = await shopOf()

    expect((await play(shop, 'moonlight')).status).toBe(404)
    expect((await play(shop, 'tor', 'nobody')).status).toBe(404)
    await shop.call('UpdateUserPool', { UserPoolId: shop.poolId })
    expect((await play(shop, 'tor')).body.error.code).toBe('NotProtected')
  })
})
