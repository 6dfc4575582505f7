import type { Context } from '../context.ts'
import { expectThat, FederationError } from '../domain/federation/federation-error.ts'
import { readSamlResponse, samlUser } from '../domain/federation/saml.ts'
import { arrive, endDeparture, findDeparture, isSameBrowser, useAssertion } from '../domain/federation/states.ts'
import { getProvider } from '../domain/identity-providers/providers.ts'
import { cookieNames, cookieOf } from './cookies.ts'
import type { HostedRequest } from './domain-request.ts'
import { endpoint } from './endpoint.tsx'
import { ownAddress, refused } from './federation.ts'
import { redirect } from './headers.ts'
import { signIn } from './idp-response.ts'
import { leaving, Shown } from './leaving.ts'
import { readLoginRequest } from './login-request.ts'
import { formOf, type Parameters, parameters, queryOf } from './parameters.ts'

/** POST /saml2/idpresponse: where SAML providers send browsers back. Documented: SAML pages of the developer guide. */
export const samlResponse = endpoint('SamlResponse', { POST: leaving(arriveByPost), GET: leaving(finishInBrowser) })

/**
 * Takes what the provider's page posts. Browsers send no cookies with it, as it comes from another site: who came is
 * written down, and the next step, a redirect, shows whether it is the browser that left.
 */
async function arriveByPost(request: HostedRequest): Promise<Response> {
  const form = await formOf(request.c)
  const response = form?.all.get('SAMLResponse')
  const relayState = form?.all.get('RelayState') ?? ''
  if (!response) throw new Shown('something-wrong')
  const { ctx, pool, base } = request
  const departure = ctx.transact((inside) => {
    const row = findDeparture(inside, pool.id, relayState)
    return row ? { row, ...asked(inside, request, row.search, row.provider) } : null
  })
  if (!departure) return arriveUnasked(request, response, relayState)
  const { row, login, provider } = departure
  try {
    const { requestId, returnUri } = row
    const { id, ...arrived } = await readSamlResponse(ctx, provider, { response, requestId, returnUri })
    ctx.transact((inside) => {
      expectThat(useAssertion(inside, pool.id, id), 'The assertion was used before')
      arrive(inside, row, arrived)
      return null
    })
  } catch (error) {
    return refused(login, error)
  }
  return redirect(`${base}/saml2/idpresponse?${new URLSearchParams({ RelayState: relayState })}`)
}

async function finishInBrowser(request: HostedRequest): Promise<Response> {
  const { ctx, pool } = request
  const arrival = ctx.transact((inside) => {
    const row = findDeparture(inside, pool.id, queryOf(request.c).all.get('RelayState') ?? '')
    if (!row?.arrived || !isSameBrowser(row, cookieOf(request, cookieNames.federation))) return null
    endDeparture(inside, row)
    return { arrived: row.arrived, ...asked(inside, request, row.search, row.provider) }
  })
  if (!arrival) throw new Shown('something-wrong')
  const { login, provider, arrived } = arrival
  return signIn(request, login, samlUser(provider, arrived)).catch((error: unknown) => refused(login, error))
}

/**
 * Somebody whom the provider sends without being asked. Documented: SAML sign-in initiation page; only where the provider
 * is set up so, and with the authorization request as relay state.
 */
async function arriveUnasked(request: HostedRequest, response: string, relayState: string): Promise<Response> {
  const { ctx, pool } = request
  const search = new URLSearchParams(relayState)
  const name = search.get('identity_provider')
  if (!name) throw new Shown('something-wrong')
  const { login, provider } = ctx.transact((inside) => asked(inside, request, relayState, name))
  try {
    expectThat(provider.details['IDPInit']?.toLowerCase() === 'true', 'IdP-initiated sign-in is not enabled')
    const returnUri = `${ownAddress(request)}/saml2/idpresponse`
    const { id, ...arrived } = await readSamlResponse(ctx, provider, { response, requestId: undefined, returnUri })
    ctx.transact((inside) => {
      expectThat(useAssertion(inside, pool.id, id), 'The assertion was used before')
      return null
    })
    return await signIn(request, login, samlUser(provider, arrived))
  } catch (error) {
    if (!(error instanceof FederationError)) throw error
    return refused(login, error)
  }
}

function asked(ctx: Context, request: HostedRequest, search: string, name: string) {
  const given: Parameters = parameters(new URLSearchParams(search))
  return { login: readLoginRequest(ctx, request, given), provider: getProvider(ctx, request.pool, name) }
}
