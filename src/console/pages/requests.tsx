import type { RequestView } from '../../control/requests.ts'
import { html } from '../layout.tsx'
import { links } from '../links.ts'
import { Field, Select } from '../parts/form.tsx'
import { RequestList, Status } from '../parts/lists.tsx'
import { exact, Time } from '../parts/time.tsx'
import { page, type Visit } from '../visit.ts'

/** The last requests, with the reason behind each answer. */
export const requestPages = [page('/requests', list), page('/requests/:id', show)]

const onAPage = 40

async function list(visit: Visit): Promise<Response> {
  const filter = {
    operation: visit.query('operation'),
    userPoolId: visit.query('pool'),
    username: visit.query('user'),
    failed: visit.query('failed'),
  }
  const found = await visit.ask.get<{ requests: RequestView[] }>('/requests', {
    ...filter,
    before: visit.query('before'),
    limit: onAPage + 1,
  })
  const requests = found.requests.slice(0, onAPage)
  const next = found.requests.length > onAPage ? requests.at(-1)?.id : undefined
  const own = { operation: filter.operation, pool: filter.userPoolId, user: filter.username, failed: filter.failed }
  const isFiltered = Object.values(filter).some((value) => value !== undefined)
  const content = (
    <div class="stack">
      <form method="get" action={links.requests()} class="search" data-shows="requests">
        <Field id="operation" label="Operation">
          <input id="operation" name="operation" value={filter.operation} autocomplete="off" spellcheck={false} />
        </Field>
        <Field id="user" label="Username">
          <input id="user" name="user" value={filter.username} autocomplete="off" spellcheck={false} />
        </Field>
        <Field id="failed" label="Answer">
          <Select
            id="failed"
            value={filter.failed ?? ''}
            options={[
              { value: '', text: 'All' },
              { value: 'true', text: 'Refused' },
              { value: 'false', text: 'Answered' },
            ]}
          />
        </Field>
        {filter.userPoolId && <input type="hidden" name="pool" value={filter.userPoolId} />}
        <button type="submit" data-without-script>
          Filter
        </button>
      </form>
      <div id="requests" data-live>
        {requests.length > 0 ? (
          <section class="card" aria-label="Requests, newest first">
            <RequestList requests={requests} now={visit.clock.now} />
          </section>
        ) : (
          <div class="empty">
            {isFiltered ? (
              <p>
                No request fits. <a href={links.requests()}>Show all</a>
              </p>
            ) : (
              <p>
                No request has come yet. Point an SDK at this address, or sign somebody in in the{' '}
                <a href={links.lab()}>lab</a>.
              </p>
            )}
          </div>
        )}
        {next && (
          <p class="more">
            <a href={links.requests({ ...own, before: next })}>Older requests</a>
          </p>
        )}
      </div>
    </div>
  )
  return html(visit, { title: 'Requests', section: 'requests' }, content)
}

async function show(visit: Visit): Promise<Response> {
  const request = await visit.ask.get<RequestView>(`/requests/${encodeURIComponent(visit.param('id'))}`)
  const { event } = request
  const facts = {
    title: request.operation,
    section: 'requests' as const,
    above: [{ href: links.requests(), name: 'Requests' }],
    beside: (
      <p class="line">
        <Status status={request.status} />
        <span class="quiet">
          <Time at={request.at} now={visit.clock.now} />
        </span>
      </p>
    ),
  }
  const content = (
    <div class="columns wide-left">
      <div class="stack">
        <section class="card" aria-labelledby="reasons">
          <h2 id="reasons">Why</h2>
          {request.error && (
            <p>
              <span class="tag bad">{request.error.name}</span> {request.error.message}
            </p>
          )}
          {request.reasons.length > 0 ? (
            <ul class="rows">
              {request.reasons.map((reason) => (
                <li>{reason}</li>
              ))}
            </ul>
          ) : (
            <p class="quiet">Nothing was noted about it.</p>
          )}
          {event && (
            <p>
              <a href={links.event(event.userPoolId, event.username, event.eventId)}>The auth event that it wrote</a>
            </p>
          )}
          {request.stack && <pre class="code">{request.stack}</pre>}
        </section>
        <Body title="Request" value={request.input} />
        <Body title="Response" value={request.output} />
      </div>
      <Facts request={request} />
    </div>
  )
  return html(visit, facts, content)
}

function Facts({ request }: { request: RequestView }) {
  const { userPoolId, username, messages, triggers } = request
  return (
    <section class="card" aria-labelledby="facts">
      <h2 id="facts">Facts</h2>
      <dl class="facts">
        <dt>Time</dt>
        <dd>{exact(Date.parse(request.at), true)}</dd>
        <dt>Took</dt>
        <dd>{request.durationMs.toFixed(1)} ms</dd>
        {userPoolId && (
          <>
            <dt>Pool</dt>
            <dd>
              <a href={links.pool(userPoolId)}>{userPoolId}</a>
            </dd>
          </>
        )}
        {username && (
          <>
            <dt>User</dt>
            <dd>{userPoolId ? <a href={links.user(userPoolId, username)}>{username}</a> : username}</dd>
          </>
        )}
        <dt>Messages</dt>
        <dd>
          {messages.length === 0 && 'none'}
          {messages.map((id, i) => (
            <a href={links.message(id)}>{`${i > 0 ? ', ' : ''}message ${i + 1}`}</a>
          ))}
        </dd>
        <dt>Functions</dt>
        <dd>
          {triggers.length === 0 && 'none'}
          {triggers.map(({ source, target, durationMs, failed }) => (
            <p>
              {source} {failed && <span class="tag bad">failed</span>}
              <br />
              <span class="quiet">{`${durationMs.toFixed(1)} ms${target ? `, ${target}` : ''}`}</span>
            </p>
          ))}
        </dd>
        <dt>Request id</dt>
        <dd>
          <code>{request.id}</code>
        </dd>
      </dl>
    </section>
  )
}

function Body({ title, value }: { title: string; value: unknown }) {
  return (
    <section class="card" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <span class="quiet">sensitive members are blanked</span>
      </header>
      {value === undefined ? (
        <p class="quiet">There is none.</p>
      ) : (
        <pre class="code">{JSON.stringify(value, null, 2)}</pre>
      )}
    </section>
  )
}
