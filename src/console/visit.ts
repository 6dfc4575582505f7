import type { Context as HonoContext } from 'hono'
import { type Ask, Refused } from './ask.ts'
import type { Notice, Notices } from './notices.ts'
import type { Previews } from './previews.ts'

/** What a page works with. */
export interface Visit {
  readonly c: HonoContext
  readonly ask: Ask
  /** The emulator's clock: ms since 1970, and whether it stands. */
  readonly clock: { readonly now: number; readonly frozen: boolean }
  /** What every form has to carry. */
  readonly token: string
  readonly notices: Notices
  readonly notice: Notice | undefined
  readonly previews: Previews
  /** A parameter of the path. */
  param(name: string): string
  /** A parameter of the query; undefined where it is missing or empty. */
  query(name: string): string | undefined
  /** A field of the posted form; undefined where it is missing or empty. */
  field(name: string): string | undefined
  /** A field of several lines as it was typed, its ends of line as line feeds; undefined where there is nothing but space. */
  text(name: string): string | undefined
  /** All values of a field of the posted form. */
  fields(name: string): readonly string[]
}

/** One page, or one thing that a form does. */
export interface Page {
  readonly method: 'get' | 'post'
  /** Under /_emulator, parameters written as `:name`. */
  readonly path: string
  handle(visit: Visit): Promise<Response>
}

/** A row for a page that is looked at. */
export function page(path: string, handle: Page['handle']): Page {
  return { method: 'get', path, handle }
}

/** A row for what a form does; the page it came from follows. */
export function action(path: string, handle: Page['handle']): Page {
  return { method: 'post', path, handle }
}

/** Does something and goes to `to`, where its sentence, or the refusal's, is shown. */
export async function done(visit: Visit, to: string, work: () => Promise<string>): Promise<Response> {
  let notice: Notice
  try {
    notice = { kind: 'done', text: await work() }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    notice = { kind: 'problem', text: `${error.code}: ${error.message}` }
  }
  return goTo(visit, to, notice)
}

/** Goes to another page of the console. */
export function goTo(visit: Visit, to: string, notice?: Notice): Response {
  if (!notice) return visit.c.redirect(to, 303)
  const [path = '', fragment] = to.split('#')
  const mark = `${path.includes('?') ? '&' : '?'}notice=${visit.notices.keep(notice)}`
  return visit.c.redirect(`${path}${mark}${fragment === undefined ? '' : `#${fragment}`}`, 303)
}
