import type { UpdateUserPoolRequest, UserPoolType } from '../../api/generated/types.ts'
import type { EventView } from '../../control/event-views.ts'
import type { PoolView } from '../../control/pools.ts'
import type { Wire } from '../ask.ts'
import { changed } from '../changed.ts'
import { html } from '../layout.tsx'
import { links } from '../links.ts'
import { Act, Field, Form, Select } from '../parts/form.tsx'
import { EventList } from '../parts/lists.tsx'
import { modes, Warnings } from '../parts/pools.tsx'
import { exact } from '../parts/time.tsx'
import { action, done, page, type Visit } from '../visit.ts'
import { LogDelivery } from './log-delivery.tsx'
import { poolFrame } from './pool-frame.tsx'
import { SecondFactors } from './second-factors.tsx'

/** A pool: what it is set to, and what happened last. */
export const poolPages = [
  page('/pools/:id', show),
  action('/pools/:id/protection', (visit) =>
    done(visit, links.pool(visit.param('id')), async () => {
      await setProtection(visit)
      return 'The protection is changed.'
    }),
  ),
  action('/pools/:id/domain', (visit) => {
    const [UserPoolId, Domain, remove] = [visit.param('id'), visit.field('domain') ?? '', visit.field('remove')]
    return done(visit, links.pool(UserPoolId), async () => {
      if (remove !== undefined) {
        await visit.ask.call('DeleteUserPoolDomain', { UserPoolId, Domain: remove })
        return `The domain ${remove} is gone.`
      }
      await visit.ask.call('CreateUserPoolDomain', { UserPoolId, Domain })
      return `The pool answers under ${Domain}.`
    })
  }),
  action('/pools/:id/delete', (visit) =>
    done(visit, links.pools, async () => {
      const UserPoolId = visit.param('id')
      const { UserPool } = await visit.ask.read('DescribeUserPool', { UserPoolId })
      if (UserPool?.Domain) await visit.ask.call('DeleteUserPoolDomain', { UserPoolId, Domain: UserPool.Domain })
      await visit.ask.call('DeleteUserPool', { UserPoolId })
      return 'The pool is gone.'
    }),
  ),
]

async function show(visit: Visit): Promise<Response> {
  const { pool, facts, tabs } = await poolFrame(visit, '')
  const [{ UserPool }, { events }] = await Promise.all([
    visit.ask.read('DescribeUserPool', { UserPoolId: pool.id }),
    visit.ask.get<{ events: EventView[] }>(`/pools/${encodeURIComponent(pool.id)}/events`, { limit: 10 }),
  ])
  const described = UserPool ?? {}
  const content = (
    <>
      {tabs}
      <div class="stack">
        <Warnings warnings={pool.warnings} />
        <div class="columns">
          <div class="stack">
            <ProtectionCard visit={visit} pool={pool} />
            <SecondFactors visit={visit} />
            <section class="card" aria-labelledby="events">
              <header>
                <h2 id="events">Last events</h2>
                <a href={links.lab({ pool: pool.id })}>Sign somebody in</a>
              </header>
              <div id="last-events" data-live>
                {events.length > 0 ? (
                  <EventList events={events} poolId={pool.id} now={visit.clock.now} />
                ) : (
                  <p class="empty">
                    {pool.protection === 'OFF' ? (
                      'Events are kept where threat protection is on: it needs the Plus plan, above.'
                    ) : (
                      <>
                        Nobody has signed in yet. Do it in the <a href={links.lab({ pool: pool.id })}>lab</a>.
                      </>
                    )}
                  </p>
                )}
              </div>
            </section>
          </div>
          <div class="stack">
            <Facts pool={pool} described={described} />
            <Domain visit={visit} pool={pool} described={described} />
            <LogDelivery visit={visit} />
            <section class="card" aria-labelledby="end">
              <h2 id="end">Delete</h2>
              <Act
                visit={visit}
                action={links.pool(pool.id, 'delete')}
                kind="danger"
                confirm={`Delete ${pool.name} with everybody in it?`}
              >
                Delete this pool
              </Act>
            </section>
          </div>
        </div>
      </div>
    </>
  )
  return html(visit, facts, content)
}

function ProtectionCard({ visit, pool }: { visit: Visit; pool: PoolView }) {
  const options = Object.entries(modes).map(([value, text]) => ({ value, text }))
  return (
    <section class="card" aria-labelledby="protection">
      <header>
        <h2 id="protection">Threat protection</h2>
        <a href={links.pool(pool.id, 'risk')}>Risk configuration</a>
      </header>
      <Form visit={visit} action={links.pool(pool.id, 'protection')} class="fields">
        <Field id="tier" label="Plan">
          <Select
            id="tier"
            value={pool.tier}
            options={['LITE', 'ESSENTIALS', 'PLUS'].map((value) => ({ value, text: value }))}
          />
        </Field>
        <Field id="mode" label="Sign-ins" hint="Needs the Plus plan">
          <Select id="mode" value={pool.protection} options={options} />
        </Field>
        <Field id="custom" label="Sign-ins by CUSTOM_AUTH" hint="Set separately">
          <Select id="custom" value={pool.customAuthProtection} options={options} />
        </Field>
        <div class="field wide">
          <div class="buttons">
            <button type="submit">Change</button>
          </div>
        </div>
      </Form>
      <p class="hint">
        Audit only rates sign-ins and records them. Full function also blocks, challenges and mails as the risk
        configuration says; without one it enforces nothing.
      </p>
    </section>
  )
}

/** The API has one call for all settings; the others are sent again as they are. */
async function setProtection(visit: Visit): Promise<void> {
  const UserPoolId = visit.param('id')
  const { UserPool = {} } = await visit.ask.read('DescribeUserPool', { UserPoolId })
  // The API shows this twice and takes it once: the policy has it, too.
  const { UnusedAccountValidityDays: _, ...invitations } = UserPool.AdminCreateUserConfig ?? {}
  type Tier = NonNullable<UpdateUserPoolRequest['UserPoolTier']>
  type Mode = NonNullable<UpdateUserPoolRequest['UserPoolAddOns']>['AdvancedSecurityMode']
  const tier = (visit.field('tier') ?? 'PLUS') as Tier
  const mode = (visit.field('mode') ?? 'OFF') as Mode
  const custom = visit.field('custom') ?? 'OFF'
  const CustomAuthMode = custom === 'AUDIT' || custom === 'ENFORCED' ? custom : undefined
  const isWanted = mode !== 'OFF' || CustomAuthMode !== undefined
  await visit.ask.call(
    'UpdateUserPool',
    changed<UpdateUserPoolRequest>('UpdateUserPoolRequest', UserPool, {
      UserPoolId,
      AdminCreateUserConfig: invitations,
      UserPoolTier: tier,
      UserPoolAddOns: isWanted
        ? {
            AdvancedSecurityMode: mode,
            ...(CustomAuthMode && { AdvancedSecurityAdditionalFlows: { CustomAuthMode } }),
          }
        : undefined,
    }),
  )
}

function Facts({ pool, described }: { pool: PoolView; described: Wire<UserPoolType> }) {
  const rows: [string, unknown][] = [
    ['Pool id', <code>{pool.id}</code>],
    ['ARN', <code>{described.Arn}</code>],
    ['Created', exact(Date.parse(pool.createdAt))],
    ['Users', pool.users.toLocaleString('en')],
    ['MFA', described.MfaConfiguration ?? 'OFF'],
    ['Sign in with', (described.UsernameAttributes ?? ['username', ...(described.AliasAttributes ?? [])]).join(', ')],
    ['Verified automatically', described.AutoVerifiedAttributes?.join(', ') ?? 'nothing'],
    ['Triggers', Object.keys(described.LambdaConfig ?? {}).join(', ') || 'none'],
  ]
  return (
    <section class="card" aria-labelledby="facts">
      <h2 id="facts">Facts</h2>
      <dl class="facts">
        {rows.map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
      <details>
        <summary>DescribeUserPool</summary>
        <pre class="code">{JSON.stringify(described, null, 2)}</pre>
      </details>
    </section>
  )
}

function Domain(props: { visit: Visit; pool: PoolView; described: Wire<UserPoolType> }) {
  const { visit, pool, described } = props
  const to = links.pool(pool.id, 'domain')
  return (
    <section class="card" aria-labelledby="domain">
      <h2 id="domain">Domain</h2>
      {described.Domain ? (
        <p class="line">
          <a href={pool.domainUrl ?? ''}>{pool.domainUrl}</a>
          <span class="push">
            <Act visit={visit} action={to} values={{ remove: described.Domain }}>
              Remove
            </Act>
          </span>
        </p>
      ) : (
        <>
          <p class="quiet">
            Without a domain mails of threat protection have no one-click links, and there are no hosted pages.
          </p>
          <Form visit={visit} action={to} class="search">
            <Field id="domain-prefix" label="Prefix">
              <input id="domain-prefix" name="domain" required pattern="[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?" />
            </Field>
            <button type="submit">Set</button>
          </Form>
        </>
      )}
    </section>
  )
}
