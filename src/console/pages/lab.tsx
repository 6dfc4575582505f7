import type { UserPoolClientDescription } from '../../api/generated/types.ts'
import type { EventView } from '../../control/event-views.ts'
import type { Magic } from '../../control/magic.ts'
import type { PoolView } from '../../control/pools.ts'
import type { Wire } from '../ask.ts'
import { Refused } from '../ask.ts'
import {
  type Circumstances,
  circumstanceNames,
  circumstancesOf,
  type Habit,
  habitsOf,
  type Idea,
  ideasFor,
  readCircumstances,
  toContext,
} from '../circumstances.ts'
import { html } from '../layout.tsx'
import { apiUser, links } from '../links.ts'
import type { Evaluation } from '../parts/evaluation.ts'
import { CircumstanceFields } from '../parts/fields.tsx'
import { Field, Form, Select } from '../parts/form.tsx'
import { Templates, Warnings } from '../parts/pools.tsx'
import { Received, type SignInResult } from '../parts/received.tsx'
import { Verdict } from '../parts/verdict.tsx'
import { action, page, type Visit } from '../visit.ts'
import { ChallengeForm, challengeActions } from './challenge.tsx'
import { Stories, storyActions } from './stories.tsx'

/** Who signs in, as the fields of the lab say. */
interface Who {
  readonly pool?: string | undefined
  readonly client?: string | undefined
  readonly user?: string | undefined
}

/** Everything that the lab is made of. */
interface Lab extends Who {
  readonly pools: readonly PoolView[]
  readonly clients: readonly Wire<UserPoolClientDescription>[]
  readonly users: readonly string[]
  readonly magic: Magic
  readonly habits: readonly Habit[]
  readonly ideas: readonly Idea[]
  readonly problem: string | undefined
}

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

async function readLab(visit: Visit, who: Who): Promise<Lab> {
  const { ask } = visit
  const [{ pools }, magic] = await Promise.all([ask.get<{ pools: PoolView[] }>('/pools'), ask.get<Magic>('/magic')])
  const pool =
    pools.find(({ id }) => id === who.pool) ?? pools.find(({ protection }) => protection !== 'OFF') ?? pools[0]
  if (!pool) return { pools, clients: [], users: [], magic, habits: [], ideas: [], problem: undefined }
  const [{ UserPoolClients: clients = [] }, { Users = [] }] = await Promise.all([
    ask.read('ListUserPoolClients', { UserPoolId: pool.id, MaxResults: 60 }),
    ask.read('ListUsers', { UserPoolId: pool.id, Limit: 60 }),
  ])
  const users = Users.flatMap(({ Username }) => Username ?? [])
  const client = clients.find(({ ClientId }) => ClientId === who.client) ?? clients[0]
  const user = who.user ?? users[0]
  const found = { pools, pool: pool.id, client: client?.ClientId, clients, user, users, magic }
  if (user === undefined) return { ...found, habits: [], ideas: [], problem: undefined }
  try {
    const { events } = await ask.get<{ events: EventView[] }>(`${apiUser(pool.id, user)}/events`, { limit: 60 })
    const habits = habitsOf(events)
    return { ...found, habits, ideas: ideasFor(habits, magic), problem: undefined }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return { ...found, habits: [], ideas: ideasFor([], magic), problem: error.message }
  }
}

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
          <Form visit={visit} action={links.lab()} id="sign-in">
            <button type="submit" class="main">
              Sign in for real
            </button>
          </Form>
        </section>
        <div class="stack">
          {problem && <p class="notice problem">{problem}</p>}
          {result?.outcome.ChallengeName && (
            <ChallengeForm
              visit={visit}
              outcome={result.outcome}
              of={{ pool: pool.id, client: lab.client, user: lab.user }}
            />
          )}
          {result && <Received result={result} poolId={pool.id} user={lab.user} />}
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

function WhoFields({ lab }: { lab: Lab }) {
  return (
    <>
      <Field id="pool" label="Pool">
        <Select
          id="pool"
          value={lab.pool}
          submits
          options={lab.pools.map(({ id, name }) => ({ value: id, text: `${name} (${id})` }))}
        />
      </Field>
      <Field id="client" label="App client">
        <Select
          id="client"
          value={lab.client}
          options={lab.clients.map(({ ClientId = '', ClientName = '' }) => ({ value: ClientId, text: ClientName }))}
        />
      </Field>
      <Field id="user" label="User" hint={lab.problem}>
        <input id="user" name="user" value={lab.user} list="users" autocomplete="off" data-submits />
        <datalist id="users">
          {lab.users.map((name) => (
            <option value={name} />
          ))}
        </datalist>
      </Field>
    </>
  )
}

function Passwords({ passwords }: { passwords: readonly string[] }) {
  const options = [
    { value: '', text: 'Taken as right' },
    { value: 'a wrong guess', text: 'A wrong one' },
    ...passwords.map((password) => ({ value: password, text: `${password} (a common one)` })),
    { value: 'other', text: 'Another …' },
  ]
  return (
    <Field id="password" label="Password" hint="For a real sign-in. A preview does not ask for one.">
      <select id="password" name="password" form="sign-in">
        {options.map(({ value, text }) => (
          <option value={value}>{text}</option>
        ))}
      </select>
      <input
        class="typed"
        name="password-other"
        form="sign-in"
        placeholder="the password"
        aria-label="Password, typed"
        autocomplete="off"
        spellcheck={false}
      />
    </Field>
  )
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
