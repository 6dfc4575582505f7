import fc from 'fast-check'
import { hashUnknownName, type LearnedEvent, type RiskContext } from '../../../../src/domain/risk/model/context.ts'
import { forgetExpired, forgetUser } from '../../../../src/domain/risk/model/forget.ts'
import { learn, relearn, unlearn } from '../../../../src/domain/risk/model/learn.ts'
import { openStore, type Tx } from '../../../../src/store/database.ts'

/** How often each property is tried; RISK_RUNS makes longer runs. */
export const runs = (usual: number) => ({ numRuns: Math.ceil(usual * Number(process.env['RISK_RUNS'] ?? 1)) })

const hour = 3_600_000
const start = Date.UTC(2025, 0, 1)

// Few values, so that users, networks, devices and epochs meet each other all the time.
const networks = [
  { countryCode: 'NO', asn: 64496, latitude: 59.9, longitude: 10.8, ips: ['10.0.0.1', '10.0.0.2', '10.0.1.1'] },
  {
    countryCode: 'NO',
    asn: 64497,
    latitude: 60.4,
    longitude: 5.3,
    ips: ['10.0.0.1', '2001:db8:1::1', '2001:db8:1:2::9'],
  },
  { countryCode: 'RO', asn: 64498, latitude: 44.4, longitude: 26.1, ips: ['198.18.0.1', '198.18.0.2', '198.18.7.7'] },
  { ips: [undefined, '192.168.0.1'] },
]
const clients = [
  { deviceType: 'desktop', os: 'Windows 10', browser: 'Chrome 133', userAgent: 'ua1' },
  { deviceType: 'desktop', os: 'Windows 10', browser: 'Chrome 134', userAgent: 'ua2' },
  { deviceType: 'mobile', os: 'iOS 18.3', browser: 'Mobile Safari 18.3', userAgent: 'ua3' },
  {},
]

/** Any context out of a small world. */
export const contexts: fc.Arbitrary<RiskContext> = fc
  .record({
    network: fc
      .constantFrom(...networks)
      .chain(({ ips, ...place }) =>
        fc.constantFrom(...ips).map((ipAddress) => (ipAddress ? { ...place, ipAddress } : place)),
      ),
    client: fc.constantFrom(...clients),
    deviceId: fc.constantFrom(undefined, 'd1', 'd2', 'd3'),
    rememberedDevice: fc.boolean(),
    riskTimezone: fc.constantFrom(undefined, 'Europe/Oslo', 'local', '+02:00'),
  })
  .map(({ network, client, ...rest }) => ({ ...network, ...client, ...rest }))

/** A step of time in milliseconds: mostly minutes and hours, sometimes months, sometimes back, sometimes none. */
const steps = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 90 * 60_000 }) },
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.integer({ min: hour, max: 40 * 24 * hour }) },
  { weight: 1, arbitrary: fc.integer({ min: -40 * 24 * hour, max: -1 }) },
)

const attempts = fc.record({
  poolId: fc.constantFrom('pool-a', 'pool-a', 'pool-b'),
  who: fc.integer({ min: 1, max: 4 }),
  known: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
  context: contexts,
  outcome: fc.constantFrom<LearnedEvent['outcome']>('Pass', 'Pass', 'Pass', 'Fail', 'Fail', 'InProgress'),
  level: fc.constantFrom<LearnedEvent['level']>('NoRisk', 'NoRisk', 'Low', 'Medium', 'High'),
  verified: fc.boolean(),
  allowed: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
  learned: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
})

type Attempt = typeof attempts extends fc.Arbitrary<infer T> ? T : never

/** One thing that happens: an attempt, feedback on an earlier one, the end of a pending one, a deletion or a purge. */
export type Step =
  | { kind: 'attempt'; step: number; attempt: Attempt }
  | { kind: 'feedback'; which: number; label: LearnedEvent['label'] }
  | { kind: 'end'; which: number; outcome: 'Pass' | 'Fail' }
  | { kind: 'delete'; who: number }
  | { kind: 'retention'; share: number }
  | { kind: 'purge' }

const labels = fc.constantFrom<LearnedEvent['label']>('Valid', 'Invalid', null)
const attemptSteps = fc.record({ kind: fc.constant('attempt' as const), step: steps, attempt: attempts })
const feedbackSteps = fc.record({ kind: fc.constant('feedback' as const), which: fc.nat(), label: labels })

/** Histories of several users in two pools with feedback in any order, flips, resubmissions and clock jumps. */
export const histories = (length: number): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.oneof(
      { weight: 14, arbitrary: attemptSteps },
      { weight: 6, arbitrary: feedbackSteps },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant('end' as const),
          which: fc.nat(),
          outcome: fc.constantFrom('Pass' as const, 'Fail' as const),
        }),
      },
    ),
    { minLength: Math.floor(length / 2), maxLength: length, size: 'max' },
  )

/** The same, with deletions of users, retention and purges in between. */
export const longLives = (length: number): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.oneof(
      { weight: 30, arbitrary: attemptSteps },
      { weight: 12, arbitrary: feedbackSteps },
      {
        weight: 1,
        arbitrary: fc.record({ kind: fc.constant('delete' as const), who: fc.integer({ min: 1, max: 4 }) }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant('retention' as const),
          share: fc.double({ min: 0, max: 0.5, noNaN: true }),
        }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('purge' as const) }) },
      { weight: 1, arbitrary: attemptSteps.map((step) => ({ ...step, step: 150 * 24 * hour })) },
    ),
    { minLength: Math.floor(length / 2), maxLength: length, size: 'max' },
  )

/** A store with the history played into it, and the events as they stand at its end. */
export interface World {
  readonly tx: Tx
  readonly events: LearnedEvent[]
  now: number
}

/** An empty world. */
export function emptyWorld(): World {
  return { tx: openStore(':memory:').tx, events: [], now: start }
}

/** Plays a history into a world. */
export function play(history: readonly Step[], world = emptyWorld()): World {
  for (const step of history) playStep(world, step)
  return world
}

function playStep(world: World, step: Step): void {
  const { tx, events } = world
  if (step.kind === 'attempt') {
    world.now += step.step
    const { who, known, poolId, ...rest } = step.attempt
    const userId = known ? userOf(poolId, who) : hashUnknownName(Buffer.from('k'), poolId, `x${who}`)
    const outcome = known ? rest.outcome : 'Fail'
    const event: LearnedEvent = { ...rest, outcome, poolId, userId, at: world.now, label: null }
    learn(tx, event)
    events.push(event)
  } else if (step.kind === 'feedback' || step.kind === 'end') {
    const index = events.length > 0 ? step.which % events.length : -1
    const before = events[index]
    if (!before || typeof before.userId === 'string') return
    if (step.kind === 'end' && before.outcome !== 'InProgress') return
    const after = step.kind === 'end' ? { ...before, outcome: step.outcome } : { ...before, label: step.label }
    relearn(tx, before, after)
    events[index] = after
  } else if (step.kind === 'delete') {
    forgetUser(tx, 'pool-a', userOf('pool-a', step.who))
    keep(events, (event) => event.userId !== userOf('pool-a', step.who))
  } else if (step.kind === 'retention') {
    const oldest = [...events].sort((a, b) => a.at - b.at).slice(0, Math.floor(step.share * events.length))
    for (const event of oldest) unlearn(tx, event)
    keep(events, (event) => !oldest.includes(event))
  } else {
    forgetExpired(tx, world.now)
  }
}

/** Ids of users differ from pool to pool, as rows of one table do. */
export function userOf(poolId: string, who: number): number {
  return poolId === 'pool-a' ? who : who + 100
}

function keep(events: LearnedEvent[], test: (event: LearnedEvent) => boolean): void {
  events.splice(0, events.length, ...events.filter(test))
}

const tables = ['risk_user', 'risk_user_total', 'risk_pool', 'risk_pool_total', 'risk_failures', 'risk_places']

/** All counters, comparable with `toEqual`. */
export function counters(tx: Tx): Record<string, unknown[]> {
  return Object.fromEntries(tables.map((table) => [table, tx.$client.prepare(`SELECT * FROM ${table}`).raw().all()]))
}
