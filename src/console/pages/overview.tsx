import type { EventView } from '../../control/event-views.ts'
import type { PoolView } from '../../control/pools.ts'
import type { RequestView } from '../../control/requests.ts'
import type { InboxMessage } from '../../control/schemas.ts'
import { html } from '../layout.tsx'
import { links } from '../links.ts'
import { EventList, MessageList, RequestList } from '../parts/lists.tsx'
import { PoolTable, Templates } from '../parts/pools.tsx'
import { page, type Visit } from '../visit.ts'

/** The first page: what there is, and what happened last. */
export const overviewPages = [
  page('/', async (visit) => {
    const [{ pools }, { requests }, { messages }] = await Promise.all([
      visit.ask.get<{ pools: PoolView[] }>('/pools', { limit: 5 }),
      visit.ask.get<{ requests: RequestView[] }>('/requests', { limit: 6 }),
      visit.ask.get<{ messages: InboxMessage[] }>('/inbox', { limit: 5 }),
    ])
    if (pools.length === 0) return html(visit, { title: 'Welcome', section: 'overview' }, <Welcome visit={visit} />)
    const shown = pools.find(({ protection }) => protection !== 'OFF')
    const events = shown ? await lastEvents(visit, shown) : []
    const content = (
      <div class="columns">
        <div class="stack">
          <section class="card" aria-labelledby="pools">
            <header>
              <h2 id="pools">Pools</h2>
              <a href={links.pools}>All pools</a>
            </header>
            <PoolTable pools={pools} />
          </section>
          {shown && (
            <section class="card" aria-labelledby="events">
              <header>
                <h2 id="events">{`Last events of ${shown.name}`}</h2>
                <a href={links.lab({ pool: shown.id })}>Sign somebody in</a>
              </header>
              <div id="last-events" data-live>
                {events.length > 0 ? (
                  <EventList events={events} poolId={shown.id} now={visit.clock.now} />
                ) : (
                  <p class="empty">
                    Nobody has signed in yet. Do it in the <a href={links.lab({ pool: shown.id })}>lab</a>.
                  </p>
                )}
              </div>
            </section>
          )}
          <Tour />
        </div>
        <div class="stack">
          <section class="card" aria-labelledby="requests">
            <header>
              <h2 id="requests">Last requests</h2>
              <a href={links.requests()}>All requests</a>
            </header>
            <div id="last-requests" data-live>
              {requests.length > 0 ? (
                <RequestList requests={requests} now={visit.clock.now} />
              ) : (
                <p class="empty">No request has come yet. Point an SDK here, or use the sign-in lab.</p>
              )}
            </div>
          </section>
          <section class="card" aria-labelledby="messages">
            <header>
              <h2 id="messages">Last messages</h2>
              <a href={links.inbox()}>Inbox</a>
            </header>
            <div id="last-messages" data-live>
              {messages.length > 0 ? (
                <MessageList messages={messages} now={visit.clock.now} />
              ) : (
                <p class="empty">
                  Nothing has been sent to anybody. A sign-in that is blocked, in the <a href={links.lab()}>lab</a>, is
                  announced by mail.
                </p>
              )}
            </div>
          </section>
          <Connect visit={visit} />
        </div>
      </div>
    )
    return html(visit, { title: 'Overview', section: 'overview' }, content)
  }),
]

async function lastEvents({ ask }: Visit, { id }: PoolView): Promise<EventView[]> {
  const { events } = await ask.get<{ events: EventView[] }>(`/pools/${id}/events`, { limit: 6 })
  return events
}

function Welcome({ visit }: { visit: Visit }) {
  return (
    <div class="stack">
      <p class="lead">There is no user pool here yet. Make one with one click, or let your own tools make theirs.</p>
      <Templates visit={visit} />
      <Connect visit={visit} />
      <Tour />
    </div>
  )
}

function Tour() {
  return (
    <section class="card" aria-labelledby="tour">
      <h2 id="tour">New here?</h2>
      <p>
        The tour plays the whole loop in six steps: an ordinary sign-in, a stranger, the block, the mail, the click, and
        what the click changed.
      </p>
      <p>
        <a class="button" href={links.tour(1)}>
          Take the tour
        </a>
      </p>
    </section>
  )
}

function Connect({ visit }: { visit: Visit }) {
  const { origin } = new URL(visit.c.req.url)
  return (
    <section class="card" aria-labelledby="connect">
      <h2 id="connect">Connect</h2>
      <p>Every AWS SDK and the CLI take the endpoint from the environment; any credentials will do.</p>
      <pre class="code" id="endpoint">{`AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER=${origin}`}</pre>
      <p class="line">
        <button type="button" data-copies="endpoint">
          Copy
        </button>
        <a href={links.openApi}>OpenAPI document of the control API</a>
      </p>
    </section>
  )
}
