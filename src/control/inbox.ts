import { z } from 'zod'
import { emptyInbox, findMessage, listMessages, type Message, type MessageFilter } from '../domain/messages/inbox.ts'
import { findPool } from '../domain/pools/pools.ts'
import { findUser } from '../domain/users/users.ts'
import { ControlError } from './control.ts'
import { type Call, route } from './route.ts'
import { type InboxMessage, iso, message } from './schemas.ts'
import { nextChange } from './waiting.ts'

const filter = z.strictObject({
  userPoolId: z.string().optional(),
  username: z.string().optional().describe('username, or with userPoolId also alias or sub'),
  to: z.string().optional().describe('one e-mail address or phone number'),
  kind: z
    .enum([
      'SignUp',
      'ResendCode',
      'ForgotPassword',
      'AdminCreateUser',
      'UpdateUserAttribute',
      'VerifyUserAttribute',
      'Authentication',
      'AccountTakeOverNotification',
    ])
    .optional(),
  after: z
    .string()
    .optional()
    .describe('only messages written after this moment (ISO 8601) or after the message of this id'),
  before: z.string().optional().describe('only messages written before the message of this id'),
  search: z.string().min(1).optional().describe('words that address, subject or text contain'),
  wait: z.coerce.number().min(0).max(300).default(0).describe('seconds to wait for the first one'),
  limit: z.coerce.number().int().min(1).max(1000).default(1000),
})
export type InboxQuery = z.output<typeof filter>

/** Everything that was sent to users: e-mails and text messages. */
export const inboxRoutes = [
  route({
    method: 'get',
    path: '/inbox',
    says: 'The messages that fit, newest first; waits for the first one if asked to.',
    query: filter,
    answer: z.object({ messages: z.array(message) }),
    handle: async (call) => ({ messages: await readInbox(call, call.query, call.signal) }),
  }),
  route({
    method: 'get',
    path: '/inbox/:id',
    says: 'One message.',
    answer: message,
    handle({ ctx, params }) {
      const found = ctx.transact((inside) => findMessage(inside, params['id']!) ?? null)
      if (!found) throw new ControlError(404, 'NotFound', `There is no message ${params['id']}.`)
      return toView(found)
    },
  }),
  route({
    method: 'delete',
    path: '/inbox',
    says: 'Empties the inbox.',
    answer: z.object({ messages: z.array(message) }),
    handle({ ctx }) {
      ctx.transact(emptyInbox)
      return { messages: [] }
    },
  }),
]

/** The messages that fit, newest first; with `wait`, not before there is one or the time (real seconds) is over. */
export async function readInbox(
  { ctx, control }: Pick<Call, 'ctx' | 'control'>,
  query: Partial<InboxQuery>,
  signal?: AbortSignal,
): Promise<InboxMessage[]> {
  const read = () => ctx.transact((inside) => listMessages(inside, toFilter(inside, query), query.limit).map(toView))
  const until = control.kernel.elapsed() + (query.wait ?? 0) * 1000
  for (;;) {
    const found = read()
    const left = until - control.kernel.elapsed()
    if (found.length > 0 || left <= 0 || signal?.aborted) return found
    await nextChange(control.kernel.log, left, signal)
  }
}

function toFilter(ctx: Pick<Parameters<typeof findUser>[0], 'tx'>, query: Partial<InboxQuery>): MessageFilter {
  const { userPoolId, username, to, kind, after, before, search } = query
  const pool = userPoolId === undefined || username === undefined ? undefined : findPool(ctx, userPoolId)
  const user = pool && username !== undefined ? findUser(ctx, pool, username) : undefined
  const moment = Date.parse(after ?? '')
  return {
    poolId: userPoolId,
    username: user?.username ?? username,
    to,
    kind,
    after: Number.isNaN(moment) ? after : moment,
    before,
    search,
  }
}

/** A stored message as the control API shows it. */
export function toView(stored: Message): InboxMessage {
  const { id, channel, kind, to, from, subject, html, text, createdAt, poolId, username } = stored
  return {
    ...{ id, channel, kind, to, from, subject, html, text, username },
    createdAt: iso(createdAt),
    userPoolId: poolId,
    ...(stored.code === null ? {} : { code: stored.code }),
    ...(stored.link === null ? {} : { link: stored.link }),
    ...(stored.feedback === null ? {} : { feedback: stored.feedback }),
    delivery: {
      status: stored.status,
      attempts: stored.attempts,
      ...(stored.lastError === null ? {} : { lastError: stored.lastError }),
    },
  }
}
