import type { InboxMessage } from '../../control/schemas.ts'
import { html } from '../layout.tsx'
import { links } from '../links.ts'
import { Finder } from '../parts/finder.tsx'
import { Act } from '../parts/form.tsx'
import { MessageList } from '../parts/lists.tsx'
import { action, done, page, type Visit } from '../visit.ts'

/** The inbox: everything that was sent to users. */
export const inboxPages = [
  page('/inbox', list),
  action('/inbox/clear', (visit) =>
    done(visit, links.inbox(), async () => {
      await visit.ask.send('DELETE', '/inbox')
      return 'The inbox is empty.'
    }),
  ),
]

const onAPage = 30

async function list(visit: Visit): Promise<Response> {
  const narrowed = { q: visit.query('q'), pool: visit.query('pool'), user: visit.query('user') }
  const before = visit.query('before')
  const found = await visit.ask.get<{ messages: InboxMessage[] }>('/inbox', {
    ...{ search: narrowed.q, userPoolId: narrowed.pool, username: narrowed.user },
    before,
    limit: onAPage + 1,
  })
  const messages = found.messages.slice(0, onAPage)
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
    <Finder
      noun="message"
      path={links.inbox()}
      narrowed={narrowed}
      places="address, subject and text"
      list={
        messages.length > 0 ? (
          <section class="card" aria-label="Messages, newest first">
            <MessageList messages={messages} now={visit.clock.now} />
          </section>
        ) : undefined
      }
      empty={
        <p>
          Nothing has been sent to anybody. Sign somebody up, ask for a forgotten password, or block a sign-in in the{' '}
          <a href={links.lab()}>lab</a>.
        </p>
      }
      before={before}
      next={found.messages.length > onAPage ? messages.at(-1)?.id : undefined}
    />
  )
  return html(visit, facts, content)
}
