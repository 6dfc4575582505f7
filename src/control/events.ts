import { z } from 'zod'
import { eventsOf, findEventOf } from '../domain/risk/events.ts'
import { ControlError } from './control.ts'
import { eventView, viewOf } from './event-views.ts'
import { route } from './route.ts'
import { subjectOf } from './subjects.ts'

/** The auth events of a user, explained. */
export const eventRoutes = [
  route({
    method: 'get',
    path: '/pools/:id/users/:name/events',
    says: "The user's auth events with their explanations, newest first.",
    query: z.strictObject({ limit: z.coerce.number().int().min(1).max(500).default(50) }),
    answer: z.object({ events: z.array(eventView) }),
    handle: ({ ctx, params, query }) =>
      ctx.transact((inside) => {
        const { user } = subjectOf(inside, params)
        return { events: eventsOf(inside, user, query).map((event) => viewOf(inside, event)) }
      }),
  }),
  route({
    method: 'get',
    path: '/pools/:id/users/:name/events/:eventId',
    says: 'One event with its stored explanation, context, feedback and messages.',
    answer: eventView,
    handle: ({ ctx, params }) =>
      ctx.transact((inside) => {
        const { user } = subjectOf(inside, params)
        const event = findEventOf(inside, user, params['eventId']!)
        if (!event) throw new ControlError(404, 'NotFound', `The user has no event ${params['eventId']}.`)
        return viewOf(inside, event)
      }),
  }),
]
