import { z } from 'zod'
import { findEventOf } from '../domain/risk/events.ts'
import { assessedWith } from '../domain/risk/feedback-effect.ts'
import { riskConstants } from '../domain/risk/model/constants.ts'
import { ControlError } from './control.ts'
import { route } from './route.ts'
import { level } from './schemas.ts'
import { subjectOf } from './subjects.ts'

const assessment = z.object({
  score: z.number(),
  level,
  contributions: z.array(
    z.object({ feature: z.string(), value: z.string(), contribution: z.number(), reason: z.string() }),
  ),
})
/** What the engine says of one attempt. */
export type Assessment = z.output<typeof assessment>

const effect = z.object({
  feedback: z.enum(['Valid', 'Invalid']).nullable().describe('what has been said'),
  thresholds: z.object({ low: z.number(), medium: z.number(), high: z.number() }),
  none: assessment.describe('if nobody had said anything about the event'),
  valid: assessment.describe('if it were Valid'),
  invalid: assessment.describe('if it were Invalid'),
})
/** The same attempt, scored anew for each thing that could be said about an event. */
export type FeedbackEffectView = z.output<typeof effect>

/** What feedback on an event changes. */
export const feedbackEffectRoutes = [
  route({
    method: 'get',
    path: '/pools/:id/users/:name/events/:eventId/feedback-effect',
    says: 'What the engine would say of the same attempt now: without feedback on the event, with Valid, with Invalid.',
    answer: effect,
    handle: ({ ctx, params }) =>
      ctx.transact((inside) => {
        const { user } = subjectOf(inside, params)
        const event = findEventOf(inside, user, params['eventId']!)
        if (!event) throw new ControlError(404, 'NotFound', `The user has no event ${params['eventId']}.`)
        return {
          feedback: event.feedbackValue,
          thresholds: riskConstants.thresholds,
          none: assessedWith(inside, event, null),
          valid: assessedWith(inside, event, 'Valid'),
          invalid: assessedWith(inside, event, 'Invalid'),
        }
      }),
  }),
]
