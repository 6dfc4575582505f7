import type { ExplicitAuthFlowsType, UserPoolClientType } from '../../api/generated/types.ts'
import type { Wire } from '../ask.ts'
import { html } from '../layout.tsx'
import { links } from '../links.ts'
import { Act, Field, FormCard } from '../parts/form.tsx'
import { action, done, page, type Visit } from '../visit.ts'
import { poolFrame } from './pool-frame.tsx'

/** The app clients of a pool: seen, made, deleted. */
export const clientPages = [
  page('/pools/:id/clients', list),
  action('/pools/:id/clients', create),
  action('/pools/:id/clients/:client/delete', (visit) => {
    const [UserPoolId, ClientId] = [visit.param('id'), visit.param('client')]
    return done(visit, links.pool(UserPoolId, 'clients'), async () => {
      await visit.ask.call('DeleteUserPoolClient', { UserPoolId, ClientId })
      return 'The client is gone.'
    })
  }),
]

const onAPage = 12

const flows: readonly { flow: ExplicitAuthFlowsType; says: string; usual: boolean }[] = [
  { flow: 'ALLOW_USER_PASSWORD_AUTH', says: 'password in the clear', usual: true },
  { flow: 'ALLOW_USER_SRP_AUTH', says: 'SRP, as Amplify does', usual: true },
  { flow: 'ALLOW_REFRESH_TOKEN_AUTH', says: 'refresh', usual: true },
  { flow: 'ALLOW_ADMIN_USER_PASSWORD_AUTH', says: 'password, by a server', usual: false },
  { flow: 'ALLOW_USER_AUTH', says: 'choice of first factors', usual: false },
  { flow: 'ALLOW_CUSTOM_AUTH', says: 'own challenges', usual: false },
]

async function list(visit: Visit): Promise<Response> {
  const { pool, facts, tabs } = await poolFrame(visit, 'clients')
  const { UserPoolClients = [], NextToken } = await visit.ask.read('ListUserPoolClients', {
    UserPoolId: pool.id,
    MaxResults: onAPage,
    ...(visit.query('next') && { NextToken: visit.query('next') }),
  })
  const clients = await Promise.all(
    UserPoolClients.map(async ({ ClientId = '' }) => {
      const { UserPoolClient } = await visit.ask.read('DescribeUserPoolClient', { UserPoolId: pool.id, ClientId })
      return UserPoolClient ?? {}
    }),
  )
  const content = (
    <>
      {tabs}
      <div class="columns wide-left">
        <div class="stack">
          {clients.length === 0 && <p class="empty">There is no app client yet: nobody can sign in without one.</p>}
          {clients.map((client) => (
            <ClientCard visit={visit} client={client} poolId={pool.id} />
          ))}
          {NextToken && (
            <p class="more">
              <a href={links.pool(pool.id, 'clients', { next: NextToken })}>More clients</a>
            </p>
          )}
        </div>
        <NewClient visit={visit} poolId={pool.id} />
      </div>
    </>
  )
  return html(visit, { ...facts, title: `${pool.name}: app clients` }, content)
}

function ClientCard(props: { visit: Visit; client: Wire<UserPoolClientType>; poolId: string }) {
  const { visit, client, poolId } = props
  const { ClientId = '', ClientName = '', ClientSecret, ExplicitAuthFlows = [] } = client
  return (
    <section class="card" aria-label={ClientName}>
      <header>
        <h2>{ClientName}</h2>
        <span class="line">
          <a href={links.pool(poolId, 'risk', { client: ClientId })}>Risk configuration</a>
          <a href={links.lab({ pool: poolId, client: ClientId })}>Lab</a>
        </span>
      </header>
      <dl class="facts">
        <dt>Client id</dt>
        <dd>
          <code>{ClientId}</code>
        </dd>
        <dt>Secret</dt>
        <dd>{ClientSecret ? <code>{ClientSecret}</code> : 'none'}</dd>
        <dt>Flows</dt>
        <dd>{ExplicitAuthFlows.map((flow) => flow.replace('ALLOW_', '')).join(', ') || 'the default ones'}</dd>
        <dt>Address in UserContextData</dt>
        <dd>{client.EnablePropagateAdditionalUserContextData ? 'believed' : 'ignored'}</dd>
      </dl>
      <details>
        <summary>DescribeUserPoolClient</summary>
        <pre class="code">{JSON.stringify(client, null, 2)}</pre>
      </details>
      <Act
        visit={visit}
        action={links.pool(poolId, `clients/${encodeURIComponent(ClientId)}/delete`)}
        kind="danger"
        confirm={`Delete the client ${ClientName}?`}
        label={`Delete ${ClientName}`}
      >
        Delete
      </Act>
    </section>
  )
}

function NewClient({ visit, poolId }: { visit: Visit; poolId: string }) {
  return (
    <FormCard
      visit={visit}
      id="new-client"
      title="A new client"
      action={links.pool(poolId, 'clients')}
      submit="Make the client"
      kind="main"
    >
      <Field id="client-name" label="Name">
        <input id="client-name" name="name" required autocomplete="off" />
      </Field>
      <fieldset>
        <legend>Flows</legend>
        {flows.map(({ flow, says, usual }) => (
          <label class="check">
            <input type="checkbox" name="flow" value={flow} checked={usual} />
            <span>
              {flow.replace('ALLOW_', '')} <span class="quiet">{says}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <label class="check">
        <input type="checkbox" name="secret" value="yes" /> With a secret
      </label>
      <label class="check">
        <input type="checkbox" name="propagate" value="yes" /> Believe the address in UserContextData
      </label>
    </FormCard>
  )
}

function create(visit: Visit): Promise<Response> {
  const UserPoolId = visit.param('id')
  return done(visit, links.pool(UserPoolId, 'clients'), async () => {
    const { UserPoolClient } = await visit.ask.call('CreateUserPoolClient', {
      UserPoolId,
      ClientName: visit.field('name') ?? '',
      GenerateSecret: visit.field('secret') !== undefined,
      ExplicitAuthFlows: visit.fields('flow') as ExplicitAuthFlowsType[],
      ...(visit.field('propagate') !== undefined && { EnablePropagateAdditionalUserContextData: true }),
    })
    return `The client ${UserPoolClient?.ClientName ?? ''} is there: ${UserPoolClient?.ClientId ?? ''}.`
  })
}
