import type { FlowContext } from '../context.ts'
import { busy, type OAuthCode, type OAuthError } from '../domain/hosted/oauth-error.ts'
import type { HostedRequest } from './domain-request.ts'
import { json } from './headers.ts'

/** Applications in browsers use the endpoints from any origin; without credentials. Inferred: the star. */
export const open: Readonly<Record<string, string>> = { 'access-control-allow-origin': '*' }

/** Answers a preflight with what it asks for. */
export async function preflight({ c }: HostedRequest): Promise<Response> {
  const headers = new Headers({ ...open, 'access-control-max-age': '7200' })
  headers.set('access-control-allow-methods', 'GET, POST, OPTIONS')
  headers.set('access-control-allow-headers', c.req.header('access-control-request-headers') ?? 'authorization')
  return new Response(null, { status: 200, headers })
}

/** An endpoint for programs, in browsers too. */
export function api(
  answer: (request: HostedRequest) => Promise<Response>,
): (request: HostedRequest) => Promise<Response> {
  return async (request) => {
    const response = await answer(request)
    for (const [name, value] of Object.entries(open)) response.headers.set(name, value)
    return response
  }
}

type Statuses = Readonly<Partial<Record<OAuthCode | typeof busy, number>>>

/** The statuses that differ from 400. */
const statuses: Statuses = {
  invalid_token: 401,
  insufficient_scope: 403,
  server_error: 500,
  temporarily_unavailable: 503,
  // Observed: Reltio's support article on single sign-on by Cognito, "Rate Exceeded" with HTTP 429. Inferred: everywhere.
  [busy]: 429,
}

/** Tells a program in JSON why it is refused. `statuses`: where an endpoint answers differently. */
export function inJson(
  shape: { statuses?: Statuses; challenge?: boolean } = {},
): (request: { readonly ctx: FlowContext }, error: OAuthError) => Response {
  return ({ ctx }, error) => {
    const { code, description } = error
    ctx.note(description === undefined ? code : `${code}: ${description}`)
    const body = { error: code, ...(description !== undefined && { error_description: description }) }
    const status = shape.statuses?.[code] ?? statuses[code] ?? 400
    return json(body, status, { ...open, ...(shape.challenge && { 'www-authenticate': challenge(error) }) })
  }
}

/** The status of a refusal. */
export function statusOf({ code }: OAuthError): number {
  return statuses[code] ?? 400
}

// Documented: userInfo endpoint page, the form of the header. Ours: the scheme, without which clients cannot read it.
function challenge({ code, description }: OAuthError): string {
  return `Bearer error="${code}"${description === undefined ? '' : `, error_description="${description}"`}`
}
