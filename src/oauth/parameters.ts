import type { Context as HonoContext } from 'hono'
import { demand } from '../domain/hosted/oauth-error.ts'

/** The parameters of a request to an endpoint. */
export interface Parameters {
  /** The value of a parameter; undefined where it is missing or empty. Throws invalid_request where it comes twice. */
  one(name: string): string | undefined
  /** Whether a parameter comes more than once. Documented: RFC 6749, 3.1; none may. */
  isRepeated(name: string): boolean
  readonly all: URLSearchParams
}

/** The parameters of a query string or a form. */
export function parameters(all: URLSearchParams): Parameters {
  const isRepeated = (name: string) => all.getAll(name).length > 1
  return {
    all,
    isRepeated,
    one(name) {
      demand(!isRepeated(name), 'invalid_request')
      // Documented: RFC 6749, 3.1. A parameter without a value counts as missing.
      return all.get(name) || undefined
    },
  }
}

/** The parameters in the query of a request. */
export function queryOf(c: HonoContext): Parameters {
  return parameters(new URL(c.req.url).searchParams)
}

/** Forms larger than this are refused, in bytes. */
const largest = 256 * 1024

/** The parameters of a posted form; undefined where the body is none. */
export async function formOf(c: HonoContext): Promise<Parameters | undefined> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded') return undefined
  if (Number(c.req.header('content-length') ?? 0) > largest) return undefined
  const text = await c.req.text()
  return text.length > largest ? undefined : parameters(new URLSearchParams(text))
}
