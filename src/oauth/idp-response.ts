import type { ExternalUser } from '../domain/federation/claims.ts'
import { expectThat, FederationError } from '../domain/federation/federation-error.ts'
import { reachedClaims } from '../domain/federation/levels.ts'
import { redeemCode } from '../domain/federation/oidc.ts'
import { isPretend, pretendedUser } from '../domain/federation/pretend.ts'
import { signInExternal } from '../domain/federation/sign-in.ts'
import { endDeparture, findDeparture, isSameBrowser } from '../domain/federation/states.ts'
import { getProvider } from '../domain/identity-providers/providers.ts'
import { failed } from './authorize-answers.ts'
import { cookieNames, cookieOf } from './cookies.ts'
import type { HostedRequest } from './domain-request.ts'
import { endpoint } from './endpoint.tsx'
import { refused } from './federation.ts'
import { finish } from './finish.ts'
import { redirect } from './headers.ts'
import { leaving, Shown } from './leaving.ts'
import { type LoginRequest, readLoginRequest } from './login-request.ts'
import { formOf, type Parameters, parameters, queryOf } from './parameters.ts'

/** GET and POST /oauth2/idpresponse: where OAuth and OpenID Connect providers send browsers back. */
export const idpResponse = endpoint('IdpResponse', { GET: leaving(byQuery), POST: leaving(byForm) })

async function byQuery(request: HostedRequest): Promise<Response> {
  return answer(request, queryOf(request.c))
}

/**
 * Takes the form that the page of Apple posts. Browsers send no cookies with it, as it comes from another site: the next
 * step, a redirect, shows whether it is the browser that left.
 */
async function byForm(request: HostedRequest): Promise<Response> {
  const form = await formOf(request.c)
  if (!form) throw new Shown('something-wrong')
  const known = ['code', 'state', 'user', 'error', 'error_description']
  const given = [...form.all].filter(([name]) => known.includes(name))
  return redirect(`${request.base}/oauth2/idpresponse?${new URLSearchParams(given)}`)
}

async function answer(request: HostedRequest, given: Parameters): Promise<Response> {
  const { ctx, pool } = request
  const arrived = ctx.transact((inside) => {
    const row = findDeparture(inside, pool.id, given.all.get('state') ?? '')
    // Documented: SAML pages of the developer guide; a sign-in that took too long. Ours: for one of another browser, too.
    if (!row || !isSameBrowser(row, cookieOf(request, cookieNames.federation))) return null
    endDeparture(inside, row)
    const login = readLoginRequest(inside, request, parameters(new URLSearchParams(row.search)))
    return { row, login, provider: getProvider(inside, pool, row.provider) }
  })
  if (!arrived) throw new Shown('something-wrong')
  const { row, login, provider } = arrived
  try {
    const code = codeOf(given)
    const external = isPretend(ctx, provider)
      ? pretendedUser(provider, code)
      : await redeemCode(ctx, provider, row, { code, user: given.all.get('user') ?? undefined })
    return await signIn(request, login, external)
  } catch (error) {
    return refused(login, error)
  }
}

/** Signs in whom a provider vouches for, and ends the visit. */
export async function signIn(request: HostedRequest, login: LoginRequest, external: ExternalUser): Promise<Response> {
  const { ctx } = request
  const { pool, client } = login
  const claims = reachedClaims(pool, external.provider, external.acr, login.acrValues)
  try {
    const user = await signInExternal(ctx, { pool, client, external })
    const { provider, saml } = external
    const facts = {
      signInName: user.username,
      provider: provider.name,
      ...(saml && { saml }),
      ...(claims && { claims }),
    }
    // Observed: damienbod/angular-auth-oidc-client#2057. Tokens of such sign-ins have a nonce even if nobody asked for one.
    const nonce = login.nonce ?? ctx.random.bytes(32).toString('base64url')
    return await finish(request, { ...login, nonce }, { user, eventId: ctx.ids.eventId(), facts })
  } catch (error) {
    return failed(login, error)
  }
}

function codeOf(given: Parameters): string {
  const error = given.all.get('error')
  if (error) {
    const description = given.all.get('error_description') ?? error
    // Inferred: what the provider says is passed on; that the person refused, by its own code.
    throw new FederationError(description.slice(0, 500), error === 'access_denied' ? 'access_denied' : undefined)
  }
  const code = given.all.get('code')
  expectThat(code, 'The IdP sent no code')
  return code
}
