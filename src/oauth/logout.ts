import { findClient } from '../domain/clients/clients.ts'
import { endSsoSession, findSsoSession } from '../domain/hosted/sso-sessions.ts'
import { cookieNames, cookieOf, dropCookie } from './cookies.ts'
import type { HostedRequest } from './domain-request.ts'
import { endpoint } from './endpoint.tsx'
import { redirect } from './headers.ts'
import { leaving, Shown } from './leaving.ts'
import { type Parameters, queryOf } from './parameters.ts'

/** GET /logout. */
export const logout = endpoint('Logout', { GET: answer })

// Observed: amplify-js#1298, #2423. Whatever comes of the request, the session of the browser is over.
async function answer(request: HostedRequest): Promise<Response> {
  const { ctx, pool } = request
  ctx.transact((inside) => {
    const living = findSsoSession(inside, pool, cookieOf(request, cookieNames.session))
    if (living) endSsoSession(inside, living.session)
    return null
  })
  const response = await leaving(async () => redirect(destination(request)))(request)
  response.headers.append('set-cookie', dropCookie(request, cookieNames.session))
  return response
}

/** Documented: logout endpoint page. logout_uri wins; otherwise the browser goes to the sign-in page. */
function destination(request: HostedRequest): string {
  const query = queryOf(request.c)
  const { all } = query
  const client = requireClient(request, query)
  const address = all.get('logout_uri')
  const registered = client.settings.LogoutURLs ?? []
  if (address && !query.isRepeated('logout_uri') && registered.includes(address)) return address
  // Observed: streamlit#14601, oic-auth-plugin#620. An address that is not registered counts as none.
  if (!all.get('redirect_uri')) throw new Shown('no-redirect', client.id)
  all.delete('logout_uri')
  return `${request.base}/login?${all}`
}

function requireClient({ ctx, pool, managed }: HostedRequest, query: Parameters) {
  const id = query.all.get('client_id')
  if (!id || query.isRepeated('client_id')) throw new Shown(managed ? 'no-client-managed' : 'no-client')
  const client = ctx.transact((inside) => findClient(inside, id) ?? null)
  if (client?.poolId !== pool.id) throw new Shown('unknown-client', id)
  return client
}
