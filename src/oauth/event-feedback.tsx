import type { FeedbackValueType } from '../api/generated/types.ts'
import { javaDate } from '../base/aws-date.ts'
import type { FlowContext } from '../context.ts'
import { findDomain } from '../domain/pools/domains.ts'
import { findEvent } from '../domain/risk/events.ts'
import { perform } from '../kernel/perform.ts'
import { visit } from '../kernel/visit.ts'
import type { DomainServer, DomainVisit } from './domain-request.ts'
import { page } from './pages/page.tsx'

/**
 * The one-click links of notifications. Documented: a GET that performs UpdateAuthEventFeedback, Event_Feedback_GET in
 * CloudTrail. Inferred: path, parameters and page.
 */
export async function eventFeedback(server: DomainServer, { c, domain }: DomainVisit): Promise<Response> {
  // Scanners of mail look at links with HEAD: it must change nothing.
  if (c.req.method === 'HEAD') return new Response(null, { status: 200, headers: { 'cache-control': 'no-store' } })
  if (c.req.method !== 'GET') return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } })
  const origin = { ipAddress: server.addressOf(c), userAgent: c.req.header('user-agent') }
  const request = { id: server.requestId(), operation: 'Event_Feedback_GET', ...origin }
  return visit(server.kernel, request, async (ctx) => {
    const input = readLink(c.req.query())
    const isDomainOfPool = ctx.transact((inside) => findDomain(inside, domain)?.poolId === input.UserPoolId)
    if (!isDomainOfPool) return notThere()
    if (!input.FeedbackValue) return notUnderstood()
    const operation = 'UpdateAuthEventFeedback'
    const answer = await perform(server.kernel, { id: server.requestId(), operation, ...origin }, input)
    if (!answer.error) return thanks(ctx, input.EventId, input.FeedbackValue)
    ctx.note(`${answer.error.name}: ${answer.error.message}`)
    return refusal(answer.status)
  })
}

/** The parameters of a link as the operation's input; what is missing is left to the operation to refuse. */
function readLink(query: Record<string, string>) {
  const values: Readonly<Record<string, FeedbackValueType>> = { valid: 'Valid', invalid: 'Invalid' }
  return {
    UserPoolId: query['user_pool_id'] ?? '',
    Username: query['user_name'] ?? '',
    EventId: query['event_id'] ?? '',
    FeedbackToken: query['feedback_token'] ?? '',
    FeedbackValue: values[query['feedback_value']?.toLowerCase() ?? ''],
  }
}

function thanks(ctx: FlowContext, eventId: string, value: FeedbackValueType): Response {
  const event = ctx.transact((inside) => findEvent(inside.tx, eventId) ?? null)
  const place = [event?.context.city, event?.context.country].filter(Boolean).join(', ')
  return page(
    'Thank you for your answer',
    200,
    <>
      <p>
        {value === 'Valid'
          ? 'You confirmed that this sign-in was yours.'
          : 'You reported that this sign-in was not yours. If you have not done so yet, change your password now.'}
      </p>
      {event && (
        <dl>
          <dt>Time</dt>
          <dd>{javaDate(event.at)}</dd>
          <dt>Device</dt>
          <dd>{event.context.deviceName ?? 'Unknown'}</dd>
          <dt>Location</dt>
          <dd>{place || 'Unknown'}</dd>
        </dl>
      )}
      <p>Was that the wrong link? Open the other one in the same message: the last answer counts.</p>
    </>,
  )
}

function refusal(status: number): Response {
  if (status >= 500) {
    return page('Something went wrong', status, <p>Your answer could not be stored. Please open the link again.</p>)
  }
  return page(
    'This link does not work',
    status,
    <>
      <p>It may have expired, or it was not copied completely. Your answer was not stored.</p>
      <p>Links in our messages work for a limited time. If you do not recognize a sign-in, change your password.</p>
    </>,
  )
}

function notUnderstood(): Response {
  return page('This link does not work', 400, <p>It is not complete. Please open it from the message again.</p>)
}

function notThere(): Response {
  return page('There is nothing here', 404, <p>This link belongs to no user pool at this address.</p>)
}
