import type { EventView } from '../../control/event-views.ts'
import type { FeedbackEffectView } from '../../control/feedback-effects.ts'
import { apiUser, links } from '../links.ts'
import { Comparison } from '../parts/comparison.tsx'
import { Act } from '../parts/form.tsx'
import { Time } from '../parts/time.tsx'
import { action, done, type Visit } from '../visit.ts'

type Value = 'Valid' | 'Invalid'

/** What the forms of the feedback card do. */
export const feedbackActions = [action('/pools/:id/users/:name/events/:eventId/feedback', giveFeedback)]

/** An event of the user that the path names. */
export async function eventOf(visit: Visit): Promise<EventView> {
  const path = apiUser(visit.param('id'), visit.param('name'))
  return await visit.ask.get<EventView>(`${path}/events/${encodeURIComponent(visit.param('eventId'))}`)
}

/** What was said about an event, or could be, and what that changes. */
export function Feedback({ visit, event, effect }: { visit: Visit; event: EventView; effect: FeedbackEffectView }) {
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
