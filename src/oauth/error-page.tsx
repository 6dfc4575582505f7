import type { HostedRequest } from './domain-request.ts'
import { endpoint } from './endpoint.tsx'
import { shownTexts } from './leaving.ts'
import { page } from './pages/page.tsx'

/** GET /error. Observed: it answers 400. Ours: it only ever shows sentences of its own. */
export const errorPage = endpoint('Error', { GET: answer })

const known: ReadonlySet<string> = new Set(Object.values(shownTexts))

async function answer({ c }: HostedRequest): Promise<Response> {
  const text = c.req.query('error') ?? ''
  return page(
    'An error was encountered with the requested page.',
    400,
    <>
      {known.has(text) && (
        <p>
          <code>{text}</code>
        </p>
      )}
      <p>{advice[text] ?? 'Go back to the application that you came from, and try again.'}</p>
    </>,
  )
}

const advice: Readonly<Record<string, string>> = {
  redirect_mismatch: 'The application asked to be called back at an address that its app client does not list.',
  'Client does not exist.': 'The application named an app client that this user pool does not have.',
}
