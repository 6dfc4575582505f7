import { setImmediate as turn } from 'node:timers/promises'
import { z } from 'zod'
import { validate } from '../api/validate.ts'
import type { Context } from '../context.ts'
import { appliedConfiguration } from '../domain/risk/configuration.ts'
import { riskConstants } from '../domain/risk/model/constants.ts'
import { attemptsPage, type Position, positionOfNewest } from '../domain/risk/past-attempts.ts'
import { type Policy, startReplay } from '../domain/risk/replay.ts'
import { eligibleFactors } from '../domain/sign-in/eligible-factors.ts'
import { attributesOf, findUserById } from '../domain/users/users.ts'
import { type Call, route } from './route.ts'
import { iso, level, moment } from './schemas.ts'
import { type Pool, poolOf } from './subjects.ts'

const outcome = z.enum(['allow', 'challenge', 'block'])
const threshold = z.number().optional()

/** The parts of a RiskConfiguration, and what DescribeRiskConfiguration says besides, which is of no account. */
const parts = {
  AccountTakeoverRiskConfiguration: z.unknown().optional(),
  CompromisedCredentialsRiskConfiguration: z.unknown().optional(),
  RiskExceptionConfiguration: z.unknown().optional(),
  UserPoolId: z.unknown().optional(),
  ClientId: z.unknown().optional(),
  LastModifiedDate: z.unknown().optional(),
}

/** A policy as a file holds it: a RiskConfiguration as the API has it, and what the API cannot say. */
export const policy = z.strictObject({
  mode: z.enum(['AUDIT', 'ENFORCED']).optional(),
  thresholds: z.strictObject({ low: threshold, medium: threshold, high: threshold }).optional(),
  ...parts,
  RiskConfiguration: z
    .strictObject(parts)
    .optional()
    .describe('the same parts, as DescribeRiskConfiguration answers with them'),
})

const rate = z.number().nullable()
const tally = z.object({
  levels: z.record(level, z.number()),
  outcomes: z.record(outcome, z.number()),
  falseAlarmRate: rate.describe("owners' sign-ins that were challenged or blocked; null where none is labelled Valid"),
  falseBlockRate: rate,
  alarmRate: rate.describe("attackers' sign-ins that were challenged or blocked; null where none is labelled Invalid"),
  blockRate: rate,
})
const judged = z.object({ level, outcome })

/** What another policy would change. */
export const replayReport = z.object({
  attempts: z.number().describe('evaluated sign-ins with right credentials'),
  labelled: z.object({ owners: z.number(), attackers: z.number() }),
  before: tally,
  after: tally,
  scores: z
    .array(z.object({ from: z.number(), attempts: z.number() }))
    .describe('how many attempts there are for each quarter of a point of the score, the lowest first'),
  moves: z.record(z.string(), z.number()),
  changed: z.number(),
  changes: z.array(
    z.object({
      eventId: z.string(),
      username: z.string(),
      at: moment,
      score: z.number(),
      before: judged,
      after: judged,
      label: z.enum(['owner', 'attacker']).nullable(),
    }),
  ),
})

type Body = { policy: z.output<typeof policy>; since?: string | undefined; newest?: number | undefined; listed: number }

/** The past under another policy. */
export const replayRoutes = [
  route({
    method: 'post',
    path: '/pools/:id/replay',
    says: 'Judges the stored sign-ins of a pool under another risk configuration or other thresholds; changes nothing.',
    body: z.strictObject({
      policy,
      since: moment.optional(),
      newest: z.number().int().min(1).optional().describe('only so many events, the newest ones'),
      listed: z.number().int().min(0).max(100_000).default(1000).describe('how many changes are listed one by one'),
    }),
    answer: replayReport,
    handle: replayStored,
  }),
]

async function replayStored({ ctx, params, body }: Call<unknown, Body>): Promise<z.input<typeof replayReport>> {
  const pool = ctx.transact((inside) => poolOf(inside, params))
  const read = ctx.transact((inside) => readPolicy(inside, pool, body.policy))
  // Users are read when they are asked about: most of them never are.
  let reading: Context | undefined
  const known = new Map<number | string, ReturnType<Policy['eligible']>>()
  const eligible: Policy['eligible'] = (userId) => {
    const factors = known.get(userId) ?? (reading ? factorsOf(reading, pool, userId) : [])
    known.set(userId, factors)
    return factors
  }
  const replay = startReplay({ ...read, eligible }, body.listed)
  let next: Position | undefined = ctx.transact((inside) => startOf(inside, pool, body))
  while (next) {
    const after = next
    next =
      ctx.transact((inside) => {
        reading = inside
        const page = attemptsPage(inside.tx, pool.id, after)
        for (const attempt of page.attempts) replay.add(attempt)
        return page.next ?? null
      }) ?? undefined
    // Others get their turn between the pages.
    await turn()
  }
  const { changes, ...report } = replay.report()
  return ctx.transact((inside) => ({
    ...report,
    changes: changes.map(({ id, userId, at, label, ...change }) => ({
      ...{ ...change, eventId: id, at: iso(at), label: label ?? null },
      username: userOf(inside, userId)?.username ?? '',
    })),
  }))
}

function factorsOf(ctx: Context, pool: Pool, userId: number | string): ReturnType<Policy['eligible']> {
  const user = userOf(ctx, userId)
  return user ? eligibleFactors(ctx, pool, user, attributesOf(ctx, user)) : []
}

function userOf(ctx: Context, userId: number | string) {
  return typeof userId === 'number' ? findUserById(ctx, userId) : undefined
}

/** Behind which event the replay begins: the later one of `since` and `newest`. */
function startOf({ tx }: Context, pool: Pool, { since, newest }: Body): Position {
  const ofTime = { at: since === undefined ? 0 : Date.parse(since) - 1, seq: 0 }
  const ofNumber = newest === undefined ? ofTime : positionOfNewest(tx, pool.id, newest)
  return ofNumber.at > ofTime.at ? ofNumber : ofTime
}

/** Throws the service's own refusal for a configuration that SetRiskConfiguration would not take. */
function readPolicy(ctx: Context, pool: Pool, given: z.output<typeof policy>): Omit<Policy, 'eligible'> {
  const { mode = 'ENFORCED', thresholds } = given
  const { AccountTakeoverRiskConfiguration, CompromisedCredentialsRiskConfiguration, RiskExceptionConfiguration } = {
    ...given,
    ...given.RiskConfiguration,
  }
  const { UserPoolId: _pool, ...configuration } = validate('SetRiskConfiguration', {
    UserPoolId: pool.id,
    AccountTakeoverRiskConfiguration,
    CompromisedCredentialsRiskConfiguration,
    RiskExceptionConfiguration,
  })
  const isGiven = Object.values(configuration).some((part) => part !== undefined)
  const standard = riskConstants.thresholds
  return {
    mode,
    configuration: isGiven ? configuration : appliedConfiguration(ctx, pool, undefined).configuration,
    thresholds: {
      low: thresholds?.low ?? standard.low,
      medium: thresholds?.medium ?? standard.medium,
      high: thresholds?.high ?? standard.high,
    },
    mfa: pool.settings.MfaConfiguration ?? 'OFF',
  }
}
