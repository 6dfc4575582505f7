import type { PoolView } from '../../control/pools.ts'
import { Refused } from '../ask.ts'
import {
  type Circumstances,
  circumstanceNames,
  circumstancesOf,
  readCircumstances,
  toContext,
} from '../circumstances.ts'
import { html } from '../layout.tsx'
import { apiUser, links } from '../links.ts'
import type { Evaluation } from '../parts/evaluation.ts'
import { CircumstanceFields } from '../parts/fields.tsx'
import { Form } from '../parts/form.tsx'
import { Templates, Warnings } from '../parts/pools.tsx'
import { Received, type SignInResult } from '../parts/received.tsx'
import { Verdict } from '../parts/verdict.tsx'
import { action, page, type Visit } from '../visit.ts'
import { ChallengeForm, challengeActions } from './challenge.tsx'
import { type Lab, readLab, type Who } from './lab-desk.ts'
import { Passwords, WhoFields } from './lab-fields.tsx'
import { Stories, storyActions } from './stories.tsx'

/** The sign-in lab: a sign-in in circumstances of one's choice, imagined or real. */
export const labPages = [
  page('/lab', async (visit) => {
    const who = { pool: visit.query('pool'), client: visit.query('client'), user: visit.query('user') }
    const lab = await readLab(visit, who)
    const given = circumstancesOf(visit)
    const circumstances = Object.keys(given).length > 0 ? given : (lab.ideas[0]?.circumstances ?? {})
    return show(visit, lab, circumstances)
  }),
  action('/lab', async (visit) => {
    const who = { pool: visit.field('pool'), client: visit.field('client'), user: visit.field('user') }
    const circumstances = readCircumstances((name) => visit.field(name))
    const chosen = visit.field('password')
    const password = chosen === 'other' ? visit.field('password-other') : chosen
    let result: SignInResult | undefined
    let problem: string | undefined
    try {
      result = await visit.ask.send<SignInResult>('POST', '/sign-ins', {
        userPoolId: who.pool ?? '',
        clientId: who.client ?? '',
        username: who.user ?? '',
        ...(password !== undefined && { password }),
        context: toContext(circumstances, visit.clock.now),
      })
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      problem = error.message
    }
    return show(visit, await readLab(visit, who), circumstances, { result, problem })
  }),
  ...storyActions,
  ...challengeActions,
]

async function show(
  visit: Visit,
  lab: Lab,
  circumstances: Circumstances,
  { result, problem }: { result?: SignInResult | undefined; problem?: string | undefined } = {},
): Promise<Response> {
  const facts = { title: 'Sign-in lab', section: 'lab' as const, status: problem ? 400 : 200 }
  const pool = lab.pools.find(({ id }) => id === lab.pool)
  if (!pool) return html(visit, facts, <Templates visit={visit} />)
  if (lab.client === undefined || lab.user === undefined) return html(visit, facts, <NobodyThere pool={pool} />)
  const { href, who } = addresses(lab)
  const content = (
    <div class="stack">
      <Warnings warnings={pool.warnings} />
      <nav aria-label="Ideas">
        <ul class="chips">
          {lab.ideas.map((idea) => (
            <li>
              <a
                class="chip"
                href={href(idea.circumstances)}
                title={idea.says}
                aria-current={same(idea.circumstances, circumstances) ? 'true' : undefined}
              >
                {idea.name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="columns lab">
        <section class="card" aria-labelledby="sign-in-of">
          <h2 id="sign-in-of">A sign-in</h2>
          <form method="get" action={links.lab()} data-shows="preview" class="tight">
            <WhoFields lab={lab} />
            <CircumstanceFields now={circumstances} habits={lab.habits} magic={lab.magic} />
            <button type="submit" data-without-script>
              Preview
            </button>
          </form>
          <Passwords passwords={lab.magic.passwords} />
          <Form visit={visit} action={`${links.lab()}#result`} id="sign-in">
            <button type="submit" class="main">
              Sign in for real
            </button>
          </Form>
        </section>
        <div class="stack">
          {(problem ?? result) && (
            <div class="stack" id="result">
              {problem && <p class="notice problem">{problem}</p>}
              {result?.outcome.ChallengeName && (
                <ChallengeForm
                  visit={visit}
                  outcome={result.outcome}
                  of={{ pool: pool.id, client: lab.client, user: lab.user }}
                />
              )}
              {result && <Received result={result} poolId={pool.id} user={lab.user} />}
            </div>
          )}
          <div id="preview">
            {!result && (
              <section class="card" aria-labelledby="would">
                <header>
                  <h2 id="would">What would happen</h2>
                  <span class="quiet">nothing is recorded</span>
                </header>
                <Preview visit={visit} lab={lab} circumstances={circumstances} />
              </section>
            )}
            {Object.entries({ ...who, ...circumstances }).map(([name, value]) => (
              <input type="hidden" name={name} value={value} form="sign-in" />
            ))}
          </div>
          {result && (
            <p>
              <a href={href(circumstances)}>Preview the same sign-in now</a>
            </p>
          )}
          {pool.protection !== 'OFF' && <Stories visit={visit} poolId={pool.id} clientId={lab.client} />}
        </div>
      </div>
    </div>
  )
  return html(visit, facts, content)
}

function addresses({ pool, client, user }: Who) {
  const who = { pool: pool ?? '', client: client ?? '', user: user ?? '' }
  return { who, href: (circumstances: Circumstances) => links.lab({ ...who, ...circumstances }) }
}

function same(a: Circumstances, b: Circumstances): boolean {
  return circumstanceNames.every((name) => (a[name] ?? '') === (b[name] ?? ''))
}

async function Preview(props: { visit: Visit; lab: Lab; circumstances: Circumstances }) {
  const { visit, lab, circumstances } = props
  try {
    const { evaluation } = await visit.ask.send<{ evaluation: Evaluation }>(
      'POST',
      `${apiUser(lab.pool ?? '', lab.user ?? '')}/risk/preview`,
      { ...toContext(circumstances, visit.clock.now), clientId: lab.client },
    )
    return <Verdict evaluation={evaluation} />
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return <p class="notice problem">{error.message}</p>
  }
}

function NobodyThere({ pool }: { pool: PoolView }) {
  return (
    <div class="empty">
      <p>A sign-in needs an app client and a user, and {pool.name} does not have both yet.</p>
      <p>
        <a class="button" href={links.pool(pool.id, 'clients')}>
          App clients
        </a>{' '}
        <a class="button" href={links.pool(pool.id, 'users')}>
          Users
        </a>
      </p>
    </div>
  )
}
