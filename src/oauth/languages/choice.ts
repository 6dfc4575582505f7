import type { FlowContext } from '../../context.ts'
import { findDomain } from '../../domain/pools/domains.ts'
import { cookieNames, cookieOf, setCookie } from '../cookies.ts'
import type { DomainVisit, HostedRequest } from '../domain-request.ts'
import { words as english, type Words } from './en.ts'

/** Documented: managed login page of the developer guide, the languages. Each is loaded when it is first spoken. */
const others = {
  de: () => import('./de.ts'),
  es: () => import('./es.ts'),
  fr: () => import('./fr.ts'),
  id: () => import('./id.ts'),
  it: () => import('./it.ts'),
  ja: () => import('./ja.ts'),
  ko: () => import('./ko.ts'),
  'pt-BR': () => import('./pt-BR.ts'),
  'zh-CN': () => import('./zh-CN.ts'),
  'zh-TW': () => import('./zh-TW.ts'),
} satisfies Record<string, () => Promise<{ words: Words }>>

type Language = 'en' | keyof typeof others

/** The codes of the languages of managed login, as `lang` names them. */
export const languages: readonly Language[] = ['en', ...(Object.keys(others) as (keyof typeof others)[])]

/**
 * The texts in the language of a request. Documented: managed login page; the parameter, else the cookie, else English,
 * whatever the browser prefers. The classic pages, and with them all of LITE, are English.
 */
export async function wordsFor(request: DomainVisit & { readonly managed: boolean }): Promise<Words> {
  const language = request.managed ? (asked(request) ?? known(cookieOf(request, cookieNames.language))) : undefined
  return inLanguage(language ?? 'en')
}

/** The same for pages that are no part of a visit. */
export async function wordsOnDomain(ctx: FlowContext, visit: DomainVisit): Promise<Words> {
  const managed = ctx.transact((inside) => findDomain(inside, visit.domain)?.managedLoginVersion === 2)
  return wordsFor({ ...visit, managed })
}

/** The texts of one language. */
export async function inLanguage(language: Language): Promise<Words> {
  return language === 'en' ? english : (await others[language]()).words
}

/**
 * Remembers the language that a request asks for. Documented: managed login page; a cookie, which stays until it is deleted
 * or another language is asked for. Inferred: a language that there is not counts as none.
 */
export function rememberLanguage(request: HostedRequest, response: Response): void {
  if (!request.c.req.query('lang')) return
  const language = asked(request)
  if (!request.managed) request.ctx.note('The classic pages are English whatever lang says.')
  else if (!language) request.ctx.note(`Managed login does not speak what lang asks for, only ${languages.join(', ')}.`)
  else if (cookieOf(request, cookieNames.language) !== language) {
    response.headers.append('set-cookie', setCookie(request, cookieNames.language, language, cookieLife))
  }
}

/** Browsers keep no cookie longer, in seconds. */
const cookieLife = 400 * 86_400

function asked({ c }: DomainVisit): Language | undefined {
  return known(c.req.query('lang'))
}

// Inferred: codes are taken as they are documented, in that spelling.
function known(code: string | undefined): Language | undefined {
  return languages.find((language) => language === code)
}
