import type { Child } from 'hono/jsx'
import { toContext } from '../circumstances.ts'
import { html } from '../layout.tsx'
import { links } from '../links.ts'
import { Act } from '../parts/form.tsx'
import type { SignInResult } from '../parts/received.tsx'
import { action, done, goTo, page, type Visit } from '../visit.ts'
import { makePool } from './pools.tsx'
import { findStage, type Stage, stateOf, stranger } from './tour-stage.ts'
import { Block, Click, Difference, Mail, Ordinary, Stranger } from './tour-steps.tsx'

const steps: readonly { title: string; next: string; content: (props: { visit: Visit; stage: Stage }) => Child }[] = [
  { title: 'Ordinary sign-ins', next: 'A stranger', content: Ordinary },
  { title: 'A stranger', next: 'The block', content: Stranger },
  { title: 'The block', next: 'The mail', content: Block },
  { title: 'The mail', next: 'The click', content: Mail },
  { title: 'The click', next: 'The difference', content: Click },
  { title: 'The difference', next: '', content: Difference },
]

/** The guided tour: the whole loop, from an ordinary sign-in to what a click in a mail changes. */
export const tourPages = [
  page('/tour/:step', show),
  action('/tour/prepare', async (visit) => {
    const pool = await makePool(visit, 'practice')
    return goTo(visit, links.tour(1, { pool: pool.id }))
  }),
  action('/tour/sign-in', signIn),
  action('/tour/answer', answer),
]

async function show(visit: Visit): Promise<Response> {
  const number = Math.min(steps.length, Math.max(1, Number.parseInt(visit.param('step'), 10) || 1))
  const step = steps[number - 1]!
  const stage = await findStage(visit)
  const facts = {
    title: step.title,
    section: 'tour' as const,
    beside: <span class="quiet">{`Step ${number} of ${steps.length}`}</span>,
  }
  if (!stage) return html(visit, facts, <Unprepared visit={visit} />)
  const content = (
    <>
      <Progress number={number} stage={stage} />
      <div class="stack">
        <step.content visit={visit} stage={stage} />
        <nav class="buttons" aria-label="Tour">
          {number > 1 && (
            <a class="button" href={links.tour(number - 1, stateOf(stage))}>
              Back
            </a>
          )}
          {number < steps.length && (
            <a class="button main" href={links.tour(number + 1, stateOf(stage))} rel="next">
              Next: {step.next}
            </a>
          )}
          {number === steps.length && (
            <a class="button main" href={links.overview}>
              Finish
            </a>
          )}
          {number < steps.length && <a href={links.overview}>Leave the tour</a>}
        </nav>
      </div>
    </>
  )
  return html(visit, facts, content)
}

function Progress({ number, stage }: { number: number; stage: Stage }) {
  return (
    <nav aria-label="Steps" class="steps">
      <ol class="chips">
        {steps.map(({ title }, i) => (
          <li>
            <a
              class="chip"
              href={links.tour(i + 1, stateOf(stage))}
              aria-current={i + 1 === number ? 'step' : undefined}
            >{`${i + 1}. ${title}`}</a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function Unprepared({ visit }: { visit: Visit }) {
  return (
    <div class="empty">
      <p>
        The tour needs somebody with a history: Ann, who has signed in from Berlin for months. There is nobody like her
        here.
      </p>
      <Act visit={visit} action={links.tourDeed('prepare')} kind="main">
        Make a pool with Ann in it
      </Act>
    </div>
  )
}

/** Signs Ann in from her desk, or a stranger with her password from elsewhere. */
async function signIn(visit: Visit): Promise<Response> {
  const stage = await findStage(visit)
  const who = visit.field('who')
  if (!stage) return goTo(visit, links.tour(1))
  const circumstances = who === 'stranger' ? stranger : stage.home
  const { authEvent } = await visit.ask.send<SignInResult>('POST', '/sign-ins', {
    userPoolId: stage.pool.id,
    clientId: stage.clientId,
    username: stage.user,
    context: toContext(circumstances, visit.clock.now),
  })
  const query = { ...stateOf(stage), [who === 'stranger' ? 'event' : 'usual']: authEvent?.EventId }
  return goTo(visit, `${links.tour(who === 'stranger' ? 3 : 1, query)}#result`)
}

/** Answers the mail as its link does: with the token, and without credentials. */
async function answer(visit: Visit): Promise<Response> {
  const stage = await findStage(visit)
  if (!stage?.event) return goTo(visit, links.tour(3))
  const { event, pool, user } = stage
  const FeedbackValue = visit.field('value') === 'Valid' ? 'Valid' : 'Invalid'
  const EventId = event.authEvent.EventId
  return done(visit, links.tour(6, stateOf(stage)), async () => {
    const FeedbackToken = event.messages.find(({ feedback }) => feedback)?.feedback?.token ?? ''
    const named = { UserPoolId: pool.id, Username: user, EventId }
    await visit.ask.call('UpdateAuthEventFeedback', { ...named, FeedbackToken, FeedbackValue })
    return `Stored: Ann says ${FeedbackValue}.`
  })
}
