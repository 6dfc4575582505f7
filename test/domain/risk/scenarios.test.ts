import { expect, test } from 'vitest'
import { getClient } from '../../../src/domain/clients/clients.ts'
import { getPool } from '../../../src/domain/pools/pools.ts'
import { readAttempt } from '../../../src/domain/risk/attempt.ts'
import { failSignIn } from '../../../src/domain/risk/protect.ts'
import { type Scenario, type ScenarioStep, scenarios } from '../../../src/domain/risk/scenarios.ts'
import { confirmedUser } from '../../support/people.ts'
import { attempt, type ProtectedPlace, protectedPlace } from '../../support/protected.ts'

/** Plays a scenario straight through the functions of threat protection; answers the level of the last attempt. */
async function play(shop: ProtectedPlace, { steps }: Scenario, run: number): Promise<string> {
  const now = shop.clock.now()
  const known = new Set<string>()
  let last = ''
  for (const step of steps(now, run)) {
    shop.clock.set(step.at)
    if (step.role.startsWith('stranger')) {
      tryUnknown(shop, step)
      continue
    }
    const name = `${step.role}-${run}`
    if (!known.has(name)) await confirmedUser(shop, name)
    known.add(name)
    const tried = await attempt(shop, name, { context: step.context, wrong: step.password === 'wrong' })
    last = tried ? shop.event(tried.eventId).level : last
  }
  shop.clock.set(now)
  return last
}

function tryUnknown(shop: ProtectedPlace, { role, context }: ScenarioStep): void {
  shop.inside(
    (ctx) => {
      const pool = getPool(ctx, shop.poolId)
      const client = getClient(ctx, shop.clientId)
      const read = readAttempt(ctx, pool, client, {})
      failSignIn(ctx, { pool, client, user: undefined, username: role, attempt: read })
    },
    { simulated: { context, skipCredentials: true } },
  )
}

// The days lie before, at and behind a border of the model's epochs, and the hours all round the clock.
const moments = [0, 5, 10, 15, 20, 25, 30].map((days) => [days, (days * 7) % 24] as const)

test.each(scenarios.map((scenario) => [scenario.name, scenario.expected, scenario] as const))(
  'the scenario %s reaches %s whenever it is played, and again in the same pool',
  async (_name, expected, scenario) => {
    for (const [days, hours] of moments) {
      const shop = await protectedPlace()
      shop.clock.advance({ days, hours })

      const levels = [await play(shop, scenario, 1), await play(shop, scenario, 2)]

      expect([days, ...levels]).toEqual([days, expected, expected])
    }
  },
)
