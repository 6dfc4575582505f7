import type { EventView } from '../../control/event-views.ts'
import type { FeedbackEffectView } from '../../control/feedback-effects.ts'
import { ofEvent } from '../circumstances.ts'
import { html } from '../layout.tsx'
import { apiUser, links } from '../links.ts'
import { Comparison } from '../parts/comparison.tsx'
import { Act } from '../parts/form.tsx'
import { EventLevel, EventOutcome, MessageList } from '../parts/lists.tsx'
import { Attribution } from '../parts/map.tsx'
import { placeOf } from '../parts/places.ts'
import { exact, Time } from '../parts/time.tsx'
import { Verdict } from '../parts/verdict.tsx'
import { action, done, goTo, page, type Visit } from '../visit.ts'

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

type Value = 'Valid' | 'Invalid'

/** The risk inspector: one event as a card, and what can be said about it. */
export const eventPages = [
  page('/events/:eventId', async (visit) => {
    const eventId = visit.param('eventId')
    const { userPoolId, username } = await explain(visit, eventId)
    return goTo(visit, links.event(userPoolId, username, eventId))
  }),
  page('/pools/:id/users/:name/events/:eventId', show),
  action('/pools/:id/users/:name/events/:eventId/feedback', giveFeedback),
]

/** An event of the user that the path names. */
export async function eventOf(visit: Visit): Promise<EventView> {
  const path = apiUser(visit.param('id'), visit.param('name'))
  return await visit.ask.get<EventView>(`${path}/events/${encodeURIComponent(visit.param('eventId'))}`)
}

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
          <Circumstances event={event} poolId={poolId} />
          <section class="card" aria-labelledby="mail">
            <h2 id="mail">Mail</h2>
            {event.messages.length > 0 ? (
              <MessageList messages={event.messages} now={visit.clock.now} />
            ) : (
              <p class="quiet">Nobody was notified.</p>
            )}
          </section>
        </div>
      </div>
      <Feedback visit={visit} event={event} effect={effect} />
    </div>
  )
  return html(visit, facts, content)
}

function Circumstances({ event, poolId }: { event: EventView; poolId: string }) {
  const { context, authEvent, clientId, requestId } = event
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
    ['Request', requestId && <a href={links.request(requestId)}>{requestId}</a>],
  ]
  return (
    <section class="card" aria-labelledby="circumstances">
      <header>
        <h2 id="circumstances">Circumstances</h2>
        <a href={links.lab({ pool: poolId, user: event.username ?? '', ...ofEvent(event) })}>Try them in the lab</a>
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

const placedBy: Readonly<Record<string, string>> = {
  seed: 'a seed file',
  table: 'the table of test networks',
  mmdb: 'a location file',
  given: 'whoever simulated it',
}

function Feedback({ visit, event, effect }: { visit: Visit; event: EventView; effect: FeedbackEffectView }) {
  const { feedback, messages, authEvent } = event
  const token = messages.find((message) => message.feedback?.eventId === authEvent.EventId)?.feedback?.token
  const said: Value | undefined = effect.feedback ?? undefined
  const asked: Value = said ?? (visit.query('if') === 'Valid' ? 'Valid' : 'Invalid')
  const after = asked === 'Valid' ? effect.valid : effect.invalid
  return (
    <section class="card" aria-labelledby="feedback">
      <header>
        <h2 id="feedback">Feedback</h2>
        {feedback && (
          <span class="quiet">
            {`${feedback.provider} said ${feedback.value} `}
            <Time at={feedback.at} now={visit.clock.now} />
          </span>
        )}
      </header>
      <p class="quiet">
        {said
          ? 'The same attempt, scored now: as if nobody had said anything, and with what was said. The last answer counts.'
          : 'Nobody has said anything yet. This is what an answer would do to the same attempt; nothing is recorded by looking.'}
      </p>
      <div class="buttons">
        <Answer visit={visit} value="Valid" by="Admin" said={feedback} />
        <Answer visit={visit} value="Invalid" by="Admin" said={feedback} />
        {token && <Answer visit={visit} value="Valid" by="User" said={feedback} />}
        {token && <Answer visit={visit} value="Invalid" by="User" said={feedback} />}
        {!said && (
          <a href={`?if=${asked === 'Valid' ? 'Invalid' : 'Valid'}#feedback`}>
            Show what {asked === 'Valid' ? 'Invalid' : 'Valid'} would do
          </a>
        )}
      </div>
      <Comparison
        before={{ title: said ? 'Without feedback' : 'As things are', scored: effect.none }}
        after={{ title: said ? `With ${said}` : `If it were ${asked}`, scored: after }}
        thresholds={effect.thresholds}
      />
    </section>
  )
}

function Answer(props: { visit: Visit; value: Value; by: 'Admin' | 'User'; said: EventView['feedback'] }) {
  const { visit, value, by, said } = props
  const isSaid = said?.value === value && said.provider === by
  const words = `${value}, ${by === 'Admin' ? 'as administrator' : 'as the mail’s link'}`
  return (
    <Act
      visit={visit}
      action={`${visit.c.req.path.replace(/\/feedback$/, '')}/feedback`}
      values={{ value, by }}
      kind={isSaid ? 'main' : 'plain'}
    >
      {words}
    </Act>
  )
}

/** By the administrator's call, or with the token of the mail as its links do. */
function giveFeedback(visit: Visit): Promise<Response> {
  const [UserPoolId, Username, EventId] = [visit.param('id'), visit.param('name'), visit.param('eventId')]
  const FeedbackValue: Value = visit.field('value') === 'Valid' ? 'Valid' : 'Invalid'
  const event = { UserPoolId, Username, EventId, FeedbackValue }
  return done(visit, `${links.event(UserPoolId, Username, EventId)}#feedback`, async () => {
    if (visit.field('by') !== 'User') {
      await visit.ask.call('AdminUpdateAuthEventFeedback', event)
      return `Stored: the administrator says ${FeedbackValue}.`
    }
    const { messages } = await eventOf(visit)
    const FeedbackToken = messages.find((message) => message.feedback?.eventId === EventId)?.feedback?.token ?? ''
    await visit.ask.call('UpdateAuthEventFeedback', { ...event, FeedbackToken })
    return `Stored: the user says ${FeedbackValue}.`
  })
}
