import type { HostedRequest } from './domain-request.ts'
import { endpoint } from './endpoint.tsx'
import { wordsFor } from './languages/choice.ts'
import { shownTexts } from './leaving.ts'
import { page } from './pages/page.tsx'

/** GET /error. Observed: it answers 400. Ours: it only ever shows sentences of its own. */
export const errorPage = endpoint('Error', { GET: answer })

const known: ReadonlySet<string> = new Set(Object.values(shownTexts))

async function answer(request: HostedRequest): Promise<Response> {
  const words = await wordsFor(request)
  const text = request.c.req.query('error') ?? ''
  return page(
    words.errorTitle,
    400,
    <>
      {known.has(text) && (
        <p>
          <code>{text}</code>
        </p>
      )}
      <p>{words[advice[text] ?? 'errorAdvice']}</p>
    </>,
    words.language,
  )
}

const advice: Readonly<Record<string, 'wrongAddress' | 'wrongClient'>> = {
  redirect_mismatch: 'wrongAddress',
  'Client does not exist.': 'wrongClient',
}
