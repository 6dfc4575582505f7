import { describe, expect, test } from 'vitest'
import { getPool } from '../../../src/domain/pools/pools.ts'
import { readAttempt } from '../../../src/domain/risk/attempt.ts'
import { clearDirective, findDirective, setDirective } from '../../../src/domain/risk/directives.ts'
import { previewSignIn } from '../../../src/domain/risk/preview.ts'
import { finishSignIn } from '../../../src/domain/risk/protect.ts'
import { getUser } from '../../../src/domain/users/users.ts'
import type { RiskLevel } from '../../../src/store/schema/events.ts'
import { confirmedUser } from '../../support/people.ts'
import {
  always,
  attempt,
  berlin,
  firefoxOnLinux,
  lagos,
  magic,
  type ProtectedPlace,
  protectedPlace,
  seattle,
} from '../../support/protected.ts'

const blocking = { AccountTakeoverRiskConfiguration: { Actions: always('BLOCK') } }

async function shopWithAnn(options: Parameters<typeof protectedPlace>[0] = { risk: blocking }) {
  const shop = await protectedPlace(options)
  await confirmedUser(shop, 'ann')
  return shop
}

function direct(shop: ProtectedPlace, level: RiskLevel, times: number | null = 1) {
  shop.inside((ctx) => setDirective(ctx, getUser(ctx, getPool(ctx, shop.poolId), 'ann'), level, times))
}

describe('a sign-in with right credentials', () => {
  test('passes from a place that the user is known at', async () => {
    const shop = await shopWithAnn()
    await attempt(shop, 'ann')

    const protection = await attempt(shop, 'ann')

    expect(protection).toMatchObject({ demand: 'allow', notice: undefined })
    expect(shop.event(protection!.eventId)).toMatchObject({
      response: 'Pass',
      decision: 'NoRisk',
      level: 'NoRisk',
      challenges: [{ ChallengeName: 'Password', ChallengeResponse: 'Success' }],
      evaluation: { source: 'engine', action: 'NONE', mode: 'ENFORCED', configuration: 'pool' },
    })
  })

  test('is explained: the contributions add up to the score exactly', async () => {
    const shop = await shopWithAnn({})
    for (let day = 0; day < 10; day++) {
      await attempt(shop, 'ann')
      shop.clock.advance({ hours: 24 })
    }

    const { eventId } = (await attempt(shop, 'ann', { ipAddress: lagos, userAgent: firefoxOnLinux }))!

    const { evaluation } = shop.event(eventId)
    expect(evaluation!.contributions.length).toBeGreaterThan(3)
    expect(evaluation!.contributions.reduce((sum, term) => sum + term.contribution, 0)).toBe(evaluation!.score)
    expect(evaluation!.level).toBe('High')
    expect(evaluation!.thresholds).toEqual({ low: -1, medium: 0.4, high: 1.3 })
  })

  test.each(['NoRisk', 'Low', 'Medium', 'High'] as const)('gets the level of a magic address: %s', async (level) => {
    const shop = await shopWithAnn({})

    const { eventId } = (await attempt(shop, 'ann', { ipAddress: magic[level] }))!

    expect(shop.event(eventId)).toMatchObject({ level, evaluation: { level, source: 'magic' } })
  })

  test('is blocked where the configuration says so', async () => {
    const shop = await shopWithAnn()

    const { eventId, demand } = (await attempt(shop, 'ann', { ipAddress: magic.High }))!

    expect(demand).toBe('block')
    expect(shop.event(eventId)).toMatchObject({
      response: 'Fail',
      decision: 'Block',
      level: 'High',
      evaluation: { action: 'BLOCK', decision: 'Block' },
    })
  })

  test('waits for a second factor, and its event goes on from InProgress to Pass', async () => {
    const shop = await shopWithAnn({
      pool: { MfaConfiguration: 'OFF' },
      risk: { AccountTakeoverRiskConfiguration: { Actions: always('MFA_REQUIRED') } },
    })
    await shop.call('SetUserPoolMfaConfig', {
      UserPoolId: shop.poolId,
      SoftwareTokenMfaConfiguration: { Enabled: true },
      MfaConfiguration: 'OPTIONAL',
    })
    const { eventId, demand } = (await attempt(shop, 'ann', {
      ipAddress: magic.Medium,
      eligible: ['SOFTWARE_TOKEN_MFA'],
    }))!
    expect(demand).toBe('mfa')
    expect(shop.event(eventId)).toMatchObject({ response: 'InProgress', decision: 'AccountTakeover', verified: false })

    shop.inside((ctx) => finishSignIn(ctx, eventId, { mfa: 'Failure', passed: undefined }))
    expect(shop.event(eventId)).toMatchObject({ response: 'InProgress', verified: false })
    shop.inside((ctx) => finishSignIn(ctx, eventId, { mfa: 'Success', passed: true }))

    expect(shop.event(eventId)).toMatchObject({
      response: 'Pass',
      verified: true,
      challenges: [
        { ChallengeName: 'Password', ChallengeResponse: 'Success' },
        { ChallengeName: 'Mfa', ChallengeResponse: 'Failure' },
        { ChallengeName: 'Mfa', ChallengeResponse: 'Success' },
      ],
    })
  })

  test('changes no more once its event has ended', async () => {
    const shop = await shopWithAnn()
    const { eventId } = (await attempt(shop, 'ann', { ipAddress: magic.High }))!

    shop.inside((ctx) => finishSignIn(ctx, eventId, { passed: true }))

    expect(shop.event(eventId)).toMatchObject({ response: 'Fail', decision: 'Block' })
  })

  test('on a pool without protection has an id and no event', async () => {
    const shop = await shopWithAnn({ pool: { UserPoolTier: 'ESSENTIALS', UserPoolAddOns: undefined } })

    const protection = await attempt(shop, 'ann', { ipAddress: magic.High })

    expect(protection).toMatchObject({ demand: 'allow', eventId: expect.stringMatching(/^[0-9a-f-]{36}$/) })
    expect(shop.event(protection!.eventId)).toBeUndefined()
  })

  test('by CUSTOM_AUTH follows its own mode', async () => {
    const shop = await shopWithAnn({
      risk: blocking,
      pool: {
        UserPoolAddOns: {
          AdvancedSecurityMode: 'AUDIT',
          AdvancedSecurityAdditionalFlows: { CustomAuthMode: 'ENFORCED' },
        },
      },
    })

    const standard = await attempt(shop, 'ann', { ipAddress: magic.High })
    const custom = await attempt(shop, 'ann', { ipAddress: magic.High, custom: true })

    expect([standard!.demand, custom!.demand]).toEqual(['allow', 'block'])
    expect(shop.event(custom!.eventId)).toMatchObject({ challenges: [], evaluation: { mode: 'ENFORCED' } })
  })
})

describe('directives', () => {
  test('win over magic addresses and the engine, and are used up', async () => {
    const shop = await shopWithAnn({})
    direct(shop, 'High', 2)

    const sources: (string | undefined)[] = []
    for (let i = 0; i < 3; i++) {
      const { eventId } = (await attempt(shop, 'ann', { ipAddress: magic.NoRisk }))!
      const { evaluation, level } = shop.event(eventId)
      sources.push(`${evaluation?.source} ${level}`)
    }

    expect(sources).toEqual(['directive High', 'directive High', 'magic NoRisk'])
  })

  test('stay until they are cleared when they have no number', async () => {
    const shop = await shopWithAnn({})
    direct(shop, 'Low', null)
    await attempt(shop, 'ann')
    await attempt(shop, 'ann')
    shop.inside((ctx) => clearDirective(ctx, getUser(ctx, getPool(ctx, shop.poolId), 'ann')))
    await attempt(shop, 'ann')

    const levels = (await shop.events('ann')).map(({ EventRisk }) => EventRisk?.RiskLevel)

    expect(levels).toEqual([undefined, 'Low', 'Low'])
  })

  test('are not used up by a wrong password or by an address on an exception list', async () => {
    const ranges = { BlockedIPRangeList: [`${lagos}/32`], SkippedIPRangeList: [`${berlin}/32`] }
    const shop = await shopWithAnn({ risk: { RiskExceptionConfiguration: ranges } })
    direct(shop, 'High')

    await attempt(shop, 'ann', { wrong: true })
    await attempt(shop, 'ann', { ipAddress: berlin })
    await expect(attempt(shop, 'ann', { ipAddress: lagos })).rejects.toThrow('Request not allowed')
    await attempt(shop, 'ann', { ipAddress: seattle })

    const seen = (await shop.events('ann')).map(({ EventRisk: risk }) => [risk?.RiskDecision, risk?.RiskLevel])
    expect(seen).toEqual([
      ['AccountTakeover', 'High'],
      ['Block', undefined],
      ['NoRisk', undefined],
      ['NoRisk', undefined],
    ])
  })

  test('force a level that the cold-start rule does not soften', async () => {
    const shop = await shopWithAnn({})
    direct(shop, 'Low')

    const { eventId } = (await attempt(shop, 'ann'))!

    expect(shop.event(eventId).level).toBe('Low')
  })
})

describe('addresses on exception lists', () => {
  const ranges = {
    BlockedIPRangeList: ['203.0.113.0/24', '2001:db8:1::/48'],
    SkippedIPRangeList: ['203.0.113.9/32', '198.51.100.0/24', '2001:db8:2::/48'],
  }

  test.each([lagos, '2001:db8:1:2::3', '::ffff:203.0.113.77'])(
    'the always-block list refuses %s and keeps a record without a level',
    async (ipAddress) => {
      const shop = await shopWithAnn({ risk: { RiskExceptionConfiguration: ranges } })

      await expect(attempt(shop, 'ann', { ipAddress })).rejects.toMatchObject({
        name: 'NotAuthorizedException',
        message: 'Request not allowed due to security reasons.',
      })

      const [event] = await shop.events('ann')
      expect(event).toMatchObject({
        EventResponse: 'Fail',
        EventRisk: { RiskDecision: 'Block', CompromisedCredentialsDetected: false },
        ChallengeResponses: [],
      })
      expect(event?.EventRisk).not.toHaveProperty('RiskLevel')
      expect(shop.event(event!.EventId!)).toMatchObject({
        learned: false,
        evaluation: { source: 'ip-rule', score: 0, contributions: [], action: 'BLOCK', decision: 'Block' },
      })
    },
  )

  test.each([berlin, '2001:db8:2:7::1'])('the skip list takes %s out of the evaluation', async (ipAddress) => {
    const shop = await shopWithAnn({ risk: { ...blocking, RiskExceptionConfiguration: ranges } })

    const { eventId, demand } = (await attempt(shop, 'ann', { ipAddress }))!

    expect(demand).toBe('allow')
    expect(shop.event(eventId)).toMatchObject({
      level: 'NoRisk',
      decision: 'NoRisk',
      learned: false,
      evaluation: { source: 'ip-rule', score: 0, contributions: [] },
    })
  })

  test('work in full-function mode only', async () => {
    const shop = await shopWithAnn({ mode: 'AUDIT', risk: { RiskExceptionConfiguration: ranges } })

    const { eventId } = (await attempt(shop, 'ann', { ipAddress: lagos }))!

    expect(shop.event(eventId)).toMatchObject({ response: 'Pass', learned: true, evaluation: { source: 'engine' } })
  })
})

describe('a wrong password', () => {
  test('is recorded with its level, and nothing is done about it', async () => {
    const shop = await shopWithAnn({
      risk: { AccountTakeoverRiskConfiguration: { Actions: always('BLOCK', true) } },
    })

    await attempt(shop, 'ann', { wrong: true, ipAddress: magic.High })

    expect(await shop.events('ann')).toMatchObject([
      {
        EventResponse: 'Fail',
        EventRisk: { RiskDecision: 'AccountTakeover', RiskLevel: 'High' },
        ChallengeResponses: [{ ChallengeName: 'Password', ChallengeResponse: 'Failure' }],
      },
    ])
    expect(shop.inbox()).toEqual([])
  })

  test('makes the same place riskier for a while', async () => {
    const shop = await shopWithAnn({})
    await attempt(shop, 'ann')
    const scoreOf = async () => shop.event((await attempt(shop, 'ann'))!.eventId).evaluation!.score
    const before = await scoreOf()
    for (let i = 0; i < 8; i++) await attempt(shop, 'ann', { wrong: true })

    expect(await scoreOf()).toBeGreaterThan(before + 0.5)
  })
})

describe('a preview', () => {
  test('says what a sign-in would score, and leaves no trace', async () => {
    const shop = await shopWithAnn()
    for (let i = 0; i < 5; i++) await attempt(shop, 'ann')
    direct(shop, 'Medium')
    const thinkOf = (ipAddress: string) =>
      shop.inside(
        (ctx) => {
          const pool = getPool(ctx, shop.poolId)
          const user = getUser(ctx, pool, 'ann')
          return previewSignIn(ctx, { pool, user, attempt: readAttempt(ctx, pool, undefined, {}) })
        },
        { ipAddress },
      )

    const forced = thinkOf(lagos)
    const remaining = shop.inside((ctx) => findDirective(ctx, getUser(ctx, getPool(ctx, shop.poolId), 'ann')) ?? null)
    shop.inside((ctx) => clearDirective(ctx, getUser(ctx, getPool(ctx, shop.poolId), 'ann')))
    const [before, again] = [thinkOf(lagos), thinkOf(lagos)]
    const { eventId } = (await attempt(shop, 'ann', { ipAddress: lagos }))!

    expect(forced).toMatchObject({ level: 'Medium', source: 'directive', action: 'BLOCK', decision: 'Block' })
    expect(remaining).toEqual({ level: 'Medium', remaining: 1 })
    expect(again).toEqual(before)
    expect(shop.event(eventId).evaluation).toEqual(before)
    expect(await shop.events('ann')).toHaveLength(6)
  })
})
