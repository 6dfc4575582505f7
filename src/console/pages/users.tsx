import type { UserType } from '../../api/generated/types.ts'
import { Refused, type Wire } from '../ask.ts'
import { html } from '../layout.tsx'
import { links } from '../links.ts'
import { Field, FormCard, Select } from '../parts/form.tsx'
import { Time } from '../parts/time.tsx'
import { action, done, page, type Visit } from '../visit.ts'
import { poolFrame } from './pool-frame.tsx'

/** The users of a pool: found, made. */
export const usersPages = [page('/pools/:id/users', list), action('/pools/:id/users', create)]

const onAPage = 25

const searched = [
  { value: 'username', text: 'Username' },
  { value: 'email', text: 'Email' },
  { value: 'phone_number', text: 'Phone number' },
  { value: 'name', text: 'Name' },
  { value: 'sub', text: 'sub' },
] as const

async function list(visit: Visit): Promise<Response> {
  const { pool, facts, tabs } = await poolFrame(visit, 'users')
  const [by, words, token] = [visit.query('by') ?? 'username', visit.query('q'), visit.query('next')]
  const Filter = words === undefined ? undefined : `${by} ^= "${words.replace(/["\\]/g, '\\$&')}"`
  let found: { Users?: Wire<UserType>[] | undefined; PaginationToken?: string | undefined } = {}
  let problem: string | undefined
  try {
    found = await visit.ask.read('ListUsers', {
      UserPoolId: pool.id,
      Limit: onAPage,
      ...(Filter && { Filter }),
      ...(token && { PaginationToken: token }),
    })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    problem = error.message
  }
  const { Users = [], PaginationToken: next } = found
  const content = (
    <>
      {tabs}
      <div class="columns wide-left">
        <section class="card" aria-label="Users">
          <form method="get" action={links.pool(pool.id, 'users')} class="search" data-shows="users">
            <Field id="by" label="Search by">
              <Select id="by" value={by} options={searched} />
            </Field>
            <Field id="q" label="Begins with">
              <input id="q" name="q" type="search" value={words} autocomplete="off" spellcheck={false} />
            </Field>
            <button type="submit" data-without-script>
              Search
            </button>
          </form>
          <div id="users">
            {problem && <p class="notice problem">{problem}</p>}
            {Users.length > 0 && <UserTable users={Users} poolId={pool.id} now={visit.clock.now} />}
            {Users.length === 0 && !problem && (
              <p class="empty">{words === undefined ? 'There is no user yet. Make one here.' : 'No user fits.'}</p>
            )}
            {next && (
              <p class="more">
                <a href={links.pool(pool.id, 'users', { by, q: words, next })}>More users</a>
              </p>
            )}
          </div>
        </section>
        <NewUser visit={visit} poolId={pool.id} />
      </div>
    </>
  )
  return html(visit, { ...facts, title: `${pool.name}: users` }, content)
}

function UserTable({ users, poolId, now }: { users: readonly Wire<UserType>[]; poolId: string; now: number }) {
  return (
    <table class="table folds">
      <thead>
        <tr>
          <th scope="col">User</th>
          <th scope="col">Email</th>
          <th scope="col">Status</th>
          <th scope="col" class="number">
            Created
          </th>
        </tr>
      </thead>
      <tbody>
        {users.map(({ Username = '', Attributes = [], UserStatus, Enabled, UserCreateDate = 0 }) => (
          <tr>
            <th scope="row">
              <a href={links.user(poolId, Username)}>{Username}</a>
            </th>
            <td>{Attributes.find(({ Name }) => Name === 'email')?.Value}</td>
            <td>
              <span class="tag">{UserStatus}</span> {Enabled === false && <span class="tag bad">disabled</span>}
            </td>
            <td class="number quiet">
              <Time at={UserCreateDate * 1000} now={now} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function NewUser({ visit, poolId }: { visit: Visit; poolId: string }) {
  return (
    <FormCard
      visit={visit}
      id="new-user"
      title="A new user"
      action={links.pool(poolId, 'users')}
      submit="Make the user"
      kind="main"
    >
      <Field id="username" label="Username">
        <input id="username" name="username" required autocomplete="off" spellcheck={false} />
      </Field>
      <Field id="email" label="Email" hint="Taken as verified">
        <input id="email" name="email" type="email" autocomplete="off" />
      </Field>
      <Field id="password" label="Password" hint="Kept for good. Without one the user is invited with a temporary one.">
        <input id="password" name="password" type="text" autocomplete="off" spellcheck={false} />
      </Field>
    </FormCard>
  )
}

function create(visit: Visit): Promise<Response> {
  const UserPoolId = visit.param('id')
  const [username = '', email, password] = [visit.field('username'), visit.field('email'), visit.field('password')]
  return done(visit, links.pool(UserPoolId, 'users'), async () => {
    const { User } = await visit.ask.call('AdminCreateUser', {
      UserPoolId,
      Username: username,
      UserAttributes:
        email === undefined
          ? []
          : [
              { Name: 'email', Value: email },
              { Name: 'email_verified', Value: 'true' },
            ],
      ...(password === undefined
        ? email !== undefined && { DesiredDeliveryMediums: ['EMAIL'] }
        : { MessageAction: 'SUPPRESS' }),
    })
    const Username = User?.Username ?? username
    if (password === undefined) return `${Username} is invited.`
    await visit.ask.call('AdminSetUserPassword', { UserPoolId, Username, Password: password, Permanent: true })
    return `${Username} is there.`
  })
}
