import type { EventView } from '../../control/event-views.ts'
import { html } from '../layout.tsx'
import { apiUser, links } from '../links.ts'
import { EventLevel, EventOutcome } from '../parts/lists.tsx'
import { PlaceMap } from '../parts/map.tsx'
import { placeOf } from '../parts/places.ts'
import { Strip } from '../parts/strip.tsx'
import { Time } from '../parts/time.tsx'
import { page, type Visit } from '../visit.ts'
import { DirectiveCard } from './directive.tsx'
import { userFrame } from './user-frame.tsx'
import { Holdings, Profile } from './user-profile.tsx'

/** A user: who it is, what it holds, and what it did. */
export const userPages = [page('/pools/:id/users/:name', show)]

const onAPage = 20
/** So many events are drawn on the map and along the line of time. */
const drawn = 60

async function show(visit: Visit): Promise<Response> {
  const [poolId, name] = [visit.param('id'), visit.param('name')]
  const frame = await userFrame(visit, 'overview')
  const filter = { level: visit.query('level'), type: visit.query('type'), response: visit.query('response') }
  const path = `${apiUser(poolId, name)}/events`
  const before = visit.query('before')
  const { events: recent } = await visit.ask.get<{ events: EventView[] }>(path, { limit: drawn })
  const page: { events: EventView[]; next?: string | undefined } =
    before === undefined && Object.values(filter).every((value) => value === undefined)
      ? { events: recent.slice(0, onAPage), next: recent[onAPage - 1]?.authEvent.EventId }
      : await visit.ask.get(path, { ...filter, before, limit: onAPage })
  const content = (
    <>
      {frame.tabs}
      <div class="columns wide-left">
        <div class="stack">
          <section class="card" aria-labelledby="timeline">
            <header>
              <h2 id="timeline">Timeline</h2>
              <a href={links.lab({ pool: poolId, user: name })}>Sign in in the lab</a>
            </header>
            <div id="events" data-live>
              {recent.length > 0 && <Strip events={recent} now={visit.clock.now} />}
              <Filters visit={visit} filter={filter} />
              <Timeline visit={visit} events={page.events} isEmpty={recent.length === 0} />
              {page.next && page.events.length === onAPage && (
                <p class="more">
                  <a href={links.user(poolId, name, '', { ...filter, before: page.next })}>Earlier events</a>
                </p>
              )}
              {page.next && page.events.length < onAPage && (
                <p class="more">
                  <a href={links.user(poolId, name, '', { ...filter, before: page.next })}>Look further back</a>
                </p>
              )}
            </div>
          </section>
        </div>
        <div class="stack">
          <Profile visit={visit} user={frame.user} />
          <section class="card" aria-labelledby="places">
            <header>
              <h2 id="places">Places</h2>
              <span class="quiet">{`of the last ${recent.length} events`}</span>
            </header>
            <PlaceMap events={recent} />
          </section>
          <DirectiveCard visit={visit} />
          <Holdings visit={visit} />
        </div>
      </div>
    </>
  )
  return html(visit, frame.facts, content)
}

type Filter = Readonly<Record<'level' | 'type' | 'response', string | undefined>>

const choices: readonly { name: string; filter: Partial<Filter> }[] = [
  { name: 'All', filter: {} },
  { name: 'High', filter: { level: 'High' } },
  { name: 'Medium', filter: { level: 'Medium' } },
  { name: 'Low', filter: { level: 'Low' } },
  { name: 'Failed', filter: { response: 'Fail' } },
  { name: 'Sign-ups', filter: { type: 'SignUp' } },
  { name: 'Forgotten passwords', filter: { type: 'ForgotPassword' } },
  { name: 'Password changes', filter: { type: 'PasswordChange' } },
]

function Filters({ visit, filter }: { visit: Visit; filter: Filter }) {
  const isHere = (choice: Partial<Filter>) =>
    (['level', 'type', 'response'] as const).every((part) => choice[part] === filter[part])
  return (
    <nav aria-label="Which events">
      <ul class="chips">
        {choices.map((choice) => (
          <li>
            <a
              class="chip"
              href={links.user(visit.param('id'), visit.param('name'), '', choice.filter)}
              aria-current={isHere(choice.filter) ? 'true' : undefined}
            >
              {choice.name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Timeline({ visit, events, isEmpty }: { visit: Visit; events: readonly EventView[]; isEmpty: boolean }) {
  const [poolId, name] = [visit.param('id'), visit.param('name')]
  if (events.length === 0) {
    return (
      <div class="empty">
        {isEmpty ? (
          <p>
            There is no event of this user. Sign in in the <a href={links.lab({ pool: poolId, user: name })}>lab</a>.
            Events are kept where threat protection is on.
          </p>
        ) : (
          <p>No event fits.</p>
        )}
      </div>
    )
  }
  return (
    <ol class="rows timeline">
      {events.map((event) => (
        <li class={event.evaluation?.level ?? 'NoRisk'}>
          <div class="line">
            <EventLevel event={event} />
            <a href={links.event(poolId, name, event.authEvent.EventId)}>{event.authEvent.EventType}</a>
            <EventOutcome event={event} />
            <span class="quiet push nowrap">
              <Time at={event.authEvent.CreationDate} now={visit.clock.now} />
            </span>
          </div>
          <p class="quiet">
            {placeOf(event)} · {event.context.ipAddress}
            {event.context['deviceName'] !== undefined && ` · ${event.context['deviceName']}`}
          </p>
        </li>
      ))}
    </ol>
  )
}
