import { demand } from '../domain/hosted/oauth-error.ts'
import { userInfo as infoOf } from '../domain/hosted/user-info.ts'
import { api, inJson, preflight } from './cors.ts'
import type { HostedRequest } from './domain-request.ts'
import { endpoint } from './endpoint.tsx'
import { json } from './headers.ts'

/** GET and POST /oauth2/userInfo. */
export const userInfo = endpoint(
  'UserInfo',
  { GET: api(answer), POST: api(answer), OPTIONS: preflight },
  inJson({ challenge: true }),
)

async function answer({ c, ctx, pool }: HostedRequest): Promise<Response> {
  const [, bearer] = /^bearer +(\S+)$/i.exec(c.req.header('authorization')?.trim() ?? '') ?? []
  // Documented: userInfo endpoint page.
  demand(bearer, 'invalid_request', 'Bad OAuth2 request at UserInfo Endpoint')
  return json(await infoOf(ctx, pool, bearer))
}
