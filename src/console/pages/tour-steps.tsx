import type { EventView } from '../../control/event-views.ts'
import type { FeedbackEffectView } from '../../control/feedback-effects.ts'
import type { RequestView } from '../../control/requests.ts'
import { orNothing } from '../ask.ts'
import { toContext } from '../circumstances.ts'
import { apiUser, links } from '../links.ts'
import { Comparison } from '../parts/comparison.tsx'
import type { Evaluation } from '../parts/evaluation.ts'
import { Act } from '../parts/form.tsx'
import { EventList } from '../parts/lists.tsx'
import { MailFrame } from '../parts/mail-frame.tsx'
import { Strip } from '../parts/strip.tsx'
import { Verdict } from '../parts/verdict.tsx'
import type { Visit } from '../visit.ts'
import { type Stage, stateOf, stranger } from './tour-stage.ts'

interface Step {
  readonly visit: Visit
  readonly stage: Stage
}

/** 1: Ann signs in as always. */
export function Ordinary({ visit, stage }: Step) {
  const { pool, user, history, usual } = stage
  return (
    <>
      <p class="lead">
        <a href={links.user(pool.id, user)}>Ann</a> is a user of {pool.name}. She has signed in from Berlin for months,
        nearly always on the same computer. The risk model has learnt that: let her sign in once more and see what it
        says.
      </p>
      <section class="card" aria-labelledby="history">
        <h2 id="history">Her last sign-ins</h2>
        <Strip events={history} now={visit.clock.now} />
        <EventList events={history.slice(0, 4)} poolId={pool.id} now={visit.clock.now} />
      </section>
      <section class="card" aria-labelledby="result">
        <h2 id="result">{usual ? 'What the engine says' : 'One more'}</h2>
        {usual?.evaluation ? (
          <Verdict evaluation={usual.evaluation} />
        ) : (
          <SignIn visit={visit} stage={stage} who="ann">
            Sign Ann in from her desk
          </SignIn>
        )}
      </section>
    </>
  )
}

/** 2: somebody else has her password. */
export async function Stranger({ visit, stage }: Step) {
  const { pool, user, clientId } = stage
  const { evaluation } = await visit.ask.send<{ evaluation: Evaluation }>(
    'POST',
    `${apiUser(pool.id, user)}/risk/preview`,
    { ...toContext(stranger, visit.clock.now), clientId },
  )
  return (
    <>
      <p class="lead">
        Somebody in Lagos has got hold of Ann’s password. They have never been seen here: another country, another
        network, another device. This is what would happen; nothing is recorded yet.
      </p>
      <section class="card" aria-labelledby="would">
        <header>
          <h2 id="would">What would happen</h2>
          <a href={links.lab({ pool: pool.id, user, ...stranger })}>Play with it in the lab</a>
        </header>
        <Verdict evaluation={evaluation} />
      </section>
    </>
  )
}

/** 3: the sign-in is refused. */
export async function Block({ visit, stage }: Step) {
  const { event, pool, user } = stage
  const error = event && (await errorOf(visit, event))
  return (
    <>
      <p class="lead">
        Now for real. The password is right, and the client is told nothing but that it cannot sign in: whoever tries
        shall not learn why.
      </p>
      <section class="card" aria-labelledby="result">
        <header>
          <h2 id="result">{event ? 'What the client received' : 'The stranger'}</h2>
          {event && <a href={links.event(pool.id, user, event.authEvent.EventId)}>Open this event</a>}
        </header>
        {!event && (
          <SignIn visit={visit} stage={stage} who="stranger">
            Let the stranger sign in
          </SignIn>
        )}
        {error && (
          <p>
            <span class="tag bad">{error.name}</span> {error.message}
          </p>
        )}
        {event && !error && <p>They were let in: the pool, or earlier feedback, says so.</p>}
        {event?.evaluation && <Verdict evaluation={event.evaluation} />}
      </section>
    </>
  )
}

/** 4: Ann is told. */
export function Mail({ visit, stage }: Step) {
  const message = stage.event?.messages.find(({ feedback }) => feedback)
  if (!message) return <Missing visit={visit} stage={stage} what="mail" />
  return (
    <>
      <p class="lead">
        Ann gets a mail. Its two links carry an encrypted token that is good for this one event, so that she can answer
        without signing in. It is in the <a href={links.inbox()}>inbox</a>, as everything that is sent to users.
      </p>
      <section class="card" aria-labelledby="mail">
        <header>
          <h2 id="mail">{message.subject}</h2>
          <span class="quiet">{`to ${message.to}`}</span>
        </header>
        <MailFrame src={links.message(message.id, 'html')} />
      </section>
    </>
  )
}

/** 5: she answers. */
export function Click({ visit, stage }: Step) {
  const feedback = stage.event?.messages.find((message) => message.feedback)?.feedback
  if (!feedback) return <Missing visit={visit} stage={stage} what="link" />
  return (
    <>
      <p class="lead">
        It was not her. One click on the link in the mail performs UpdateAuthEventFeedback with the token. Here it is as
        a button; the link itself does the same.
      </p>
      <section class="card" aria-labelledby="click">
        <h2 id="click">Was it you?</h2>
        <div class="buttons">
          <Answer visit={visit} stage={stage} value="Invalid">
            This was not me
          </Answer>
          {feedback.invalidUrl && (
            <a href={feedback.invalidUrl} target="_blank" rel="noreferrer">
              The link itself, in a new tab
            </a>
          )}
        </div>
      </section>
    </>
  )
}

/** 6: the same sign-in, scored again. */
export async function Difference({ visit, stage }: Step) {
  const { event, pool, user } = stage
  if (!event) return <Missing visit={visit} stage={stage} what="sign-in" />
  const effect = await visit.ask.get<FeedbackEffectView>(
    `${apiUser(pool.id, user)}/events/${encodeURIComponent(event.authEvent.EventId)}/feedback-effect`,
  )
  const said = effect.feedback ?? 'Invalid'
  return (
    <>
      <p class="lead">
        The same attempt once more, without Ann’s answer and with it. The terms that moved are marked: reports count
        against the address, the network, the device, and against other users’ sign-ins from there.
      </p>
      <section class="card" aria-labelledby="difference">
        <header>
          <h2 id="difference">{effect.feedback ? `Ann said ${said}` : 'If Ann says Invalid'}</h2>
          <a href={links.event(pool.id, user, event.authEvent.EventId)}>Open this event</a>
        </header>
        <Comparison
          before={{ title: 'Without an answer', scored: effect.none }}
          after={{ title: `With ${said}`, scored: said === 'Valid' ? effect.valid : effect.invalid }}
          thresholds={effect.thresholds}
        />
        <p>
          Did she travel after all? The last answer counts, and <strong>Valid</strong> makes the place familiar at once.
        </p>
        <div class="buttons">
          <Answer visit={visit} stage={stage} value={said === 'Valid' ? 'Invalid' : 'Valid'}>
            {said === 'Valid' ? 'No, this was not me' : 'It was me after all'}
          </Answer>
          <a href={links.lab({ pool: pool.id, user })}>On to the lab</a>
        </div>
      </section>
    </>
  )
}

function SignIn(props: Step & { who: 'ann' | 'stranger'; children: string }) {
  const { visit, stage, who, children } = props
  return (
    <Act visit={visit} action={links.tourDeed('sign-in')} values={{ ...stateOf(stage), who }} kind="main">
      {children}
    </Act>
  )
}

function Answer(props: Step & { value: 'Valid' | 'Invalid'; children: string }) {
  const { visit, stage, value, children } = props
  return (
    <Act visit={visit} action={links.tourDeed('answer')} values={{ ...stateOf(stage), value }} kind="main">
      {children}
    </Act>
  )
}

/** Somebody has gone ahead. */
function Missing({ visit, stage, what }: Step & { what: string }) {
  return (
    <div class="empty">
      <p>
        {stage.event
          ? `This sign-in has no ${what}: it was not announced to anybody, or the inbox was emptied.`
          : `There is no ${what} yet: the stranger has not tried.`}
      </p>
      {!stage.event && (
        <SignIn visit={visit} stage={stage} who="stranger">
          Let the stranger sign in
        </SignIn>
      )}
    </div>
  )
}

/** What the request that wrote an event was refused with; undefined where it was not, or where the log has forgotten it. */
async function errorOf({ ask }: Visit, { requestId }: EventView): Promise<RequestView['error']> {
  if (requestId === null) return undefined
  return (await orNothing(ask.get<RequestView>(`/requests/${encodeURIComponent(requestId)}`)))?.error
}
