import type { LearnedEvent, RiskContext } from '../../../../src/domain/risk/model/context.ts'
import { assessAttempt } from '../../../../src/domain/risk/model/engine.ts'
import { learn } from '../../../../src/domain/risk/model/learn.ts'
import { openStore, type Tx } from '../../../../src/store/database.ts'

/** Spans in milliseconds. */
export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour
/** 3 March 2025, eight o'clock UTC. */
export const monday = Date.UTC(2025, 2, 3, 8)

/** The owner's usual circumstances. */
export const laptop: RiskContext = {
  ipAddress: '192.0.2.10',
  countryCode: 'US',
  asn: 64496,
  latitude: 47.6,
  longitude: -122.3,
  userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/133.0.0.0',
  deviceType: 'desktop',
  os: 'Windows 10',
  browser: 'Chrome 133',
  deviceId: 'laptop',
  riskTimezone: 'America/Los_Angeles',
}
/** Somebody else's, far away. */
export const lagos: RiskContext = {
  ...laptop,
  ipAddress: '203.0.113.5',
  countryCode: 'NG',
  asn: 64498,
  latitude: 6.5,
  longitude: 3.4,
  deviceId: 'other',
  riskTimezone: 'Africa/Lagos',
}

/** A good sign-in of user 1 from the laptop, but for what is changed. */
export const event = (change: Partial<LearnedEvent> = {}): LearnedEvent => ({
  poolId: 'pool',
  userId: 1,
  at: monday,
  context: laptop,
  outcome: 'Pass',
  level: 'NoRisk',
  verified: false,
  label: null,
  allowed: false,
  learned: true,
  ...change,
})

/** What one term adds to the score of an attempt; 0 where it is not reported. */
export function contribution(tx: Tx, feature: string, context: RiskContext, at: number, userId = 1): number {
  const { terms } = assessAttempt(tx, 'pool', userId, context, at)
  return terms.find((term) => term.feature === feature)?.contribution ?? 0
}

/** An empty store that has learnt some events. */
export function open(events: readonly LearnedEvent[] = []): Tx {
  const { tx } = openStore(':memory:')
  for (const each of events) learn(tx, each)
  return tx
}

/** One good sign-in a day, from Monday on. */
export const days = (count: number) => Array.from({ length: count }, (_, i) => event({ at: monday + i * day }))
