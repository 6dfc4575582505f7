import { z } from 'zod'
import { messageIdsOf } from '../domain/messages/inbox.ts'
import { eventOfRequest, latestEventNumber } from '../domain/risk/request-events.ts'
import { findUserById } from '../domain/users/users.ts'
import type { LoggedRequest } from '../kernel/request-log.ts'
import { ControlError } from './control.ts'
import { type Call, route } from './route.ts'
import { iso, moment } from './schemas.ts'

const request = z.object({
  id: z.string().describe('the x-amzn-RequestId'),
  operation: z.string(),
  at: moment,
  durationMs: z.number(),
  status: z.number(),
  error: z.object({ name: z.string(), message: z.string() }).optional(),
  reasons: z.array(z.string()).describe('why the answer was what it was'),
  userPoolId: z.string().optional(),
  username: z.string().optional(),
  input: z.unknown().optional().describe('sensitive members are blanked'),
  output: z.unknown().optional(),
  messages: z.array(z.string()).describe('ids of messages in the inbox'),
  triggers: z
    .array(
      z.object({
        trigger: z.string(),
        source: z.string(),
        target: z.string().optional(),
        durationMs: z.number(),
        failed: z.boolean(),
      }),
    )
    .describe('calls of functions, in their order'),
  event: z
    .object({ userPoolId: z.string(), username: z.string(), eventId: z.string() })
    .optional()
    .describe('the auth event that it wrote; told of single requests only'),
  stack: z.string().optional().describe('of an unexpected error'),
})
/** A request of the log as the control API shows it. */
export type RequestView = z.output<typeof request>

/** The last requests with the reason behind each answer. */
export const requestRoutes = [
  route({
    method: 'get',
    path: '/requests',
    says: 'The last requests, newest first.',
    query: z.strictObject({
      operation: z.string().optional(),
      userPoolId: z.string().optional(),
      username: z.string().optional(),
      status: z.coerce.number().optional(),
      failed: z.stringbool().optional().describe('only those that were refused, or only the others'),
      before: z.string().optional().describe('only requests before the one of this id'),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    answer: z.object({ requests: z.array(request) }),
    handle(call) {
      const { operation, userPoolId, username, status, failed, before, limit } = call.query
      const { entries } = call.control.kernel.log
      const start = before === undefined ? 0 : entries.findIndex(({ id }) => id === before) + 1
      const found = entries
        .slice(start)
        .filter((entry) => operation === undefined || entry.operation === operation)
        .filter((entry) => userPoolId === undefined || entry.poolId === userPoolId)
        .filter((entry) => username === undefined || entry.username === username)
        .filter((entry) => status === undefined || entry.status === status)
        .filter((entry) => failed === undefined || entry.status >= 400 === failed)
      return { requests: found.slice(0, limit).map((entry) => toView(call, entry)) }
    },
  }),
  route({
    method: 'get',
    path: '/requests/:id',
    says: 'One of the last requests.',
    answer: request,
    handle(call) {
      const entry = call.control.kernel.log.find(call.params['id']!)
      if (!entry) throw new ControlError(404, 'NotFound', 'The log holds no such request; it keeps the last 500.')
      return { ...toView(call, entry), ...eventOf(call, entry.id) }
    },
  }),
]

/** So many events are looked through for the one of a request: it is among the last ones. */
const lookedAt = 5000

function eventOf({ ctx }: Pick<Call, 'ctx'>, requestId: string): Pick<RequestView, 'event'> {
  return ctx.transact((inside) => {
    const event = eventOfRequest(inside, requestId, latestEventNumber(inside) - lookedAt)
    const user = event && findUserById(inside, event.userId)
    return event && user ? { event: { userPoolId: event.poolId, username: user.username, eventId: event.id } } : {}
  })
}

function toView({ ctx }: Pick<Call, 'ctx'>, entry: LoggedRequest): RequestView {
  const { poolId, messages: _, at, ...rest } = entry
  const messages = ctx.transact((inside) => messageIdsOf(inside, entry.id))
  return { ...rest, at: iso(at), userPoolId: poolId, messages }
}
