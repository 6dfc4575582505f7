import type { HostedRequest } from './domain-request.ts'
import { redirect } from './headers.ts'
import { rememberLanguage } from './languages/choice.ts'

/** The sentences of the error page, by what leads to them. Observed: public reports, unless a line says otherwise. */
export const shownTexts = {
  'no-client': "Required String parameter 'client_id' is not present",
  'no-client-managed': 'Missing required parameter client_id in request URL',
  'unknown-client': 'Client does not exist.',
  'no-redirect': "Required String parameter 'redirect_uri' is not present",
  redirect_mismatch: 'redirect_mismatch',
  // Documented: SAML pages of the developer guide.
  'something-wrong': 'Something went wrong',
} as const

/** Thrown where a request cannot be trusted enough to send its answer anywhere: the browser goes to the error page. */
export class Shown extends Error {
  readonly text: string
  readonly clientId: string | undefined

  constructor(why: keyof typeof shownTexts, clientId?: string) {
    super(shownTexts[why])
    this.text = shownTexts[why]
    this.clientId = clientId
  }
}

/** Thrown where the client has to be told: the browser goes back to it. */
export class Sent extends Error {
  readonly location: string

  constructor(location: string, why: string) {
    super(why)
    this.location = location
  }
}

/** Answers for a page, turns both errors above into redirects, and remembers the language that is asked for. */
export function leaving(
  answer: (request: HostedRequest) => Promise<Response>,
): (request: HostedRequest) => Promise<Response> {
  return async (request) => {
    const response = await answer(request).catch((error: unknown) => elsewhere(request, error))
    rememberLanguage(request, response)
    return response
  }
}

function elsewhere(request: HostedRequest, error: unknown): Response {
  if (error instanceof Sent) {
    request.ctx.note(error.message)
    return redirect(error.location)
  }
  if (!(error instanceof Shown)) throw error
  request.ctx.note(error.text)
  // Observed: the address of the error page in public reports.
  const query = new URLSearchParams({ error: error.text })
  if (error.clientId !== undefined) query.set('client_id', error.clientId)
  return redirect(`${request.base}/error?${query}`)
}
