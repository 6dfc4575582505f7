import type { EventView } from '../../control/event-views.ts'
import type { FeedbackEffectView } from '../../control/feedback-effects.ts'
import type { RequestView } from '../../control/requests.ts'
import { orNothing } from '../ask.ts'
import { ofEvent } from '../circumstances.ts'
import { html } from '../layout.tsx'
import { apiUser, links } from '../links.ts'
import { EventLevel, EventOutcome, MessageList } from '../parts/lists.tsx'
import { Attribution } from '../parts/map.tsx'
import { placeOf } from '../parts/places.ts'
import { exact, Time } from '../parts/time.tsx'
import { Verdict } from '../parts/verdict.tsx'
import { goTo, page, type Visit } from '../visit.ts'
import { eventOf, Feedback } from './feedback.tsx'

interface Explanation {
  readonly userPoolId: string
  readonly username: string
  readonly headline: string
  readonly attempt: string
  readonly rating: string
  readonly action: string
  readonly sent: string
  readonly feedback?: string
}

/** The risk inspector: one event as a card, and what can be said about it. */
export const eventPages = [
  page('/events/:eventId', async (visit) => {
    const eventId = visit.param('eventId')
    const { userPoolId, username } = await explain(visit, eventId)
    return goTo(visit, links.event(userPoolId, username, eventId))
  }),
  page('/pools/:id/users/:name/events/:eventId', show),
]

function explain({ ask }: Visit, eventId: string): Promise<Explanation> {
  return ask.get<Explanation>(`/events/${encodeURIComponent(eventId)}/explanation`)
}

async function show(visit: Visit): Promise<Response> {
  const [poolId, name, eventId] = [visit.param('id'), visit.param('name'), visit.param('eventId')]
  const event = await eventOf(visit)
  const [told, effect, pool] = await Promise.all([
    explain(visit, eventId),
    visit.ask.get<FeedbackEffectView>(`${apiUser(poolId, name)}/events/${encodeURIComponent(eventId)}/feedback-effect`),
    visit.ask.get<{ name: string }>(`/pools/${encodeURIComponent(poolId)}`),
  ])
  const facts = {
    title: `${event.authEvent.EventType} of ${event.username ?? name}`,
    section: 'pools' as const,
    above: [
      { href: links.pools, name: 'Pools' },
      { href: links.pool(poolId), name: pool.name },
      { href: links.user(poolId, name), name },
    ],
    beside: (
      <p class="line">
        <EventLevel event={event} />
        <EventOutcome event={event} />
        <Time at={event.authEvent.CreationDate} now={visit.clock.now} />
      </p>
    ),
  }
  const content = (
    <div class="stack">
      <div class="columns wide-left">
        <section class="card" aria-labelledby="why">
          <header>
            <h2 id="why">Why</h2>
            <a href={links.event(poolId, name, eventId, 'what-if')}>What if?</a>
          </header>
          {event.evaluation ? <Verdict evaluation={event.evaluation} /> : <p>{told.rating}</p>}
          {event.evaluation && event.evaluation.configuration !== 'none' && (
            <p>
              <a
                href={links.pool(poolId, 'risk', {
                  client: event.evaluation.configuration === 'client' ? (event.clientId ?? undefined) : undefined,
                })}
              >
                {`The configuration of the ${event.evaluation.configuration} that applied`}
              </a>
            </p>
          )}
          <details>
            <summary>In plain words</summary>
            <ul class="rows">
              {[told.headline, told.attempt, told.rating, told.action, told.sent, told.feedback]
                .filter((line) => line !== undefined)
                .map((line) => (
                  <li>{line}</li>
                ))}
            </ul>
          </details>
        </section>
        <div class="stack">
          <Circumstances visit={visit} event={event} />
          <section class="card" aria-labelledby="messages">
            <h2 id="messages">Messages</h2>
            {event.messages.length > 0 ? (
              <MessageList messages={event.messages} now={visit.clock.now} />
            ) : (
              <p class="quiet">Nobody was notified.</p>
            )}
          </section>
        </div>
      </div>
      <div id="answers" data-live>
        <Feedback visit={visit} event={event} effect={effect} />
      </div>
    </div>
  )
  return html(visit, facts, content)
}

async function Circumstances({ visit, event }: { visit: Visit; event: EventView }) {
  const { context, authEvent, clientId, requestId } = event
  const request = requestId === null ? undefined : await requestOf(visit, requestId)
  const text = (name: string) => (context[name] === undefined ? undefined : String(context[name]))
  const rows: [string, unknown][] = [
    ['Time', exact(Date.parse(authEvent.CreationDate), true)],
    ['Address', context.ipAddress],
    ['Place', placeOf(event)],
    ['Operator', text('asn') && `AS${text('asn')}`],
    ['Placed by', placedBy[text('placedBy') ?? '']],
    ['Device', text('deviceName')],
    ['Device id', text('deviceId')],
    ['Time zone', text('timezone') ?? text('riskTimezone')],
    ['User-Agent', text('userAgent')],
    ['Client', clientId],
    ['Request', request],
  ]
  return (
    <section class="card" aria-labelledby="circumstances">
      <header>
        <h2 id="circumstances">Circumstances</h2>
        <a href={links.lab({ pool: visit.param('id'), user: event.username ?? '', ...ofEvent(event) })}>
          Try them in the lab
        </a>
      </header>
      <dl class="facts">
        {rows
          .filter(([, value]) => value !== undefined && value !== null && value !== '' && value !== '?')
          .map(([name, value]) => (
            <>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </>
          ))}
        <dt>Event id</dt>
        <dd>
          <code>{authEvent.EventId}</code>
        </dd>
      </dl>
      <Attribution events={[event]} />
    </section>
  )
}

/** The request that wrote an event, with a link to it while the log has it. */
async function requestOf({ ask }: Visit, id: string) {
  if (id.startsWith('seed-')) return 'none: it is the history of a seed file'
  const known = await orNothing(ask.get<RequestView>(`/requests/${encodeURIComponent(id)}`))
  return known ? <a href={links.request(id)}>{id}</a> : `${id}, which the log no longer has`
}

const placedBy: Readonly<Record<string, string>> = {
  seed: 'a seed file',
  table: 'the table of test networks',
  mmdb: 'a location file',
  given: 'whoever simulated it',
}
