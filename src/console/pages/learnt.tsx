import { html } from '../layout.tsx'
import { apiUser, links } from '../links.ts'
import { type Learnt, LearntChains } from '../parts/learnt.tsx'
import { Time } from '../parts/time.tsx'
import { page } from '../visit.ts'
import { userFrame } from './user-frame.tsx'

/** So many events are read for the page: it shall answer at once, whoever is looked at. */
const read = 2000

/** What the risk model has learnt about a user. */
export const learntPages = [
  page('/pools/:id/users/:name/learnt', async (visit) => {
    const [poolId, name] = [visit.param('id'), visit.param('name')]
    const frame = await userFrame(visit, 'learnt')
    const learnt = await visit.ask.get<Learnt>(`${apiUser(poolId, name)}/risk`, { newest: read })
    const { events, feedbacks, first, last } = learnt
    const content = (
      <>
        {frame.tabs}
        {events === 0 || first === null || last === null ? (
          <div class="empty">
            <p>
              The model knows nothing about this user yet: it learns from sign-ins. Make one in the{' '}
              <a href={links.lab({ pool: poolId, user: name })}>lab</a>.
            </p>
          </div>
        ) : (
          <div class="stack">
            <p class="lead">
              {`From ${events === read ? `the newest ${read.toLocaleString('en')}` : events.toLocaleString('en')} events, the first `}
              <Time at={first} now={visit.clock.now} />, the last <Time at={last} now={visit.clock.now} />
              {`; ${feedbacks.valid} said to be valid, ${feedbacks.invalid} invalid. Older ones count less: their weight halves in 90 days.`}
            </p>
            <LearntChains learnt={learnt} now={visit.clock.now} />
          </div>
        )}
      </>
    )
    const title = `${frame.facts.title}: what the model has learnt`
    return html(visit, { ...frame.facts, title }, content)
  }),
]
