import type { RequestView } from '../../control/requests.ts'
import { html } from '../layout.tsx'
import { links } from '../links.ts'
import { Finder } from '../parts/finder.tsx'
import { Field, Select } from '../parts/form.tsx'
import { RequestList } from '../parts/lists.tsx'
import { page, type Visit } from '../visit.ts'

/** The last requests, with the reason behind each answer. */
export const requestsPages = [page('/requests', list)]

const onAPage = 40

const answers = [
  { value: '', text: 'All' },
  { value: 'true', text: 'Refused' },
  { value: 'false', text: 'Answered' },
]

async function list(visit: Visit): Promise<Response> {
  const narrowed = {
    ...{ q: visit.query('q'), failed: visit.query('failed') },
    ...{ operation: visit.query('operation'), pool: visit.query('pool'), user: visit.query('user') },
  }
  const { q, failed, operation, pool, user } = narrowed
  const before = visit.query('before')
  const found = await visit.ask.get<{ requests: RequestView[] }>('/requests', {
    ...{ search: q, failed, operation, userPoolId: pool, username: user, before },
    limit: onAPage + 1,
  })
  const requests = found.requests.slice(0, onAPage)
  const content = (
    <Finder
      noun="request"
      path={links.requests()}
      narrowed={narrowed}
      places="operation, user, error and reasons"
      fields={
        <Field id="failed" label="Answer">
          <Select id="failed" value={failed ?? ''} options={answers} />
        </Field>
      }
      list={
        requests.length > 0 ? (
          <section class="card" aria-label="Requests, newest first">
            <RequestList requests={requests} now={visit.clock.now} />
          </section>
        ) : undefined
      }
      empty={
        <p>
          No request has come yet. Point an SDK at this address, or sign somebody in in the{' '}
          <a href={links.lab()}>lab</a>.
        </p>
      }
      before={before}
      next={found.requests.length > onAPage ? requests.at(-1)?.id : undefined}
    />
  )
  return html(visit, { title: 'Requests', section: 'requests' }, content)
}
