import type { EventView } from '../../control/event-views.ts'
import type { RequestView } from '../../control/requests.ts'
import type { InboxMessage } from '../../control/schemas.ts'
import { links } from '../links.ts'
import { Level } from './level.tsx'
import { placeOf } from './places.ts'
import { Time } from './time.tsx'

/** Auth events, one a line, newest first as they come. */
export function EventList({ events, poolId, now }: { events: readonly EventView[]; poolId: string; now: number }) {
  return (
    <ul class="rows">
      {events.map((event) => (
        <li>
          <div class="line">
            <EventLevel event={event} />
            <a href={links.event(poolId, event.username ?? '', event.authEvent.EventId)}>
              {event.authEvent.EventType} of {event.username}
            </a>
          </div>
          <div class="line">
            <EventOutcome event={event} />
            <span class="quiet">{placeOf(event)}</span>
            <span class="quiet push nowrap">
              <Time at={event.authEvent.CreationDate} now={now} />
            </span>
          </div>
        </li>
      ))}
    </ul>
  )
}

/** The level of an event, or that it was not rated. */
export function EventLevel({ event }: { event: EventView }) {
  const { evaluation } = event
  if (!evaluation || evaluation.source === 'ip-rule') return <span class="tag">not rated</span>
  return <Level level={evaluation.level} />
}

/** How an event ended, and what was said about it. */
export function EventOutcome({ event: { authEvent, evaluation, feedback } }: { event: EventView }) {
  const response = String(authEvent['EventResponse'])
  const risk = authEvent['EventRisk'] as { CompromisedCredentialsDetected?: boolean } | undefined
  return (
    <>
      {evaluation?.decision === 'Block' ? (
        <span class="tag bad">blocked</span>
      ) : (
        <span class={response === 'Pass' ? 'tag good' : 'tag'}>{outcomes[response] ?? response}</span>
      )}
      {risk?.CompromisedCredentialsDetected && <span class="tag bad">compromised password</span>}
      {feedback && <span class={feedback.value === 'Valid' ? 'tag good' : 'tag bad'}>{`said ${feedback.value}`}</span>}
    </>
  )
}

const outcomes: Readonly<Record<string, string>> = { Pass: 'passed', Fail: 'failed', InProgress: 'in progress' }

/** Requests of the log, one a line. */
export function RequestList({ requests, now }: { requests: readonly RequestView[]; now: number }) {
  return (
    <ul class="rows">
      {requests.map((request) => (
        <li>
          <div class="line">
            <Status status={request.status} />
            <a href={links.request(request.id)}>{request.operation}</a>
            <span class="quiet">{[request.username, request.userPoolId].filter(Boolean).join(' · ')}</span>
            {request.triggers.length > 0 && <span class="tag">{plural(request.triggers.length, 'trigger call')}</span>}
            {request.messages.length > 0 && <span class="tag">{plural(request.messages.length, 'message')}</span>}
            <span class="quiet push nowrap">
              {`${request.durationMs.toFixed(0)} ms · `}
              <Time at={request.at} now={now} />
            </span>
          </div>
          {(request.error || request.reasons.length > 0) && (
            <p class="quiet">
              {request.error ? `${request.error.name}: ${request.error.message}` : request.reasons[0]}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** An HTTP status as a tag. */
export function Status({ status }: { status: number }) {
  return <span class={status < 400 ? 'tag good' : status < 500 ? 'tag warn' : 'tag bad'}>{status}</span>
}

/** Messages, one a line. */
export function MessageList({ messages, now }: { messages: readonly InboxMessage[]; now: number }) {
  return (
    <ul class="rows">
      {messages.map((message) => (
        <li>
          <div class="line">
            <span class="tag">{message.channel === 'email' ? 'mail' : 'text'}</span>
            <a href={links.message(message.id)}>{message.subject ?? message.text.slice(0, 60)}</a>
          </div>
          <p class="quiet line">
            <span>to {message.to}</span>
            {message.code && (
              <span>
                code <code>{message.code}</code>
              </span>
            )}
            {message.feedback?.validUrl !== undefined && <span class="tag">one-click links</span>}
            <span class="push nowrap">
              <Time at={message.createdAt} now={now} />
            </span>
          </p>
        </li>
      ))}
    </ul>
  )
}
