import type { SignedIn } from '../domain/hosted/authorization.ts'
import { grantAuthorization } from '../domain/hosted/grant.ts'
import { openSsoSession } from '../domain/hosted/sso-sessions.ts'
import { closeVisit } from '../domain/hosted/visits.ts'
import { cookieNames, cookieOf, dropCookie, setCookie, visitCookie } from './cookies.ts'
import type { HostedRequest } from './domain-request.ts'
import { redirect } from './headers.ts'
import type { LoginRequest } from './login-request.ts'

/** A user who has just proved who they are. */
export type FreshSignIn = Pick<SignedIn, 'user' | 'eventId' | 'facts'>

/** Ends a sign-in: a new session for the browser, and back to the client with what it asked for. `further`: more cookies. */
export async function finish(
  request: HostedRequest,
  login: LoginRequest,
  fresh: FreshSignIn,
  further: readonly string[] = [],
): Promise<Response> {
  const { ctx } = request
  const visit = cookieOf(request, visitCookie(login.client))
  const opened = ctx.transact((inside) => {
    if (visit) closeVisit(inside, visit)
    const { pool, client } = login
    return openSsoSession(inside, { pool, client, ...fresh, cookie: cookieOf(request, cookieNames.session) })
  })
  const { session, cookie, maxAge } = opened
  const signedIn = { ...fresh, authTime: Math.floor(session.freshAt / 1000), session }
  const location = await grantAuthorization(ctx, login, signedIn)
  const cookies = [setCookie(request, cookieNames.session, cookie, maxAge), ...further]
  if (visit) cookies.push(dropCookie(request, visitCookie(login.client)))
  return redirect(location, cookies)
}
