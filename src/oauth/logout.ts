import { findClient } from '../domain/clients/clients.ts'
import { FederationError } from '../domain/federation/federation-error.ts'
import { samlLogoutUrl } from '../domain/federation/saml-logout.ts'
import { depart, samlLogoutPath } from '../domain/federation/states.ts'
import { endSsoSession, findSsoSession, type LivingSession } from '../domain/hosted/sso-sessions.ts'
import { findProvider } from '../domain/identity-providers/providers.ts'
import { cookieNames, cookieOf, dropCookie } from './cookies.ts'
import type { Client, HostedRequest } from './domain-request.ts'
import { endpoint } from './endpoint.tsx'
import { ownAddress } from './federation.ts'
import { redirect } from './headers.ts'
import { leaving, Shown } from './leaving.ts'
import { type Parameters, queryOf } from './parameters.ts'

/** GET /logout. */
export const logout = endpoint('Logout', { GET: answer })

// Observed: amplify-js#1298, #2423. Whatever comes of the request, the session of the browser is over.
async function answer(request: HostedRequest): Promise<Response> {
  const { ctx, pool } = request
  const living = ctx.transact((inside) => {
    const found = findSsoSession(inside, pool, cookieOf(request, cookieNames.session))
    if (found) endSsoSession(inside, found.session)
    return found ?? null
  })
  const response = await leaving(async () => {
    const { client, to } = destination(request)
    return redirect((living && (await atProvider(request, client, living, to))) ?? to)
  })(request)
  response.headers.append('set-cookie', dropCookie(request, cookieNames.session))
  return response
}

/** Documented: logout endpoint page. logout_uri wins; otherwise the browser goes to the sign-in page. */
function destination(request: HostedRequest): { client: Client; to: string } {
  const query = queryOf(request.c)
  const { all } = query
  const client = requireClient(request, query)
  const address = all.get('logout_uri')
  const registered = client.settings.LogoutURLs ?? []
  if (address && !query.isRepeated('logout_uri') && registered.includes(address)) return { client, to: address }
  // Observed: streamlit#14601, oic-auth-plugin#620. An address that is not registered counts as none.
  if (!all.get('redirect_uri')) throw new Shown('no-redirect', client.id)
  all.delete('logout_uri')
  return { client, to: `${request.base}/login?${all}` }
}

function requireClient({ ctx, pool, managed }: HostedRequest, query: Parameters): Client {
  const id = query.all.get('client_id')
  if (!id || query.isRepeated('client_id')) throw new Shown(managed ? 'no-client-managed' : 'no-client')
  const client = ctx.transact((inside) => findClient(inside, id) ?? null)
  if (client?.poolId !== pool.id) throw new Shown('unknown-client', id)
  return client
}

/** Documented: logout endpoint page; who came from a SAML provider signs out there first, where it is set up so. */
async function atProvider(
  request: HostedRequest,
  client: Client,
  { session }: LivingSession,
  to: string,
): Promise<string | undefined> {
  const { ctx, pool } = request
  const { saml, provider: name } = session.facts
  if (!saml || !name) return undefined
  const returnUri = ownAddress(request) + samlLogoutPath
  const going = ctx.transact((inside) => {
    const provider = findProvider(inside, pool.id, name)
    return provider
      ? { provider, ...depart(inside, client, { provider: name, search: to, returnUri, browser: '', ends: saml }) }
      : null
  })
  if (!going) return undefined
  const { provider, row, state } = going
  return samlLogoutUrl(ctx, provider, saml, { id: row.requestId, relayState: state, returnUri }).catch((error) => {
    if (!(error instanceof FederationError)) throw error
    // Inferred: who cannot sign out there has at least signed out here.
    ctx.note(error.message)
    return undefined
  })
}
