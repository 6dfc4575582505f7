import { ApiError } from '../api/errors.ts'
import { rememberBrowser } from '../domain/hosted/browser-devices.ts'
import { answerHostedChallenge, type HostedStep } from '../domain/hosted/sign-in.ts'
import { failed } from './authorize-answers.ts'
import { pathOf } from './challenge-paths.ts'
import { cookieNames, cookieOf, setCookie } from './cookies.ts'
import { deviceDataScriptName } from './device-data-script.ts'
import { finish } from './finish.ts'
import type { Form } from './forms.ts'
import type { Words } from './languages/en.ts'
import { inWords } from './languages/names.ts'
import { goOn, type LoginVisit } from './login-visit.tsx'

/** Goes where a step of a sign-in leads: back to the client, or to the page of the next challenge. */
export async function follow(visit: LoginVisit, username: string, step: HostedStep, posted: Form): Promise<Response> {
  const { request, login } = visit
  if (!('success' in step)) {
    const only = onlyChoice(step)
    if (only !== undefined) {
      const { session } = step
      const answer = { parameters: { ANSWER: only }, challenge: 'SELECT_CHALLENGE', session } as const
      const next = { ...stepOf(visit, username, posted), ...answer }
      return follow(visit, username, await answerHostedChallenge(request.ctx, next), posted)
    }
    const { challenge, parameters, session, available } = step
    const kept = Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined))
    const progress = { step: 'challenge', username, challenge, session, available } as const
    return goOn(visit, pathOf(challenge), { ...progress, parameters: kept as Record<string, string> })
  }
  const { user, eventId, signInName, device, claims } = step.success
  const { deviceKey } = device
  const facts = { signInName, ...(deviceKey !== undefined && { deviceKey }), ...(claims && { claims }) }
  const remembered = request.ctx.transact((inside) => {
    const wish = { wanted: posted('rememberDevice') !== '', name: request.ctx.request.userAgent?.slice(0, 1024) }
    return rememberBrowser(inside, step.success, wish) ?? null
  })
  const cookies = remembered === null ? [] : [setCookie(request, cookieNames.device, remembered, deviceCookieLife)]
  return finish(request, login, { user, eventId, facts }, cookies).catch((error: unknown) => failed(login, error))
}

/** Browsers keep no cookie longer, in seconds. */
const deviceCookieLife = 400 * 86_400

/** What every step of a sign-in needs of the page's form and of the browser. */
export function stepOf({ request, login }: LoginVisit, username: string, posted: Form) {
  return {
    client: login.client,
    username,
    encodedData: posted('cognitoAsfData') || undefined,
    device: cookieOf(request, cookieNames.device),
  }
}

/** The factor that is left where there is nothing to choose. On a page SRP is the same as a password. */
function onlyChoice(step: Exclude<HostedStep, { success: unknown }>): string | undefined {
  const factors = (step.available ?? []).filter((name) => name !== 'PASSWORD_SRP')
  return step.challenge === 'SELECT_CHALLENGE' && factors.length === 1 ? factors[0] : undefined
}

/** What a page says about an error of the step that it asked for; anything else is thrown on. */
export function sayOf(words: Words, error: unknown): string {
  if (error instanceof ApiError && error.status < 500) return inWords(words, error.message)
  throw error
}

/** The scripts of pages with forms: they send what threat protection wants to know about the device, and send it once. */
export const formScripts = [deviceDataScriptName, 'device-data.js', 'once.js']
