import type { InboxMessage } from '../../control/schemas.ts'
import { html } from '../layout.tsx'
import { links } from '../links.ts'
import { Act, Field } from '../parts/form.tsx'
import { MessageList } from '../parts/lists.tsx'
import { MailFrame, mailDocument } from '../parts/mail-frame.tsx'
import { exact, Time } from '../parts/time.tsx'
import { action, done, page, type Visit } from '../visit.ts'

/** The inbox: everything that was sent to users. */
export const inboxPages = [
  page('/inbox', list),
  page('/inbox/:id', show),
  page('/inbox/:id/html', async (visit) => mailDocument((await messageOf(visit)).html ?? '')),
  action('/inbox/clear', (visit) =>
    done(visit, links.inbox(), async () => {
      await visit.ask.send('DELETE', '/inbox')
      return 'The inbox is empty.'
    }),
  ),
]

const onAPage = 30

async function list(visit: Visit): Promise<Response> {
  const search = visit.query('q')
  const filter = { search, userPoolId: visit.query('pool'), username: visit.query('user') }
  const found = await visit.ask.get<{ messages: InboxMessage[] }>('/inbox', {
    ...filter,
    before: visit.query('before'),
    limit: onAPage + 1,
  })
  const messages = found.messages.slice(0, onAPage)
  const next = found.messages.length > onAPage ? messages.at(-1)?.id : undefined
  const isFiltered = Object.values(filter).some((value) => value !== undefined)
  const facts = {
    title: 'Inbox',
    section: 'inbox' as const,
    beside: messages.length > 0 && (
      <Act visit={visit} action={`${links.inbox()}/clear`} confirm="Throw all messages away?" kind="danger">
        Empty the inbox
      </Act>
    ),
  }
  const content = (
    <div class="stack">
      <form method="get" action={links.inbox()} class="search" data-shows="messages">
        <Field id="q" label="Search" hint="In address, subject and text">
          <input id="q" name="q" type="search" value={search} />
        </Field>
        {filter.userPoolId && <input type="hidden" name="pool" value={filter.userPoolId} />}
        {filter.username && <input type="hidden" name="user" value={filter.username} />}
        <button type="submit" data-without-script>
          Search
        </button>
      </form>
      <div id="messages" data-live>
        {messages.length > 0 ? (
          <section class="card" aria-label="Messages">
            <MessageList messages={messages} now={visit.clock.now} />
          </section>
        ) : (
          <Nothing isFiltered={isFiltered} />
        )}
        {next && (
          <p class="more">
            <a href={links.inbox({ q: search, pool: filter.userPoolId, user: filter.username, before: next })}>
              Older messages
            </a>
          </p>
        )}
      </div>
    </div>
  )
  return html(visit, facts, content)
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  return (
    <div class="empty">
      {isFiltered ? (
        <p>
          No message fits. <a href={links.inbox()}>Show all</a>
        </p>
      ) : (
        <p>
          Nothing has been sent to anybody. Sign somebody up, ask for a forgotten password, or block a sign-in in the{' '}
          <a href={links.lab()}>lab</a>.
        </p>
      )}
    </div>
  )
}

function messageOf(visit: Visit): Promise<InboxMessage> {
  return visit.ask.get<InboxMessage>(`/inbox/${encodeURIComponent(visit.param('id'))}`)
}

async function show(visit: Visit): Promise<Response> {
  const message = await messageOf(visit)
  const facts = {
    title: message.subject ?? (message.channel === 'sms' ? 'Text message' : 'Message without subject'),
    section: 'inbox' as const,
    above: [{ href: links.inbox(), name: 'Inbox' }],
    beside: (
      <span class="quiet">
        <Time at={message.createdAt} now={visit.clock.now} />
      </span>
    ),
  }
  const content = (
    <div class="columns wide-left">
      <section class="card" aria-label="Message">
        {message.html !== null && <MailFrame src={links.message(message.id, 'html')} />}
        <details open={message.html === null}>
          <summary>Text</summary>
          <pre class="code">{message.text}</pre>
        </details>
        <details>
          <summary>Raw</summary>
          <pre class="code">{JSON.stringify(message, null, 2)}</pre>
        </details>
      </section>
      <div class="stack">
        <Takeaways message={message} />
        <Envelope message={message} />
      </div>
    </div>
  )
  return html(visit, facts, content)
}

/** Codes and links, picked out of the text. */
function Takeaways({ message: { code, link, feedback, userPoolId, username } }: { message: InboxMessage }) {
  if (code === undefined && link === undefined && feedback === undefined) return undefined
  return (
    <section class="card" aria-labelledby="takeaways">
      <h2 id="takeaways">In this message</h2>
      {code !== undefined && (
        <p class="line">
          <span class="quiet">Code</span>
          <strong class="big mono" id="code">
            {code}
          </strong>
          <button type="button" data-copies="code" hidden>
            Copy
          </button>
        </p>
      )}
      {link !== undefined && (
        <p>
          <a href={link} target="_blank" rel="noreferrer">
            Open the link
          </a>
        </p>
      )}
      {feedback && (
        <>
          <p>
            It asks about <a href={links.event(userPoolId, username, feedback.eventId)}>a sign-in</a>.
          </p>
          {feedback.validUrl && feedback.invalidUrl ? (
            <p class="buttons">
              <a class="button" href={feedback.validUrl} target="_blank" rel="noreferrer">
                This was me
              </a>
              <a class="button" href={feedback.invalidUrl} target="_blank" rel="noreferrer">
                This was not me
              </a>
            </p>
          ) : (
            <p class="hint">It has no one-click links, because the pool has no domain.</p>
          )}
        </>
      )}
    </section>
  )
}

function Envelope({ message }: { message: InboxMessage }) {
  const { to, from, kind, channel, createdAt, userPoolId, username, delivery } = message
  const tried = delivery.lastError ? `${delivery.status}: ${delivery.lastError}` : delivery.status
  return (
    <section class="card" aria-labelledby="envelope">
      <h2 id="envelope">Envelope</h2>
      <dl class="facts">
        <dt>To</dt>
        <dd>{to}</dd>
        <dt>From</dt>
        <dd>{from}</dd>
        <dt>Kind</dt>
        <dd>{`${kind}, by ${channel === 'email' ? 'mail' : 'text message'}`}</dd>
        <dt>Sent</dt>
        <dd>{exact(Date.parse(createdAt), true)}</dd>
        <dt>User</dt>
        <dd>
          <a href={links.user(userPoolId, username)}>{username}</a>
        </dd>
        <dt>Pool</dt>
        <dd>
          <a href={links.pool(userPoolId)}>{userPoolId}</a>
        </dd>
        <dt>Delivery</dt>
        <dd>{tried}</dd>
      </dl>
    </section>
  )
}
