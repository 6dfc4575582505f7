import { createHash } from 'node:crypto'
import type { LearnedEvent, RiskContext } from '../../domain/risk/model/context.ts'
import { assessAttempt } from '../../domain/risk/model/engine.ts'
import { learn } from '../../domain/risk/model/learn.ts'
import type { Assessment } from '../../domain/risk/model/score.ts'
import { openStore, type Tx } from '../../store/database.ts'
import type { RiskLevel } from '../../store/schema/events.ts'
import { contextOf, type Login, type LoginFile } from './login.ts'

/** A pool of users in a store of its own, into which logins are played. Scores and learns with the code of the sign-in path. */
export interface BenchPool {
  readonly tx: Tx
  readonly poolId: string
  readonly agents: LoginFile['agents']
  readonly users: Map<string, number>
  /** What is done to the circumstances of every login before they are used. */
  readonly reduce: (context: RiskContext) => RiskContext
}

/** An empty pool in memory. */
export function emptyPool(agents: LoginFile['agents'], reduce: BenchPool['reduce'] = (context) => context): BenchPool {
  const { tx } = openStore(':memory:')
  tx.$client.exec('BEGIN')
  return { tx, poolId: 'bench_pool', agents, users: new Map(), reduce }
}

/** The number of a user, given out when the name is first seen. */
export function userIdOf({ users }: BenchPool, name: string): number {
  const known = users.get(name)
  if (known !== undefined) return known
  users.set(name, users.size + 1)
  return users.size
}

/** The circumstances of a login in this pool. */
export function circumstances(pool: BenchPool, login: Login): RiskContext {
  return pool.reduce(contextOf(login, pool.agents))
}

/** Scores a login of a known user. */
export function scoreLogin(pool: BenchPool, login: Login, context = circumstances(pool, login)): Assessment {
  return assessAttempt(pool.tx, pool.poolId, userIdOf(pool, login.u), context, login.t)
}

/** The event that a login leaves behind; `passed` and `verified` say how it ended. */
export function eventOf(
  pool: BenchPool,
  login: Login,
  level: RiskLevel,
  ended: { passed: boolean; verified: boolean },
  context = circumstances(pool, login),
): LearnedEvent {
  return {
    poolId: pool.poolId,
    userId: login.known === 0 ? hashedName(login.u) : userIdOf(pool, login.u),
    at: login.t,
    context,
    outcome: ended.passed ? 'Pass' : 'Fail',
    level,
    verified: ended.verified,
    label: null,
    allowed: false,
    learned: true,
  }
}

/** Learns an event and answers it, so that feedback can change it later. */
export function learnEvent(pool: BenchPool, event: LearnedEvent): LearnedEvent {
  learn(pool.tx, event)
  return event
}

/** Does something to a pool, keeps the answer and forgets what was done. */
export function branch<T>(pool: BenchPool, work: () => T): T {
  const sqlite = pool.tx.$client
  sqlite.exec('SAVEPOINT branch')
  try {
    return work()
  } finally {
    sqlite.exec('ROLLBACK TO branch; RELEASE branch')
  }
}

/** Whether a level asks for more than the password. */
export function isAlarm(level: RiskLevel): boolean {
  return level === 'Medium' || level === 'High'
}

function hashedName(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 32)
}
