import { findVisit, type HostedProgress, openVisit } from '../domain/hosted/visits.ts'
import { cookieOf, setCookie, visitCookie } from './cookies.ts'
import type { HostedRequest } from './domain-request.ts'
import { type FormToken, formToken } from './forms.ts'
import { redirect } from './headers.ts'
import { wordsFor } from './languages/choice.ts'
import type { Words } from './languages/en.ts'
import { leaving } from './leaving.ts'
import { type LoginRequest, readLoginRequest } from './login-request.ts'
import { type Look, lookOf } from './pages/look.ts'
import { page } from './pages/page.tsx'
import { queryOf } from './parameters.ts'

/** A request to one of the pages between authorize and the client. */
export interface LoginVisit {
  readonly request: HostedRequest
  readonly login: LoginRequest
  readonly look: Look
  /** The texts of its pages. */
  readonly words: Words
  readonly form: FormToken
  /** The authorization request, as every page of a visit passes it on; begins with a question mark. */
  readonly search: string
}

/** A page that needs to know for which client it is, and what that asked for. */
export function onLogin(
  answer: (visit: LoginVisit) => Promise<Response>,
): (request: HostedRequest) => Promise<Response> {
  return leaving(async (request) => {
    const { ctx, c } = request
    const { login, look } = ctx.transact((inside) => {
      const read = readLoginRequest(inside, request, queryOf(c))
      return { login: read, look: lookOf(inside, request, read.client) ?? null }
    })
    const words = await wordsFor(request)
    if (!look) {
      ctx.note('The app client has no style: CreateManagedLoginBranding makes one.')
      return unavailable(words)
    }
    return answer({ request, login, look, words, form: formToken(request), search: new URL(c.req.url).search })
  })
}

// Documented: CreateManagedLoginBranding API page; a client without style has no pages.
function unavailable(words: Words): Response {
  return page(words.unavailable, 403, <p>{words.askAdministrator}</p>, words.language)
}

/** The address of another page of the same visit. */
export function linkTo({ request, search }: LoginVisit, path: string): string {
  return `${request.base}${path}${search}`
}

/** How far the visitor has come; undefined where there is nothing to go on with. */
export function progressOf({ request, login }: LoginVisit): HostedProgress | undefined {
  const cookie = cookieOf(request, visitCookie(login.client))
  return request.ctx.transact((inside) => findVisit(inside, login.client, cookie) ?? null) ?? undefined
}

/** Remembers how far the visitor has come and sends the browser to the page where it goes on. */
export function goOn(visit: LoginVisit, path: string, progress: HostedProgress): Response {
  const { request, login } = visit
  const cookie = request.ctx.transact((inside) => openVisit(inside, login.client, progress))
  return redirect(linkTo(visit, path), [setCookie(request, visitCookie(login.client), cookie)])
}
