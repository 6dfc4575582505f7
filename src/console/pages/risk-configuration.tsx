import type { PoolView } from '../../control/pools.ts'
import { Refused } from '../ask.ts'
import { html } from '../layout.tsx'
import { links } from '../links.ts'
import { Act, Form } from '../parts/form.tsx'
import { Warnings } from '../parts/pools.tsx'
import { usualRiskConfiguration } from '../practice.ts'
import { partsOf, type RiskParts, readRiskForm } from '../risk-form.ts'
import { action, done, goTo, page, type Visit } from '../visit.ts'
import { MailPreview } from './mail-preview.tsx'
import { poolFrame } from './pool-frame.tsx'
import { ActionFields, CompromisedFields, ExceptionFields, MailFields } from './risk-fields.tsx'

/** The editor of risk configurations, of the pool and of each client. */
export const riskConfigurationPages = [
  page('/pools/:id/risk', async (visit) => {
    const ClientId = visit.query('client')
    try {
      const { RiskConfiguration } = await visit.ask.read('DescribeRiskConfiguration', {
        UserPoolId: visit.param('id'),
        ...(ClientId && { ClientId }),
      })
      const parts = partsOf(RiskConfiguration)
      return await show(visit, { ClientId, parts, isSet: Object.keys(parts).length > 0 })
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'UserPoolAddOnNotEnabledException') throw error
      return await notEnabled(visit, error.message)
    }
  }),
  action('/pools/:id/risk', save),
  action('/pools/:id/risk/preview', (visit) =>
    show(visit, { ClientId: visit.field('client'), parts: readRiskForm(visit) }),
  ),
  action('/pools/:id/risk/reset', (visit) => {
    const [UserPoolId, ClientId] = [visit.param('id'), visit.field('client')]
    const usual = visit.field('usual') !== undefined
    return done(visit, links.pool(UserPoolId, 'risk', { client: ClientId }), async () => {
      const parts = usual ? (structuredClone(usualRiskConfiguration) as unknown as RiskParts) : {}
      await visit.ask.call('SetRiskConfiguration', { UserPoolId, ...(ClientId && { ClientId }), ...parts })
      return usual ? 'The usual configuration is set.' : 'Nothing is configured any more.'
    })
  }),
]

async function save(visit: Visit): Promise<Response> {
  const [UserPoolId, ClientId] = [visit.param('id'), visit.field('client')]
  const parts = readRiskForm(visit)
  try {
    await visit.ask.call('SetRiskConfiguration', { UserPoolId, ...(ClientId && { ClientId }), ...parts })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return await show(visit, { ClientId, parts, problem: `${error.code}: ${error.message}` })
  }
  const text = 'The risk configuration is stored: it holds from the next sign-in.'
  return goTo(visit, links.pool(UserPoolId, 'risk', { client: ClientId }), { kind: 'done', text })
}

interface Shown {
  readonly ClientId: string | undefined
  readonly parts: RiskParts
  readonly isSet?: boolean
  readonly problem?: string
}

async function show(visit: Visit, { ClientId, parts, isSet, problem }: Shown): Promise<Response> {
  const { pool, facts, tabs } = await poolFrame(visit, 'risk')
  const { UserPoolClients: clients = [] } = await visit.ask.read('ListUserPoolClients', {
    UserPoolId: pool.id,
    MaxResults: 60,
  })
  const to = links.pool(pool.id, 'risk')
  const content = (
    <>
      {tabs}
      <div class="stack">
        <Warnings warnings={pool.warnings} />
        {problem && (
          <p class="notice problem" tabindex={-1} autofocus>
            {problem}
          </p>
        )}
        <nav aria-label="Whose configuration">
          <ul class="chips">
            {[{ ClientId: undefined, ClientName: 'The pool' }, ...clients].map((client) => (
              <li>
                <a
                  class="chip"
                  href={links.pool(pool.id, 'risk', { client: client.ClientId })}
                  aria-current={client.ClientId === ClientId ? 'true' : undefined}
                >
                  {client.ClientId === undefined ? 'The pool' : `Client ${client.ClientName ?? ''}`}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {isSet === false && <Unset visit={visit} pool={pool} ClientId={ClientId} />}
        <Form
          visit={visit}
          action={to}
          values={{ client: ClientId }}
          shows={{ id: 'mail-preview', from: links.pool(pool.id, 'risk/preview') }}
          class="stack"
        >
          <div class="columns">
            <div class="stack">
              <ActionFields parts={parts} />
              <CompromisedFields parts={parts} />
            </div>
            <ExceptionFields parts={parts} />
          </div>
          <MailFields parts={parts} />
          <div class="buttons">
            <button type="submit" class="main">
              Save
            </button>
            <button type="submit" formaction={links.pool(pool.id, 'risk/preview')} data-without-script>
              Preview the mails
            </button>
          </div>
        </Form>
        <MailPreview visit={visit} pool={pool} parts={parts} />
        {isSet && (
          <Act
            visit={visit}
            action={links.pool(pool.id, 'risk/reset')}
            values={{ client: ClientId }}
            kind="danger"
            confirm="Remove this configuration?"
          >
            Remove this configuration
          </Act>
        )}
      </div>
    </>
  )
  return html(visit, { ...facts, title: `${pool.name}: risk configuration`, status: problem ? 400 : 200 }, content)
}

function Unset(props: { visit: Visit; pool: PoolView; ClientId: string | undefined }) {
  const { visit, pool, ClientId } = props
  return (
    <div class="empty">
      <p>
        {ClientId === undefined
          ? 'Nothing is configured: risk is rated, and nothing follows from it.'
          : 'This client has no configuration of its own: the pool’s applies. As soon as it has one, nothing of the pool’s does.'}
      </p>
      <Act
        visit={visit}
        action={links.pool(pool.id, 'risk/reset')}
        values={{ client: ClientId, usual: 'yes' }}
        kind="main"
      >
        Set the usual one: challenge Medium, block High, tell the user
      </Act>
    </div>
  )
}

async function notEnabled(visit: Visit, message: string): Promise<Response> {
  const { pool, facts, tabs } = await poolFrame(visit, 'risk')
  const content = (
    <>
      {tabs}
      <div class="empty">
        <p>{message}</p>
        <p>
          A risk configuration needs the Plus plan with threat protection on.{' '}
          <a href={links.pool(pool.id)}>Switch it on</a>
        </p>
      </div>
    </>
  )
  return html(visit, { ...facts, title: `${pool.name}: risk configuration` }, content)
}
