import type { Context } from '../../context.ts'
import type { AuthEvent, RiskLevel } from '../../store/schema/events.ts'
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
  const { tx, clock } = ctx
  const assess = () => {
    const { score, level } = assessAttempt(tx, event.poolId, event.userId, event.context, clock.now())
    return { score, level }
  }
  const now = assess()
  tx.$client.exec('SAVEPOINT without_feedback')
  try {
    relearn(tx, toLearnedEvent(event), toLearnedEvent({ ...event, feedbackValue: null }))
    return { now, without: assess() }
  } finally {
    tx.$client.exec('ROLLBACK TO without_feedback; RELEASE without_feedback')
  }
}
