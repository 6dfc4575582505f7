import type { RequestView } from '../../control/requests.ts'
import type { InboxMessage } from '../../control/schemas.ts'
import { html } from '../layout.tsx'
import { links } from '../links.ts'
import { MessageList, Status } from '../parts/lists.tsx'
import { SubjectRows } from '../parts/subject.tsx'
import { exact, Time } from '../parts/time.tsx'
import { page, type Visit } from '../visit.ts'

/** One request: why it was answered as it was, what was sent and answered, and what it caused. */
export const requestPages = [page('/requests/:id', show)]

async function show(visit: Visit): Promise<Response> {
  const request = await visit.ask.get<RequestView>(`/requests/${encodeURIComponent(visit.param('id'))}`)
  const messages = await Promise.all(request.messages.map((id) => visit.ask.get<InboxMessage>(`/inbox/${id}`)))
  const facts = {
    title: request.operation,
    section: 'requests' as const,
    above: [{ href: links.requests(), name: 'Requests' }],
    beside: (
      <p class="line">
        <Status status={request.status} />
        <span class="quiet">
          <Time at={request.at} now={visit.clock.now} />
        </span>
      </p>
    ),
  }
  const content = (
    <div class="columns wide-left">
      <div class="stack">
        <Reasons request={request} />
        <Body title="Request" value={request.input} />
        <Body title="Response" value={request.output} />
      </div>
      <div class="stack">
        <Facts visit={visit} request={request} />
        <section class="card" aria-labelledby="triggers">
          <h2 id="triggers">Trigger calls</h2>
          <Triggers triggers={request.triggers} />
        </section>
        <section class="card" aria-labelledby="messages">
          <h2 id="messages">Messages</h2>
          {messages.length > 0 ? (
            <MessageList messages={messages} now={visit.clock.now} />
          ) : (
            <p class="quiet">It sent none that is still in the inbox.</p>
          )}
        </section>
      </div>
    </div>
  )
  return html(visit, facts, content)
}

function Reasons({ request: { error, reasons, event, stack } }: { request: RequestView }) {
  return (
    <section class="card" aria-labelledby="reasons">
      <h2 id="reasons">Why</h2>
      {error && (
        <p>
          <span class="tag bad">{error.name}</span> {error.message}
        </p>
      )}
      {reasons.length > 0 ? (
        <ul class="rows">
          {reasons.map((reason) => (
            <li>{reason}</li>
          ))}
        </ul>
      ) : (
        <p class="quiet">Nothing was noted about it.</p>
      )}
      {event && (
        <p>
          <a href={links.event(event.userPoolId, event.username, event.eventId)}>The auth event that it wrote</a>
        </p>
      )}
      {stack && <pre class="code">{stack}</pre>}
    </section>
  )
}

function Facts({ visit, request }: { visit: Visit; request: RequestView }) {
  const { at, durationMs, userPoolId, username, event, id } = request
  return (
    <section class="card" aria-labelledby="facts">
      <h2 id="facts">Facts</h2>
      <dl class="facts">
        <dt>Time</dt>
        <dd>{exact(Date.parse(at), true)}</dd>
        <dt>Took</dt>
        <dd>{durationMs.toFixed(1)} ms</dd>
        <SubjectRows visit={visit} poolId={userPoolId ?? event?.userPoolId} username={event?.username ?? username} />
        <dt>Request id</dt>
        <dd>
          <code>{id}</code>
        </dd>
      </dl>
    </section>
  )
}

function Triggers({ triggers }: Pick<RequestView, 'triggers'>) {
  if (triggers.length === 0) return <p class="quiet">No function was called.</p>
  return (
    <ul class="rows">
      {triggers.map(({ source, target, durationMs, failed }) => (
        <li>
          <div class="line">
            <span>{source}</span> {failed && <span class="tag bad">failed</span>}
            <span class="quiet push">{durationMs.toFixed(1)} ms</span>
          </div>
          {target && (
            <p class="quiet">
              <code>{target}</code>
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}

function Body({ title, value }: { title: string; value: unknown }) {
  return (
    <section class="card" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <span class="quiet">sensitive members are blanked</span>
      </header>
      {value === undefined ? (
        <p class="quiet">There is none.</p>
      ) : (
        <pre class="code">{JSON.stringify(value, null, 2)}</pre>
      )}
    </section>
  )
}
