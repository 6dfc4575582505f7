import type { FlowContext } from '../../context.ts'
import { FederationError } from './federation-error.ts'

/** What another server said, and what time it is there (ms since 1970). */
export interface Said {
  readonly status: number
  readonly text: string
  readonly now: number
}

/** Asks an identity provider. `what` names the endpoint in the error of one that does not answer. */
export async function ask(ctx: FlowContext, what: string, url: string, init: RequestInit = {}): Promise<Said> {
  const headers = new Headers(init.headers)
  // Observed: a capture in a public proxy's tests, both headers.
  headers.set('user-agent', 'Amazon/Cognito')
  headers.set('x-amz-cognito-request-id', ctx.request.id)
  headers.set('accept', headers.get('accept') ?? 'application/json')
  try {
    const response = await ctx.askWeb(new Request(url, { ...init, headers }))
    // Clocks here are moved; how old a token is, is judged by the clock of whoever made it.
    const date = Date.parse(response.headers.get('date') ?? '')
    const text = await response.text()
    return { status: response.status, text, now: Number.isNaN(date) ? ctx.clock.now() : date }
  } catch (error) {
    ctx.note(`${url}: ${error instanceof Error ? error.message : String(error)}`)
    // Documented: authorize endpoint page, the sentence about time-outs. Inferred: for whatever kept it from answering.
    throw new FederationError(`Timeout occurred in calling ${what}`)
  }
}

/** An answer as a JSON object; undefined where it is none. */
export function objectIn({ text }: Pick<Said, 'text'>): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
