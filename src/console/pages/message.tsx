import type { InboxMessage } from '../../control/schemas.ts'
import { html } from '../layout.tsx'
import { links } from '../links.ts'
import { MailFrame, mailDocument } from '../parts/mail-frame.tsx'
import { SubjectRows } from '../parts/subject.tsx'
import { exact, Time } from '../parts/time.tsx'
import { page, type Visit } from '../visit.ts'

/** One message: as its reader sees it, as it was sent, and what a test would take from it. */
export const messagePages = [
  page('/inbox/:id', show),
  page('/inbox/:id/html', async (visit) => mailDocument((await messageOf(visit)).html ?? '')),
]

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
        {message.html !== null && (
          <details>
            <summary>HTML source</summary>
            <pre class="code">{message.html}</pre>
          </details>
        )}
        <details>
          <summary>Raw, as the control API has it</summary>
          <pre class="code">{JSON.stringify(message, null, 2)}</pre>
        </details>
      </section>
      <div class="stack">
        <Takeaways message={message} />
        <Envelope visit={visit} message={message} />
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
          <button type="button" data-copies="code">
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

function Envelope({ visit, message }: { visit: Visit; message: InboxMessage }) {
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
        <SubjectRows visit={visit} poolId={userPoolId} username={username} />
        <dt>Delivery</dt>
        <dd>{tried}</dd>
      </dl>
    </section>
  )
}
