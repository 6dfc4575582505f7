import { z } from 'zod'
import { findEvent } from '../domain/risk/events.ts'
import { explainEvent, explanationLines } from '../domain/risk/explain.ts'
import { findUserById } from '../domain/users/users.ts'
import { ControlError } from './control.ts'
import { route } from './route.ts'

const explanation = z.object({
  userPoolId: z.string(),
  username: z.string(),
  eventId: z.string(),
  headline: z.string(),
  attempt: z.string(),
  rating: z.string(),
  terms: z.array(z.object({ feature: z.string(), contribution: z.number(), sentence: z.string() })),
  action: z.string(),
  sent: z.string(),
  feedback: z.string().optional(),
  lines: z.array(z.string()).describe('the same, to be read from top to bottom'),
})

/** Events in plain words. */
export const explanationRoutes = [
  route({
    method: 'get',
    path: '/events/:eventId/explanation',
    says: 'Why an event was rated as it was, what was done, and what feedback changed: in plain words, by its id alone.',
    answer: explanation,
    handle: ({ ctx, params }) =>
      ctx.transact((inside) => {
        const event = findEvent(inside.tx, params['eventId']!)
        if (!event) throw new ControlError(404, 'NotFound', `There is no event ${params['eventId']}.`)
        const { feedback, ...told } = explainEvent(inside, event)
        return {
          userPoolId: event.poolId,
          username: findUserById(inside, event.userId)?.username ?? '',
          eventId: event.id,
          ...told,
          terms: [...told.terms],
          ...(feedback !== undefined && { feedback }),
          lines: explanationLines({ ...told, feedback }),
        }
      }),
  }),
]
