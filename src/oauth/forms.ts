import { safeEqual } from '../base/constant-time.ts'
import { cookieNames, cookieOf, setCookie } from './cookies.ts'
import type { HostedRequest } from './domain-request.ts'
import type { Words } from './languages/en.ts'
import { formOf } from './parameters.ts'

/** The token that the forms of a page carry, and the cookie that must come back with it. */
export interface FormToken {
  readonly token: string
  readonly cookies: readonly string[]
}

/** The browser's form token, or a new one. Observed: captures, the names of cookie and field; a UUID. */
export function formToken(request: HostedRequest): FormToken {
  const present = cookieOf(request, cookieNames.form)
  if (present && /^[\da-f-]{36}$/.test(present)) return { token: present, cookies: [] }
  const token = request.ctx.ids.uuid()
  return { token, cookies: [setCookie(request, cookieNames.form, token)] }
}

/** What was typed into a page. */
export type Form = (name: string) => string

/**
 * The fields of a posted form; undefined where it does not carry the browser's form token, so that no other site can
 * post it.
 */
export async function postedForm(request: HostedRequest): Promise<Form | undefined> {
  const form = await formOf(request.c)
  const cookie = cookieOf(request, cookieNames.form)
  if (!form || !cookie || !safeEqual(form.all.get('_csrf') ?? '', cookie)) return undefined
  return (name) => form.all.get(name) ?? ''
}

/** Why a form without the browser's token is not taken. */
export function whyNotTaken(request: HostedRequest, words: Words): string {
  return cookieOf(request, cookieNames.form) === undefined ? words.noCookie : words.expired
}

/** A code as it was meant: people paste it with spaces, dashes and invisible characters, or type it in wide digits. */
export function codeIn(posted: Form): string {
  return posted('code')
    .normalize('NFKC')
    .replaceAll(/[\s\p{Dash}\p{Cf}]/gu, '')
}
