import { getCookie } from 'hono/cookie'
import type { DomainVisit } from './domain-request.ts'

/**
 * The cookies of the pages. Observed: captures, all names but those of visits and devices. Documented: managed login page of
 * the developer guide, that of the language.
 */
export const cookieNames = {
  session: 'cognito',
  form: 'XSRF-TOKEN',
  visit: 'cognito-visit',
  federation: 'csrf-state',
  device: 'cognito-device',
  language: 'lang',
} as const

/** The cookie of a visit: one for each client, so that people may sign in to several at the same time. */
export function visitCookie({ id }: { readonly id: string }): string {
  return `${cookieNames.visit}-${id}`
}

/** The value of a cookie that the browser sent. */
export function cookieOf({ c }: DomainVisit, name: string): string | undefined {
  return getCookie(c, name)
}

/**
 * A Set-Cookie line, without `maxAge` (seconds) for the life of the browser. Observed: HttpOnly and Lax. Ours: the path
 * keeps domains in the path apart; Secure only where the browser came by TLS, as not every browser takes such a cookie
 * from http://localhost.
 */
export function setCookie({ c, base }: DomainVisit, name: string, value: string, maxAge?: number): string {
  const isSecure = c.req.header('x-forwarded-proto') === 'https' || c.req.url.startsWith('https:')
  return [
    `${name}=${value}`,
    `Path=${base || '/'}`,
    ...(maxAge === undefined ? [] : [`Max-Age=${maxAge}`]),
    'HttpOnly',
    'SameSite=Lax',
    ...(isSecure ? ['Secure'] : []),
  ].join('; ')
}

/** A Set-Cookie line that takes the cookie away. */
export function dropCookie(visit: DomainVisit, name: string): string {
  return setCookie(visit, name, '', 0)
}
