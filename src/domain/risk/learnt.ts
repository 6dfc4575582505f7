import type { Context } from '../../context.ts'
import type { User } from '../../store/schema/users.ts'
import { eventsOf } from './events.ts'
import { toLearnedEvent } from './learned-events.ts'
import type { LevelName } from './model/constants.ts'
import { nodesOf } from './model/nodes.ts'
import { shownValue } from './model/reasons.ts'
import { evidenceOf } from './model/vector.ts'

/** What a user's events say about one value of one feature; times in ms since 1970. */
export interface LearntValue {
  readonly value: string
  good: number
  invalid: number
  valid: number
  failed: number
  readonly lastSeen: number
}

/** What the model has learnt about a user, in words instead of hashes. */
export interface Learnt {
  /** Events that taught something. */
  events: number
  feedbacks: { valid: number; invalid: number }
  first: number | undefined
  last: number | undefined
  /** For each level the values seen, the most frequent first. */
  readonly features: { readonly feature: LevelName; readonly values: LearntValue[] }[]
}

const pageSize = 500

/** Reads the user's newest events again and adds up what each of them taught; decay and other users are left out. */
export function learntAbout(ctx: Pick<Context, 'tx'>, user: User, newest = Number.POSITIVE_INFINITY): Learnt {
  const features = new Map<LevelName, Map<string, LearntValue>>()
  const learnt = { events: 0, feedbacks: { valid: 0, invalid: 0 }, first: undefined, last: undefined } as Learnt
  let left = newest
  for (let page = eventsOf(ctx, user, { limit: Math.min(pageSize, left) }); page.length > 0; ) {
    for (const stored of page) {
      if (stored.feedbackValue === 'Valid') learnt.feedbacks.valid += 1
      if (stored.feedbackValue === 'Invalid') learnt.feedbacks.invalid += 1
      const event = toLearnedEvent(stored)
      const evidence = evidenceOf(event)
      if (!Object.values(evidence).some(Boolean)) continue
      learnt.events += 1
      learnt.first = event.at
      learnt.last ??= event.at
      for (const node of nodesOf(event.context, event.at).levels) {
        const values = features.get(node.level) ?? new Map<string, LearntValue>()
        features.set(node.level, values)
        const value = shownValue(node)
        const sum = values.get(value) ?? { value, good: 0, invalid: 0, valid: 0, failed: 0, lastSeen: event.at }
        values.set(value, sum)
        for (const name of ['good', 'invalid', 'valid', 'failed'] as const) sum[name] += evidence[name]
      }
    }
    left -= page.length
    const isLast = page.length < pageSize || left <= 0
    page = isLast ? [] : eventsOf(ctx, user, { limit: Math.min(pageSize, left), after: page.at(-1)! })
  }
  return {
    ...learnt,
    features: [...features].map(([feature, values]) => ({
      feature,
      values: [...values.values()].sort((a, b) => b.good + b.failed - (a.good + a.failed)),
    })),
  }
}
