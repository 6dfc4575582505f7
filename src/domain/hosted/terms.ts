import { eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { terms } from '../../store/schema/branding.ts'
import type { Client } from '../../store/schema/clients.ts'

/**
 * The links that a client's sign-up page shows, in `language`, a key of links. Documented: Terms API pages; only where there
 * are both documents, and the default where a document has no link for the language.
 */
export function termsFor(
  { tx }: Context,
  client: Client,
  language: string,
): { use: string; privacy: string } | undefined {
  const documents = tx.select().from(terms).where(eq(terms.clientId, client.id)).all()
  const linkOf = (name: string) => {
    const links = documents.find((document) => document.name === name)?.links
    return links?.[language] ?? links?.['cognito:default']
  }
  const [use, privacy] = [linkOf('terms-of-use'), linkOf('privacy-policy')]
  return use && privacy ? { use, privacy } : undefined
}
