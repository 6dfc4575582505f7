import { z } from 'zod'
import type { Context } from '../context.ts'
import { readAttempt } from '../domain/risk/attempt.ts'
import { clearDirective, findDirective, setDirective } from '../domain/risk/directives.ts'
import { learntAbout } from '../domain/risk/learnt.ts'
import { previewSignIn } from '../domain/risk/preview.ts'
import { newEntry } from '../kernel/request-log.ts'
import type { Control } from './control.ts'
import { route } from './route.ts'
import { attemptContext, evaluation, iso, level, moment } from './schemas.ts'
import { simulationOf } from './simulation.ts'
import { clientOf, subjectOf, type User } from './subjects.ts'

const directive = z.object({ level, times: z.number().int().positive().nullable() })

const learntValue = z.object({
  value: z.string(),
  good: z.number(),
  invalid: z.number(),
  valid: z.number(),
  failed: z.number(),
  lastSeen: moment,
})
const riskModel = z.object({
  events: z.number().describe('how many events taught something'),
  feedbacks: z.object({ valid: z.number(), invalid: z.number() }),
  first: moment.nullable(),
  last: moment.nullable(),
  directive: directive.nullable(),
  features: z.array(z.object({ feature: z.string(), values: z.array(learntValue) })),
})

const user = '/pools/:id/users/:name'

/** What the model thinks of a user, now and in circumstances that are only imagined. */
export const riskRoutes = [
  route({
    method: 'get',
    path: `${user}/risk`,
    says: "The user's risk model: what it has learnt, from how many events and feedbacks.",
    query: z.strictObject({
      newest: z.coerce.number().int().positive().optional().describe('only from so many of the newest events'),
    }),
    answer: riskModel,
    handle: ({ ctx, params, query }) =>
      ctx.transact((inside) => {
        const { user } = subjectOf(inside, params)
        const { first, last, features, ...sums } = learntAbout(inside, user, query.newest)
        return {
          ...sums,
          first: first === undefined ? null : iso(first),
          last: last === undefined ? null : iso(last),
          directive: directiveOf(inside, user),
          features: features.map(({ feature, values }) => ({
            feature,
            values: values.map((value) => ({ ...value, lastSeen: iso(value.lastSeen) })),
          })),
        }
      }),
  }),
  route({
    method: 'post',
    path: `${user}/risk/preview`,
    says: 'Scores a sign-in without recording anything.',
    body: attemptContext.extend({ clientId: z.string().optional() }),
    answer: z.object({ evaluation }),
    handle({ control, params, body: { clientId, ...context } }) {
      const ctx = openSimulated(control, context)
      return ctx.transact((inside) => {
        const { pool, user } = subjectOf(inside, params)
        const client = clientId === undefined ? undefined : clientOf(inside, pool.id, clientId)
        const attempt = readAttempt(inside, pool, client, {})
        return { evaluation: previewSignIn(inside, { pool, client, user, attempt }) }
      })
    },
  }),
  route({
    method: 'get',
    path: `${user}/risk/directive`,
    says: "The level that is fixed for the user's next evaluated sign-ins, and for how many.",
    answer: z.object({ directive: directive.nullable() }),
    handle: ({ ctx, params }) =>
      ctx.transact((inside) => ({ directive: directiveOf(inside, subjectOf(inside, params).user) })),
  }),
  route({
    method: 'put',
    path: `${user}/risk/directive`,
    says: "Fixes the level of the user's next evaluated sign-ins: of one unless `times` says otherwise, null until cleared.",
    body: z.strictObject({ level, times: z.number().int().positive().nullable().default(1) }),
    answer: directive,
    handle({ ctx, params, body }) {
      ctx.transact((inside) => setDirective(inside, subjectOf(inside, params).user, body.level, body.times))
      return body
    },
  }),
  route({
    method: 'delete',
    path: `${user}/risk/directive`,
    says: "Leaves the user's next sign-ins to the engine.",
    answer: z.object({ status: z.literal('ok') }),
    handle({ ctx, params }) {
      ctx.transact((inside) => clearDirective(inside, subjectOf(inside, params).user))
      return { status: 'ok' as const }
    },
  }),
]

function directiveOf(ctx: Pick<Context, 'tx'>, user: User): z.output<typeof directive> | null {
  const set = findDirective(ctx, user)
  return set ? { level: set.level, times: set.remaining } : null
}

/** A context in which the caller stands where the simulation says. */
function openSimulated(control: Control, context: z.output<typeof attemptContext>) {
  const request = {
    id: control.requestId(),
    operation: 'RiskPreview',
    ipAddress: context.ipAddress,
    userAgent: context.userAgent,
    simulated: simulationOf(context, { skipCredentials: true }),
  }
  return control.kernel.open(newEntry(request, control.kernel.clock.now()), request, undefined)
}
