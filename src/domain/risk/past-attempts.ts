import { statement, type Tx } from '../../store/database.ts'
import type { AuthEvent, RiskLevel } from '../../store/schema/events.ts'
import { eventsInOrder } from './events.ts'
import type { Thresholds } from './model/level.ts'
import { engineLevel } from './stored-rating.ts'

/** What became of a sign-in, or would become of it. */
export type Outcome = 'allow' | 'challenge' | 'block'

/** A sign-in with right credentials that lies in the past, as a policy can judge it again. */
export interface PastAttempt {
  /** Of the event, or of the line of a file. */
  readonly id: string
  readonly userId: number | string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly ipAddress: string
  readonly score: number
  /** The level under other thresholds; where it was forced, always the same. */
  levelUnder(thresholds: Thresholds): RiskLevel
  readonly level: RiskLevel
  readonly outcome: Outcome
  /** Who it was, where somebody said so. */
  readonly label: 'owner' | 'attacker' | undefined
}

/** Where the reading of a pool's events goes on. */
export type Position = Pick<AuthEvent, 'at' | 'seq'>

/** Evaluated sign-ins among the next events of a pool, oldest first; no `next` behind the last ones. */
export function attemptsPage(
  tx: Tx,
  poolId: string,
  after: Position,
  limit = 1000,
): { readonly attempts: PastAttempt[]; readonly next: Position | undefined } {
  const events = eventsInOrder(tx, poolId, after, limit)
  const attempts = events.map(pastAttemptOf).filter((attempt) => attempt !== undefined)
  return { attempts, next: events.length < limit ? undefined : events.at(-1) }
}

/** Behind which event the newest `count` events of a pool begin; the very beginning where it has no more than these. */
export function positionOfNewest(tx: Tx, poolId: string, count: number): Position {
  return (statement(tx, selectPosition).get(poolId, count) as Position | undefined) ?? { at: 0, seq: 0 }
}

// From the index alone, whatever the events hold.
const selectPosition = `
  SELECT at, seq FROM auth_events WHERE poolId = ? ORDER BY at DESC, seq DESC LIMIT 1 OFFSET ?`

/** An event as a past attempt; undefined for a wrong password and for whatever was not evaluated. */
function pastAttemptOf(event: AuthEvent): PastAttempt | undefined {
  const { evaluation, challenges } = event
  if (event.type !== 'SignIn' || !evaluation || evaluation.source === 'ip-rule') return undefined
  if (challenges[0]?.ChallengeResponse === 'Failure') return undefined
  const forced = evaluation.source !== 'engine'
  return {
    id: event.id,
    userId: event.userId,
    at: event.at,
    ipAddress: event.context.ipAddress,
    score: evaluation.score,
    levelUnder: (thresholds) => (forced ? event.level : engineLevel(evaluation, thresholds)),
    level: event.level,
    outcome: outcomeOf(event),
    label: event.feedbackValue === null ? undefined : event.feedbackValue === 'Valid' ? 'owner' : 'attacker',
  }
}

function outcomeOf({ decision, challenges, response, evaluation }: AuthEvent): Outcome {
  if (decision === 'Block') return 'block'
  const challenged = challenges.some(({ ChallengeName }) => ChallengeName === 'Mfa') || response === 'InProgress'
  return challenged && evaluation?.action.startsWith('MFA') ? 'challenge' : 'allow'
}
