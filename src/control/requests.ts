import { z } from 'zod'
import type { Context } from '../context.ts'
import { findClient } from '../domain/clients/clients.ts'
import { messageIdsOf } from '../domain/messages/inbox.ts'
import { findPool } from '../domain/pools/pools.ts'
import { eventOfRequest, latestEventNumber } from '../domain/risk/request-events.ts'
import { findUser, findUserById } from '../domain/users/users.ts'
import type { LoggedRequest } from '../kernel/request-log.ts'
import { ControlError } from './control.ts'
import { route } from './route.ts'
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
  username: z.string().optional().describe('as it was sent: a username, an alias or a sub'),
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
      username: z.string().optional().describe('username, or with userPoolId also alias or sub'),
      search: z.string().min(1).optional().describe('words that operation, user, error or reasons contain'),
      status: z.coerce.number().optional(),
      failed: z.stringbool().optional().describe('only those that were refused, or only the others'),
      before: z.string().optional().describe('only requests before the one of this id'),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    answer: z.object({ requests: z.array(request) }),
    handle: (call) =>
      call.ctx.transact((inside) => {
        const { operation, userPoolId, username, search, status, failed, before, limit } = call.query
        const { entries } = call.control.kernel.log
        const poolOf = knownPools(inside)
        const isUser = sameUser(inside, userPoolId, username)
        const found = entries
          .slice(startBehind(entries, before))
          .filter((entry) => operation === undefined || entry.operation === operation)
          .filter((entry) => userPoolId === undefined || poolOf(entry) === userPoolId)
          .filter((entry) => username === undefined || isUser(entry.username))
          .filter((entry) => search === undefined || contains(entry, search))
          .filter((entry) => status === undefined || entry.status === status)
          .filter((entry) => failed === undefined || entry.status >= 400 === failed)
        return { requests: found.slice(0, limit).map((entry) => toView(inside, entry, poolOf)) }
      }),
  }),
  route({
    method: 'get',
    path: '/requests/:id',
    says: 'One of the last requests.',
    answer: request,
    handle(call) {
      const entry = call.control.kernel.log.find(call.params['id']!)
      if (!entry) throw new ControlError(404, 'NotFound', 'The log holds no such request; it keeps the last 500.')
      return call.ctx.transact((inside) => ({
        ...toView(inside, entry, knownPools(inside)),
        ...eventOf(inside, entry.id),
      }))
    },
  }),
]

/** Where the list goes on behind the request of this id; behind one that the log has dropped there is nothing. */
function startBehind(entries: readonly LoggedRequest[], before: string | undefined): number {
  if (before === undefined) return 0
  const index = entries.findIndex(({ id }) => id === before)
  return index < 0 ? entries.length : index + 1
}

/** So many events are looked through for the one of a request: it is among the last ones. */
const lookedAt = 5000

function eventOf(ctx: Context, requestId: string): Pick<RequestView, 'event'> {
  const event = eventOfRequest(ctx, requestId, latestEventNumber(ctx) - lookedAt)
  const user = event && findUserById(ctx, event.userId)
  return event && user ? { event: { userPoolId: event.poolId, username: user.username, eventId: event.id } } : {}
}

type PoolOf = (entry: LoggedRequest) => string | undefined

/** Tells the pool of a request; where only a client is named, it is that client's. */
function knownPools(ctx: Context): PoolOf {
  const pools = new Map<string, string | undefined>()
  return ({ poolId, clientId }) => {
    if (poolId !== undefined || clientId === undefined) return poolId
    if (!pools.has(clientId)) pools.set(clientId, findClient(ctx, clientId)?.poolId)
    return pools.get(clientId)
  }
}

/** Tells whether a name is another one of the same user's; that is known within a pool only. */
function sameUser(ctx: Context, poolId: string | undefined, wanted: string | undefined) {
  const pool = poolId === undefined ? undefined : findPool(ctx, poolId)
  const idOf = (name: string) => (pool ? findUser(ctx, pool, name)?.id : undefined)
  const id = wanted === undefined ? undefined : idOf(wanted)
  const known = new Map<string, boolean>()
  return (name: string | undefined): boolean => {
    if (name === undefined || name === wanted) return name === wanted
    if (!known.has(name)) known.set(name, id !== undefined && idOf(name) === id)
    return known.get(name) === true
  }
}

function contains({ operation, username, error, reasons, id }: LoggedRequest, search: string): boolean {
  const words = [operation, username, error?.name, error?.message, ...reasons, id]
  return words.some((text) => text?.toLowerCase().includes(search.toLowerCase()))
}

function toView(ctx: Context, entry: LoggedRequest, poolOf: PoolOf): RequestView {
  const { poolId: _pool, clientId: _client, messages: _, at, ...rest } = entry
  return { ...rest, at: iso(at), userPoolId: poolOf(entry), messages: messageIdsOf(ctx, entry.id) }
}
