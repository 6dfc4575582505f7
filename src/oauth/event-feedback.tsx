import type { FeedbackValueType } from '../api/generated/types.ts'
import { javaDate } from '../base/aws-date.ts'
import type { FlowContext } from '../context.ts'
import { findDomain } from '../domain/pools/domains.ts'
import { findEvent } from '../domain/risk/events.ts'
import { perform } from '../kernel/perform.ts'
import { visit } from '../kernel/visit.ts'
import type { DomainServer, DomainVisit } from './domain-request.ts'
import { wordsOnDomain } from './languages/choice.ts'
import type { Words } from './languages/en.ts'
import { page } from './pages/page.tsx'

/**
 * The one-click links of notifications. Documented: a GET that performs UpdateAuthEventFeedback, Event_Feedback_GET in
 * CloudTrail. Inferred: path, parameters and page.
 */
export async function eventFeedback(server: DomainServer, domainVisit: DomainVisit): Promise<Response> {
  const { c, domain } = domainVisit
  // Scanners of mail look at links with HEAD: it must change nothing.
  if (c.req.method === 'HEAD') return new Response(null, { status: 200, headers: { 'cache-control': 'no-store' } })
  if (c.req.method !== 'GET') return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } })
  const origin = { ipAddress: server.addressOf(c), userAgent: c.req.header('user-agent') }
  const request = { id: server.requestId(), operation: 'Event_Feedback_GET', ...origin }
  return visit(server.kernel, request, async (ctx) => {
    const words = await wordsOnDomain(ctx, domainVisit)
    const input = readLink(c.req.query())
    const isDomainOfPool = ctx.transact((inside) => findDomain(inside, domain)?.poolId === input.UserPoolId)
    if (!isDomainOfPool) return notThere(words)
    if (!input.FeedbackValue) return notUnderstood(words)
    const operation = 'UpdateAuthEventFeedback'
    const answer = await perform(server.kernel, { id: server.requestId(), operation, ...origin }, input)
    if (!answer.error) return thanks(ctx, words, input.EventId, input.FeedbackValue)
    ctx.note(`${answer.error.name}: ${answer.error.message}`)
    return refusal(words, answer.status)
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

function thanks(ctx: FlowContext, words: Words, eventId: string, value: FeedbackValueType): Response {
  const event = ctx.transact((inside) => findEvent(inside.tx, eventId) ?? null)
  const place = [event?.context.city, event?.context.country].filter(Boolean).join(', ')
  const content = (
    <>
      <p>{value === 'Valid' ? words.wasYou : words.wasNotYou}</p>
      {event && (
        <dl>
          <dt>{words.time}</dt>
          <dd>{javaDate(event.at)}</dd>
          <dt>{words.device}</dt>
          <dd>{event.context.deviceName ?? words.unknown}</dd>
          <dt>{words.place}</dt>
          <dd>{place || words.unknown}</dd>
        </dl>
      )}
      <p>{words.otherLink}</p>
    </>
  )
  return page(words.thanks, 200, content, words.language)
}

function refusal(words: Words, status: number): Response {
  if (status >= 500) return page(words.somethingWrong, status, <p>{words.notStored}</p>, words.language)
  const content = (
    <>
      <p>{words.deadLinkReason}</p>
      <p>{words.deadLinkAdvice}</p>
    </>
  )
  return page(words.deadLink, status, content, words.language)
}

function notUnderstood(words: Words): Response {
  return page(words.deadLink, 400, <p>{words.incompleteLink}</p>, words.language)
}

function notThere(words: Words): Response {
  return page(words.nothingHere, 404, <p>{words.strayLink}</p>, words.language)
}
