import { z } from 'zod'
import type { Context } from '../context.ts'
import { eventsOf, findEvent, findEventOf, latestEventsOfPool } from '../domain/risk/events.ts'
import type { AuthEvent } from '../domain/risk/request-events.ts'
import { ControlError } from './control.ts'
import { eventView, viewOf } from './event-views.ts'
import { route } from './route.ts'
import { level } from './schemas.ts'
import { poolOf, subjectOf } from './subjects.ts'

const filter = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  before: z.string().optional().describe('only events before the one of this id'),
  level: level.optional(),
  type: z.string().optional().describe('EventType, e.g. SignIn'),
  response: z.enum(['Pass', 'Fail', 'InProgress']).optional(),
})
type Filter = z.output<typeof filter>

const page = z.object({
  events: z.array(eventView),
  next: z.string().optional().describe('for `before`: there may be more behind the event of this id'),
})

/** The auth events of a user or a pool, explained. */
export const eventRoutes = [
  route({
    method: 'get',
    path: '/pools/:id/events',
    says: "The auth events of a pool's users, newest first.",
    query: filter,
    answer: page,
    handle: ({ ctx, params, query }) =>
      ctx.transact((inside) => {
        const pool = poolOf(inside, params)
        return readPage(inside, query, (limit, after) => latestEventsOfPool(inside, pool.id, { limit, after }))
      }),
  }),
  route({
    method: 'get',
    path: '/pools/:id/users/:name/events',
    says: "The user's auth events with their explanations, newest first.",
    query: filter,
    answer: page,
    handle: ({ ctx, params, query }) =>
      ctx.transact((inside) => {
        const { user } = subjectOf(inside, params)
        return readPage(inside, query, (limit, after) => eventsOf(inside, user, { limit, after }))
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

/** So many events are looked at for one page; a filter that fits none of them leaves the rest to the next page. */
const lookedAt = 2000

function readPage(
  ctx: Context,
  { limit, before, ...wanted }: Filter,
  read: (limit: number, after: AuthEvent | undefined) => AuthEvent[],
): z.input<typeof page> {
  let after = before === undefined ? undefined : findEvent(ctx.tx, before)
  if (before !== undefined && !after) throw new ControlError(404, 'NotFound', `There is no event ${before}.`)
  const plain = Object.values(wanted).every((value) => value === undefined)
  const batch = plain ? limit : Math.max(limit, 200)
  const found: AuthEvent[] = []
  for (let looked = 0; looked < lookedAt; looked += batch) {
    const events = read(batch, after)
    for (const event of events) {
      if (!fits(event, wanted)) continue
      found.push(event)
      if (found.length === limit) return { events: found.map((one) => viewOf(ctx, one)), next: event.id }
    }
    if (events.length < batch) return { events: found.map((one) => viewOf(ctx, one)) }
    after = events.at(-1)!
  }
  return { events: found.map((one) => viewOf(ctx, one)), ...(after && { next: after.id }) }
}

function fits(event: AuthEvent, { level, type, response }: Omit<Filter, 'limit' | 'before'>): boolean {
  return (
    (level === undefined || event.level === level) &&
    (type === undefined || event.type === type) &&
    (response === undefined || event.response === response)
  )
}
