import type { PreviewedMail } from '../../control/notifications.ts'
import type { PoolView } from '../../control/pools.ts'
import { links } from '../links.ts'
import { MailFrame, mailDocument } from '../parts/mail-frame.tsx'
import { mails, type RiskParts } from '../risk-form.ts'
import { page, type Visit } from '../visit.ts'

/** The documents that frames of previews load. */
export const mailPreviewPages = [
  page('/previews/:number', async (visit) => mailDocument(visit.previews.find(visit.param('number')) ?? '')),
]

/** The three notifications with an example in their places. */
export async function MailPreview({ visit, pool, parts }: { visit: Visit; pool: PoolView; parts: RiskParts }) {
  const notify = parts.AccountTakeoverRiskConfiguration?.NotifyConfiguration
  const previews = await Promise.all(
    mails.map(async (name) => {
      const path = `/pools/${encodeURIComponent(pool.id)}/notification-preview`
      const email = notify?.[name]
      return { name, mail: await visit.ask.send<PreviewedMail>('POST', path, { name, ...(email && { email }) }) }
    }),
  )
  return (
    <div id="mail-preview">
      <section class="card" aria-labelledby="preview-title">
        <header>
          <h2 id="preview-title">How they read</h2>
          <span class="quiet">with an example in the places</span>
        </header>
        {previews.map(({ name, mail }) => (
          <details open={name === 'BlockEmail'}>
            <summary>
              {name}: {mail.subject}
            </summary>
            <div class="columns">
              {mail.html === null ? (
                <p class="quiet">It has no HTML.</p>
              ) : (
                <MailFrame src={links.preview(visit.previews.keep(mail.html))} />
              )}
              <pre class="code">{mail.text}</pre>
            </div>
          </details>
        ))}
      </section>
    </div>
  )
}
