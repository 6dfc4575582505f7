import { z } from 'zod'
import { secretHash } from '../base/secret-hash.ts'
import type { Context } from '../context.ts'
import { secretsOf } from '../domain/clients/clients.ts'
import { messagesOfEvent } from '../domain/messages/inbox.ts'
import { getPool } from '../domain/pools/pools.ts'
import { eventOfRequest, latestEventNumber } from '../domain/risk/request-events.ts'
import { type Answer, perform } from '../kernel/perform.ts'
import { authEventOf } from './event-views.ts'
import { toView } from './inbox.ts'
import { type Call, route } from './route.ts'
import { attemptContext, authEvent, evaluation, message } from './schemas.ts'
import { simulationOf } from './simulation.ts'
import { type Client, clientOf } from './subjects.ts'

/** A simulated sign-in: who, through which client, and in which circumstances. */
export const signIn = z.strictObject({
  userPoolId: z.string(),
  clientId: z.string(),
  username: z.string(),
  password: z.string().optional().describe('without it the credential check is taken as passed'),
  context: attemptContext,
})

/** What a simulated sign-in came to. */
export const result = z.object({
  authEvent: authEvent.nullable().describe('null where the pool keeps no events, or nobody has the name'),
  evaluation: evaluation.nullable(),
  outcome: z
    .looseObject({ error: z.object({ code: z.string(), message: z.string() }).optional() })
    .describe('what InitiateAuth answered, or its error'),
  message: message.optional().describe('the notification that the sign-in caused'),
})

/** Simulated sign-ins: they go through the same code as InitiateAuth. */
export const signInRoutes = [
  route({
    method: 'post',
    path: '/sign-ins',
    says: 'Signs a user in from circumstances of your choice.',
    body: signIn,
    answer: result,
    handle: simulate,
  }),
]

/** Signs somebody in through the same code as InitiateAuth, from circumstances of one's choice. */
export async function simulate({
  control,
  ctx,
  body,
}: Pick<Call<unknown, z.output<typeof signIn>>, 'control' | 'ctx' | 'body'>): Promise<z.input<typeof result>> {
  const { before, client, secret } = ctx.transact((inside) => {
    getPool(inside, body.userPoolId)
    const client = clientOf(inside, body.userPoolId, body.clientId)
    return { before: latestEventNumber(inside), client, secret: secretsOf(inside, client.id)[0] }
  })
  const { operation, input } = initiateAuth(client, secret, body)
  const request = {
    id: control.requestId(),
    operation,
    ipAddress: body.context.ipAddress,
    userAgent: body.context.userAgent,
    simulated: simulationOf(body.context, { skipCredentials: body.password === undefined }),
  }
  const answer = await perform(control.kernel, request, input)
  return ctx.transact((inside) => ({ ...whatHappened(inside, request.id, before), outcome: outcomeOf(answer) }))
}

/** The call that an application would make with this client. */
function initiateAuth(
  client: Client,
  secret: string | undefined,
  { userPoolId, username, password }: z.output<typeof signIn>,
) {
  const flows: readonly string[] = client.settings.ExplicitAuthFlows ?? []
  const admin = !flows.some((flow) => flow.endsWith('USER_PASSWORD_AUTH') && !flow.includes('ADMIN'))
  const byAdmin = admin && flows.some((flow) => flow.startsWith('ALLOW_ADMIN') || flow.startsWith('ADMIN'))
  const AuthParameters = {
    USERNAME: username,
    // Never looked at where the credential check is taken as passed, but the API wants one.
    PASSWORD: password ?? 'simulated',
    ...(secret === undefined ? {} : { SECRET_HASH: secretHash(secret, username, client.id) }),
  }
  return byAdmin
    ? {
        operation: 'AdminInitiateAuth',
        input: { UserPoolId: userPoolId, ClientId: client.id, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters },
      }
    : {
        operation: 'InitiateAuth',
        input: { ClientId: client.id, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters },
      }
}

function whatHappened(ctx: Context, requestId: string, before: number) {
  const event = eventOfRequest(ctx, requestId, before)
  if (!event) return { authEvent: null, evaluation: null }
  const notification = messagesOfEvent(ctx, event).find(({ feedback }) => feedback?.eventId === event.id)
  return {
    authEvent: authEventOf(event),
    evaluation: event.evaluation,
    ...(notification && { message: toView(notification) }),
  }
}

function outcomeOf({ body, error }: Answer): z.input<typeof result>['outcome'] {
  return error ? { error: { code: error.name, message: error.message } } : JSON.parse(body)
}
