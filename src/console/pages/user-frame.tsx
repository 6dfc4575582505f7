import type { Child } from 'hono/jsx'
import type { AdminGetUserResponse } from '../../api/generated/types.ts'
import type { PoolView } from '../../control/pools.ts'
import type { Wire } from '../ask.ts'
import type { PageFacts } from '../layout.tsx'
import { links } from '../links.ts'
import { Act } from '../parts/form.tsx'
import { Tabs } from '../parts/tabs.tsx'
import { action, done, type Visit } from '../visit.ts'

/** A user as AdminGetUser shows them. */
export type UserView = Wire<AdminGetUserResponse>

/** What is around every page of a user: where it is, who it is, and what can be done with it. */
export interface UserFrame {
  readonly user: UserView
  readonly facts: PageFacts
  readonly tabs: Child
}

/** Reads the user that the path names and frames its page. */
export async function userFrame(visit: Visit, here: 'overview' | 'learnt'): Promise<UserFrame> {
  const [poolId, name] = [visit.param('id'), visit.param('name')]
  const [pool, user] = await Promise.all([
    visit.ask.get<PoolView>(`/pools/${encodeURIComponent(poolId)}`),
    visit.ask.read('AdminGetUser', { UserPoolId: poolId, Username: name }),
  ])
  return {
    user,
    facts: {
      title: user.Username,
      section: 'pools',
      above: [
        { href: links.pools, name: 'Pools' },
        { href: links.pool(poolId), name: pool.name },
        { href: links.pool(poolId, 'users'), name: 'Users' },
      ],
      beside: (
        <div class="buttons">
          <span class={user.Enabled ? 'tag good' : 'tag bad'}>{user.Enabled ? 'enabled' : 'disabled'}</span>
          <span class="tag">{user.UserStatus}</span>
          <Act
            visit={visit}
            action={links.user(poolId, name, 'do')}
            values={{ deed: user.Enabled ? 'disable' : 'enable' }}
          >
            {user.Enabled ? 'Disable' : 'Enable'}
          </Act>
          <Act visit={visit} action={links.user(poolId, name, 'do')} values={{ deed: 'reset' }}>
            Reset the password
          </Act>
          <Act visit={visit} action={links.user(poolId, name, 'do')} values={{ deed: 'sign-out' }}>
            Sign out
          </Act>
          <Act
            visit={visit}
            action={links.user(poolId, name, 'delete')}
            kind="danger"
            confirm={`Delete ${user.Username} and everything that was learnt about them?`}
          >
            Delete
          </Act>
        </div>
      ),
    },
    tabs: (
      <Tabs
        label="User"
        tabs={[
          { href: links.user(poolId, name), name: 'Overview', isHere: here === 'overview' },
          { href: links.user(poolId, name, 'learnt'), name: 'What the model has learnt', isHere: here === 'learnt' },
          { href: links.inbox({ pool: poolId, user: user.Username }), name: 'Messages', isHere: false },
          { href: links.requests({ pool: poolId, user: user.Username }), name: 'Requests', isHere: false },
        ]}
      />
    ),
  }
}

/** What the buttons beside the name do. */
export const userActions = [
  action('/pools/:id/users/:name/do', (visit) => {
    const user = { UserPoolId: visit.param('id'), Username: visit.param('name') }
    return done(visit, links.user(user.UserPoolId, user.Username), async () => {
      switch (visit.field('deed')) {
        case 'enable':
          await visit.ask.call('AdminEnableUser', user)
          return 'The user is enabled.'
        case 'disable':
          await visit.ask.call('AdminDisableUser', user)
          return 'The user is disabled.'
        case 'reset':
          await visit.ask.call('AdminResetUserPassword', user)
          return 'The password is reset: the code is in the inbox.'
        case 'sign-out':
          await visit.ask.call('AdminUserGlobalSignOut', user)
          return 'All sessions have ended.'
        case 'revoke':
          await visit.ask.call('AdminRevokeUserSession', { ...user, SessionId: visit.field('session') ?? '' })
          return 'The session has ended.'
        default:
          return 'There was nothing to do.'
      }
    })
  }),
  action('/pools/:id/users/:name/delete', (visit) => {
    const user = { UserPoolId: visit.param('id'), Username: visit.param('name') }
    return done(visit, links.pool(user.UserPoolId, 'users'), async () => {
      await visit.ask.call('AdminDeleteUser', user)
      return `${user.Username} is gone.`
    })
  }),
]
