import { type OAuthCode, OAuthError } from '../domain/hosted/oauth-error.ts'
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

/** The statuses that differ from 400. */
const statuses: Readonly<Partial<Record<OAuthCode, number>>> = {
  invalid_token: 401,
  insufficient_scope: 403,
  server_error: 500,
}

/** An endpoint for programs: its errors are JSON. `statusOf` tells where an endpoint answers them differently. */
export function api(
  answer: (request: HostedRequest) => Promise<Response>,
  shape: { statuses?: Readonly<Partial<Record<OAuthCode, number>>>; challenge?: boolean } = {},
): (request: HostedRequest) => Promise<Response> {
  return async (request) => {
    try {
      const response = await answer(request)
      for (const [name, value] of Object.entries(open)) response.headers.set(name, value)
      return response
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error
      const { code, description } = error
      request.ctx.note(description === undefined ? code : `${code}: ${description}`)
      const body = { error: code, ...(description !== undefined && { error_description: description }) }
      const status = shape.statuses?.[code] ?? statuses[code] ?? 400
      return json(body, status, { ...open, ...(shape.challenge && { 'www-authenticate': challenge(error) }) })
    }
  }
}

// Documented: userInfo endpoint page, the form of the header. Ours: the scheme, without which clients cannot read it.
function challenge({ code, description }: OAuthError): string {
  return `Bearer error="${code}"${description === undefined ? '' : `, error_description="${description}"`}`
}
