import type { EventView } from '../../control/event-views.ts'
import type { Magic } from '../../control/magic.ts'
import { Refused } from '../ask.ts'
import { type Circumstances, circumstancesOf, habitsOf, ofEvent, toContext } from '../circumstances.ts'
import { html } from '../layout.tsx'
import { apiUser, links } from '../links.ts'
import { Comparison } from '../parts/comparison.tsx'
import type { Evaluation } from '../parts/evaluation.ts'
import { CircumstanceFields } from '../parts/fields.tsx'
import { decisionOf } from '../parts/verdict.tsx'
import { page, type Visit } from '../visit.ts'
import { eventOf } from './feedback.tsx'

/** An event's circumstances, to be changed one by one: nothing is recorded. */
export const whatIfPages = [
  page('/pools/:id/users/:name/events/:eventId/what-if', async (visit) => {
    const [poolId, name, eventId] = [visit.param('id'), visit.param('name'), visit.param('eventId')]
    const [event, magic, { events }] = await Promise.all([
      eventOf(visit),
      visit.ask.get<Magic>('/magic'),
      visit.ask.get<{ events: EventView[] }>(`${apiUser(poolId, name)}/events`, { limit: 60 }),
    ])
    const was = ofEvent(event)
    const given = circumstancesOf(visit)
    const now = Object.keys(given).length > 0 ? given : was
    const facts = {
      title: 'What if?',
      section: 'pools' as const,
      above: [
        { href: links.user(poolId, name), name },
        { href: links.event(poolId, name, eventId), name: `${event.authEvent.EventType} of ${name}` },
      ],
    }
    const content = (
      <>
        <p class="lead">
          Change one thing and see what moves. Both are scored with what the model knows now; nothing is recorded.
        </p>
        <div class="columns lab">
          <form
            class="card tight"
            method="get"
            action={visit.c.req.path}
            data-shows="preview"
            aria-label="Circumstances"
          >
            <CircumstanceFields now={now} habits={habitsOf([event, ...events])} magic={magic} />
            <div class="buttons">
              <button type="submit" data-without-script>
                Show
              </button>
              <a href={visit.c.req.path}>Back to what it was</a>
            </div>
          </form>
          <section class="card" aria-label="Before and after">
            <div id="preview">
              <Difference visit={visit} was={was} now={now} clientId={event.clientId ?? undefined} />
            </div>
          </section>
        </div>
      </>
    )
    return html(visit, facts, content)
  }),
]

async function Difference(props: {
  visit: Visit
  was: Circumstances
  now: Circumstances
  clientId: string | undefined
}) {
  const { visit, was, now, clientId } = props
  const path = `${apiUser(visit.param('id'), visit.param('name'))}/risk/preview`
  const preview = (circumstances: Circumstances) =>
    visit.ask.send<{ evaluation: Evaluation }>('POST', path, {
      ...toContext(circumstances, visit.clock.now),
      ...(clientId !== undefined && { clientId }),
    })
  try {
    const [before, after] = await Promise.all([preview(was), preview(now)])
    return (
      <div class="tight">
        <Comparison
          before={{ title: 'As it was', scored: before.evaluation }}
          after={{ title: 'With your changes', scored: after.evaluation }}
          thresholds={after.evaluation.thresholds}
        />
        <p>{decisionOf(after.evaluation)}</p>
      </div>
    )
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return <p class="notice problem">{error.message}</p>
  }
}
