import { describe, expect, test } from 'vitest'
import type { Context } from '../../../src/context.ts'
import { scoredLogins } from '../../../src/domain/risk/login-history.ts'
import { riskConstants } from '../../../src/domain/risk/model/constants.ts'
import { attemptsPage, type PastAttempt } from '../../../src/domain/risk/past-attempts.ts'
import { type Policy, startReplay } from '../../../src/domain/risk/replay.ts'
import { openStore } from '../../../src/store/database.ts'
import { confirmedUser } from '../../support/people.ts'
import {
  always,
  attempt,
  berlin,
  lagos,
  magic,
  type ProtectedPlace,
  protectedPlace,
  seattle,
} from '../../support/protected.ts'

const policy = (change: Partial<Policy> = {}): Policy => ({
  mode: 'ENFORCED',
  configuration: { AccountTakeoverRiskConfiguration: { Actions: always('BLOCK') } },
  thresholds: riskConstants.thresholds,
  mfa: 'OPTIONAL',
  eligible: () => ['SOFTWARE_TOKEN_MFA'],
  ...change,
})

function stored(shop: ProtectedPlace): PastAttempt[] {
  return shop.inside((ctx: Context) => attemptsPage(ctx.tx, shop.poolId, { at: 0, seq: 0 }).attempts)
}

function replay(attempts: Iterable<PastAttempt>, under: Policy, listed?: number) {
  const begun = startReplay(under, listed)
  for (const past of attempts) begun.add(past)
  return begun.report()
}

async function shopWithAnn(options: Parameters<typeof protectedPlace>[0] = {}) {
  const shop = await protectedPlace(options)
  await confirmedUser(shop, 'ann')
  return shop
}

describe('stored sign-ins under another policy', () => {
  test('are counted, and those that end otherwise are listed', async () => {
    const shop = await shopWithAnn()
    for (const level of ['NoRisk', 'Low', 'Medium', 'High'] as const) {
      await attempt(shop, 'ann', { ipAddress: magic[level] })
    }
    await attempt(shop, 'ann', { wrong: true })
    const Actions = { ...always('MFA_REQUIRED'), HighAction: always('BLOCK').HighAction, LowAction: undefined }
    const configuration = { AccountTakeoverRiskConfiguration: { Actions } }

    const report = replay(stored(shop), policy({ configuration }))

    expect(report).toMatchObject({
      attempts: 4,
      changed: 2,
      moves: { 'allow → challenge': 1, 'allow → block': 1 },
      before: { outcomes: { allow: 4, challenge: 0, block: 0 } },
      after: {
        levels: { NoRisk: 1, Low: 1, Medium: 1, High: 1 },
        outcomes: { allow: 2, challenge: 1, block: 1 },
        falseAlarmRate: null,
      },
    })
    expect(report.changes.map(({ before, after }) => [before, after])).toEqual([
      [
        { level: 'Medium', outcome: 'allow' },
        { level: 'Medium', outcome: 'challenge' },
      ],
      [
        { level: 'High', outcome: 'allow' },
        { level: 'High', outcome: 'block' },
      ],
    ])
  })

  test('are counted by their score, a quarter of a point at a time', () => {
    const scores = [-3.1, -3.2, 0, 0.24, 0.26]
    const attempts = scores.map((score, i) => ({
      ...{ id: String(i), userId: 1, at: i, ipAddress: berlin, score, label: undefined },
      ...{ level: 'NoRisk' as const, outcome: 'allow' as const, levelUnder: () => 'NoRisk' as const },
    }))

    expect(replay(attempts, policy()).scores).toEqual([
      { from: -3.25, attempts: 2 },
      { from: 0, attempts: 2 },
      { from: 0.25, attempts: 1 },
    ])
  })

  test('change nothing under the policy that they were judged by', async () => {
    const shop = await shopWithAnn({ risk: policy().configuration })
    for (const ipAddress of [seattle, magic.Low, magic.High, lagos, seattle]) await attempt(shop, 'ann', { ipAddress })

    const report = replay(stored(shop), policy())

    expect(report.changed).toBe(0)
    expect(report.after).toEqual(report.before)
  })

  test('follow other thresholds where the engine decided, and keep a level that was forced', async () => {
    const shop = await shopWithAnn()
    for (let day = 0; day < 10; day++) {
      await attempt(shop, 'ann', { ipAddress: berlin })
      shop.clock.advance({ days: 1 })
    }
    const strict = { low: -100, medium: -100, high: -100 }
    await attempt(shop, 'ann', { ipAddress: magic.NoRisk })

    const report = replay(stored(shop), policy({ thresholds: strict }))

    expect(report.after.levels).toEqual({ NoRisk: 1, Low: 0, Medium: 0, High: 10 })
  })

  test('keep the cold-start rule', async () => {
    const shop = await shopWithAnn()
    await attempt(shop, 'ann')

    const { after } = replay(stored(shop), policy({ thresholds: { low: -5, medium: 5, high: 6 } }))

    expect(after.levels).toMatchObject({ NoRisk: 1, Low: 0 })
  })

  test('follow exception lists and audit mode', async () => {
    const shop = await shopWithAnn()
    for (const ipAddress of [magic.High, lagos]) await attempt(shop, 'ann', { ipAddress })
    const configuration = {
      ...policy().configuration,
      RiskExceptionConfiguration: { BlockedIPRangeList: [`${lagos}/32`], SkippedIPRangeList: [`${magic.High}/32`] },
    }

    const listed = replay(stored(shop), policy({ configuration }))
    const audit = replay(stored(shop), policy({ configuration, mode: 'AUDIT' }))

    expect(listed.moves).toEqual({ 'allow → block': 1 })
    expect(audit.changed).toBe(0)
  })

  test('tell false alarms from true ones where somebody gave feedback', async () => {
    const shop = await shopWithAnn()
    for (const value of ['Valid', 'Valid', 'Invalid'] as const) {
      const { eventId } = (await attempt(shop, 'ann', { ipAddress: value === 'Valid' ? magic.Low : magic.High }))!
      await shop.feedback('ann', eventId, value)
    }
    const Actions = { LowAction: always('MFA_REQUIRED').LowAction, HighAction: always('BLOCK').HighAction }
    const configuration = { AccountTakeoverRiskConfiguration: { Actions } }

    const report = replay(stored(shop), policy({ configuration }))

    expect(report.labelled).toEqual({ owners: 2, attackers: 1 })
    expect(report.before).toMatchObject({ falseAlarmRate: 0, alarmRate: 0, blockRate: 0 })
    expect(report.after).toMatchObject({ falseAlarmRate: 1, falseBlockRate: 0, alarmRate: 1, blockRate: 1 })
  })

  test('lists no more changes than wanted', async () => {
    const shop = await shopWithAnn()
    for (let i = 0; i < 5; i++) await attempt(shop, 'ann', { ipAddress: magic.High })

    const report = replay(stored(shop), policy(), 2)

    expect([report.changed, report.changes.length]).toEqual([5, 2])
  })
})

describe('a history of logins', () => {
  const context = { ipAddress: '10.1.1.1', countryCode: 'NO', asn: 4200000000, os: 'Windows 10', browser: 'Chrome 133' }
  const abroad = { ...context, ipAddress: '10.9.9.9', countryCode: 'BR', asn: 4200000009, os: 'Linux' }

  test('is scored in its order, each login before it is learnt', () => {
    const store = openStore(':memory:')
    const login = { username: 'ann', known: true, rightPassword: true, label: 'owner' as const, probe: false }
    const logins = Array.from({ length: 20 }, (_, i) => ({ ...login, id: `${i}`, at: i * 86_400_000, context }))
    const attack = { ...login, id: 'attack', at: 20 * 86_400_000, context: abroad, label: 'attacker' as const }
    const wrong = { ...login, id: 'wrong', at: 1, context, rightPassword: false }
    const unknown = { ...login, id: 'unknown', at: 2, context, known: false }

    const scored = [...scoredLogins(store.tx, [logins[0]!, wrong, unknown, ...logins.slice(1), attack])]

    expect(scored.map(({ id }) => id)).toEqual([...logins.map(({ id }) => id), 'attack'])
    expect(scored[0]).toMatchObject({ level: 'NoRisk', userId: 'ann', outcome: 'allow' })
    expect(scored.at(-2)!.score).toBeLessThan(-3)
    expect(scored.at(-1)).toMatchObject({ level: 'High', label: 'attacker' })
    expect(replay(scored, policy()).after).toMatchObject({ falseAlarmRate: 0, blockRate: 1 })
    store.close()
  })
})
