import type { Context } from '../context.ts'
import { grantAuthorization } from '../domain/hosted/grant.ts'
import { busy, type OAuthError } from '../domain/hosted/oauth-error.ts'
import { findSsoSession, isReusable, type LivingSession } from '../domain/hosted/sso-sessions.ts'
import { acrLevels, acrValue } from '../domain/pools/acr.ts'
import { touchSsoSession } from '../domain/tokens/origin.ts'
import { back, failed } from './authorize-answers.ts'
import { cookieNames, cookieOf } from './cookies.ts'
import type { HostedRequest } from './domain-request.ts'
import { endpoint, onPage } from './endpoint.tsx'
import { leaveFor } from './federation.ts'
import { redirect } from './headers.ts'
import { leaving, Sent } from './leaving.ts'
import { type LoginRequest, readLoginRequest } from './login-request.ts'
import { queryOf } from './parameters.ts'
import { otherProviders, signsInLocally } from './sign-in-ways.ts'

/** GET /oauth2/authorize. */
export const authorize = endpoint('Authorize', { GET: leaving(answer) }, toClient)

async function answer(request: HostedRequest): Promise<Response> {
  const { ctx } = request
  const { login, living } = ctx.transact((inside) => {
    const read = readLoginRequest(inside, request, queryOf(request.c))
    return { login: read, living: reusable(inside, request, read) }
  })
  if (living) return reuse(request, login, living)
  // Documented: OpenID Connect Core 3.1.2.6, authorize endpoint page.
  if (login.prompt.has('none')) throw new Sent(back(login, 'login_required'), 'There is no session.')
  const provider = chosenProvider(login)
  if (provider !== undefined) return leaveFor(request, login, provider)
  return redirect(`${request.base}/login${new URL(request.c.req.url).search}`)
}

/** Tells the client why nothing comes of its request. Documented: RFC 6749, 4.1.2.1. */
function toClient(request: HostedRequest, error: OAuthError): Response | Promise<Response> {
  if (error.code === busy) return onPage(request, error)
  return leaving(async ({ ctx, c }) => {
    const login = ctx.transact((inside) => readLoginRequest(inside, request, queryOf(c)))
    throw new Sent(back(login, error.code, error.description), error.message)
  })(request)
}

/** The provider that the client names, or its only one. Documented: authorize endpoint page; there is no page in between. */
function chosenProvider({ provider, client }: LoginRequest): string | undefined {
  if (provider !== undefined) return provider === 'COGNITO' ? undefined : provider
  const others = otherProviders(client)
  return others.length === 1 && !signsInLocally(client) ? others[0] : undefined
}

/** The browser's session, if it saves the user a sign-in here. */
export function reusable(ctx: Context, request: HostedRequest, login: LoginRequest): LivingSession | undefined {
  const { pool, client, prompt, maxAge, provider } = login
  if (prompt.has('login') || prompt.has('select_account')) return undefined
  const living = findSsoSession(ctx, pool, cookieOf(request, cookieNames.session))
  if (!living || !isReusable(ctx, pool, client, living.session)) return undefined
  const { freshAt, facts } = living.session
  if (maxAge !== undefined && freshAt + maxAge * 1000 < ctx.clock.now()) return undefined
  if (login.acrValues !== undefined && !reaches(pool, facts.claims?.['acr'], login.acrValues)) return undefined
  // Inferred: a session of another provider is none for a client that names one.
  if (provider !== undefined && provider !== (facts.provider ?? 'COGNITO')) return undefined
  return living
}

/** Whether a session's level is one of those that are wanted, or a higher one. Inferred: then nothing is asked. */
function reaches(pool: LoginRequest['pool'], reached: unknown, wanted: string): boolean {
  const rank = (acr: unknown) => acrLevels.findIndex((level) => acrValue(pool, level) === acr)
  return wanted.split(' ').some((acr) => rank(acr) >= 0 && rank(reached) >= rank(acr))
}

/** Gives the client what it asked for by a session. Documented: the user sees nothing of it, and the time of sign-in stays. */
export async function reuse(
  { ctx }: HostedRequest,
  login: LoginRequest,
  { session, user }: LivingSession,
): Promise<Response> {
  ctx.transact((inside) => {
    touchSsoSession(inside, session.id)
    return null
  })
  const { eventId, facts, freshAt } = session
  const signedIn = { user, eventId, facts, authTime: Math.floor(freshAt / 1000), session }
  return redirect(await grantAuthorization(ctx, login, signedIn).catch((error: unknown) => failed(login, error)))
}
