import { ApiError } from '../api/errors.ts'
import { beginHostedSignIn, UnprovenDevice } from '../domain/hosted/sign-in.ts'
import type { LivingSession } from '../domain/hosted/sso-sessions.ts'
import { reusable, reuse } from './authorize.ts'
import { cookieNames, dropCookie } from './cookies.ts'
import { endpoint } from './endpoint.tsx'
import { leadToReset } from './forgot-password.tsx'
import { type Form, postedForm, whyNotTaken } from './forms.ts'
import { accountChooser, signInForm } from './login-page.tsx'
import { goOn, type LoginVisit, onLogin } from './login-visit.tsx'
import { signsInLocally, usesChoice } from './sign-in-ways.ts'
import { follow, sayOf, stepOf } from './signing-in.ts'

/** GET and POST /login. */
export const login = endpoint('Login', { GET: onLogin(show), POST: onLogin(signIn) })

async function show(visit: LoginVisit): Promise<Response> {
  // Inferred: an explicit choice of account, and a direct visit while there is a session, ask whether to go on as before.
  const living = sessionOf(visit, 'select_account')
  return living ? accountChooser(visit, living) : signInForm(visit, { username: visit.login.loginHint })
}

async function signIn(visit: LoginVisit): Promise<Response> {
  const posted = await postedForm(visit.request)
  if (!posted) return signInForm(visit, { status: 403, problem: whyNotTaken(visit.request, visit.words) })
  if (posted('continue')) {
    const living = sessionOf(visit, 'select_account')
    return living ? reuse(visit.request, visit.login, living) : signInForm(visit, { problem: visit.words.expired })
  }
  // Documented: UserPoolClientType. A client without COGNITO is for users of other providers only.
  if (!signsInLocally(visit.login.client)) return signInForm(visit, { status: 403 })
  return signInWith(visit, posted)
}

async function signInWith(visit: LoginVisit, posted: Form): Promise<Response> {
  const { request } = visit
  const username = posted('username').trim()
  try {
    const way = usesChoice(visit) ? byChoice(visit) : byPassword(posted)
    const step = await beginHostedSignIn(request.ctx, { ...stepOf(visit, username, posted), ...way })
    return await follow(visit, username, step, posted)
  } catch (error) {
    // Documented: hosted UI pages. Whoever has not confirmed yet is asked for the code.
    if (error instanceof ApiError && error.name === 'UserNotConfirmedException') {
      return goOn(visit, '/confirmUser', { step: 'confirm', username })
    }
    const reset = leadToReset(visit, username, error)
    if (reset) return reset
    if (error instanceof UnprovenDevice) {
      const again = signInForm(visit, { username, problem: sayOf(visit.words, error) })
      again.headers.append('set-cookie', dropCookie(request, cookieNames.device))
      return again
    }
    // Observed: the page comes again, with the sentence of the API.
    return signInForm(visit, { username, problem: sayOf(visit.words, error) })
  }
}

function byPassword(posted: Form) {
  return { flow: 'USER_PASSWORD_AUTH', parameters: { PASSWORD: posted('password') } } as const
}

/** Documented: authentication flows page; first the name, then what the user may choose from. */
function byChoice({ login: { acrValues } }: LoginVisit) {
  const parameters: Record<string, string> = acrValues === undefined ? {} : { TARGET_ACR_VALUES: acrValues }
  return { flow: 'USER_AUTH', parameters } as const
}

/** The session that would do if it were not for one kind of prompt. */
function sessionOf({ request, login: asked }: LoginVisit, without: string): LivingSession | undefined {
  const prompt = new Set([...asked.prompt].filter((value) => value !== without))
  return request.ctx.transact((inside) => reusable(inside, request, { ...asked, prompt }) ?? null) ?? undefined
}
