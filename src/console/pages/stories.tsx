import { html } from '../layout.tsx'
import { links } from '../links.ts'
import { Act } from '../parts/form.tsx'
import { Level } from '../parts/level.tsx'
import { Received, type SignInResult } from '../parts/received.tsx'
import { action, type Visit } from '../visit.ts'

interface Story {
  readonly name: string
  readonly says: string
  readonly expected: 'NoRisk' | 'Low' | 'Medium' | 'High'
}

interface Played extends Story, SignInResult {
  readonly username: string
  readonly attempts: number
  readonly asExpected: boolean
}

/** Plays a story: attempts of people who are made up for it. */
export const storyActions = [
  action('/lab/stories', async (visit) => {
    const pool = visit.field('pool') ?? ''
    const name = visit.field('story') ?? ''
    const path = `/pools/${encodeURIComponent(pool)}/scenarios/${encodeURIComponent(name)}`
    const played = await visit.ask.send<Played>('POST', path, { clientId: visit.field('client') ?? '' })
    const facts = {
      title: `Story: ${spaced(played.name)}`,
      section: 'lab' as const,
      above: [{ href: links.lab({ pool }), name: 'Sign-in lab' }],
    }
    const content = (
      <div class="stack">
        <p class="lead">
          {played.says} Played with {played.attempts} attempts; the last one, of{' '}
          <a href={links.user(pool, played.username)}>{played.username}</a>, is this.
        </p>
        <Received result={played} poolId={pool} user={played.username} />
      </div>
    )
    return html(visit, facts, content)
  }),
]

/** The stories that can be played in a pool. */
export async function Stories(props: { visit: Visit; poolId: string; clientId: string }) {
  const { visit, poolId, clientId } = props
  const { scenarios } = await visit.ask.get<{ scenarios: Story[] }>('/scenarios')
  return (
    <section class="card" aria-labelledby="stories">
      <header>
        <h2 id="stories">Whole stories</h2>
        <span class="quiet">played with people made up for them</span>
      </header>
      <ul class="rows">
        {scenarios.map(({ name, says, expected }) => (
          <li class="line story">
            <span>{says}</span>
            <span class="line push">
              <Level level={expected} />
              <Act
                visit={visit}
                action={`${links.lab()}/stories`}
                values={{ pool: poolId, client: clientId, story: name }}
                label={`Play: ${spaced(name)}`}
              >
                Play
              </Act>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function spaced(name: string): string {
  return name.replaceAll('-', ' ')
}
