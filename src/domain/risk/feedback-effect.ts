import type { FeedbackValueType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import type { AuthEvent, Evaluation, RiskLevel } from '../../store/schema/events.ts'
import { toLearnedEvent } from './learned-events.ts'
import { assessAttempt } from './model/engine.ts'
import { relearn } from './model/learn.ts'

/** What an attempt in the same circumstances scores now, and would score if nobody had said anything about this event. */
export interface FeedbackEffect {
  readonly now: { readonly score: number; readonly level: RiskLevel }
  readonly without: { readonly score: number; readonly level: RiskLevel }
}

/** What the feedback on an event changes; undefined where the model does not learn from it. Leaves everything as it was. */
export function feedbackEffect(ctx: Pick<Context, 'tx' | 'clock'>, event: AuthEvent): FeedbackEffect | undefined {
  if (!event.learned) return undefined
  return { now: assessedWith(ctx, event, event.feedbackValue), without: assessedWith(ctx, event, null) }
}

/**
 * What the engine says of an attempt in the same circumstances now, if the event had this feedback and no other. Leaves
 * everything as it was.
 */
export function assessedWith(
  { tx, clock }: Pick<Context, 'tx' | 'clock'>,
  event: AuthEvent,
  feedback: FeedbackValueType | null,
): Pick<Evaluation, 'score' | 'level' | 'contributions'> {
  tx.$client.exec('SAVEPOINT other_feedback')
  try {
    relearn(tx, toLearnedEvent(event), toLearnedEvent({ ...event, feedbackValue: feedback }))
    const { score, level, terms } = assessAttempt(tx, event.poolId, event.userId, event.context, clock.now())
    return { score, level, contributions: [...terms] }
  } finally {
    tx.$client.exec('ROLLBACK TO other_feedback; RELEASE other_feedback')
  }
}
