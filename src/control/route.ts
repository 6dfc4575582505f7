import type { ZodType, z } from 'zod'
import type { FlowContext } from '../context.ts'
import type { Control } from './control.ts'

/** What one call of the control API knows. */
export interface Call<Query = unknown, Body = unknown> {
  readonly control: Control
  readonly ctx: FlowContext
  readonly params: Readonly<Record<string, string>>
  readonly query: Query
  readonly body: Body
  /** The body as it came, where the row asks for it. */
  readonly text: string
  /** The same as bytes. */
  bytes(): Promise<Uint8Array>
  /** Fires when the caller has gone. */
  readonly signal: AbortSignal
}

/** One row of the control API: what it does, what it takes and gives, and how. */
export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'delete'
  /** Under /_emulator/api, parameters written as `:name`. */
  readonly path: string
  /** One sentence for the OpenAPI document. */
  readonly says: string
  readonly query?: ZodType | undefined
  readonly body?: ZodType | undefined
  /** Whether the body is taken as text, whatever it holds. */
  readonly text?: boolean | undefined
  /** The content types of a body and of an answer that are no JSON. */
  readonly bodyType?: string | undefined
  readonly answerType?: string | undefined
  /** Whether the answer is a stream of server-sent events, each with what `answer` says. */
  readonly stream?: boolean | undefined
  readonly answer: ZodType
  handle(call: Call): unknown
}

/** A row whose handler gets and gives what its schemas say. */
export function route<Answer extends ZodType, Query extends ZodType = ZodType, Body extends ZodType = ZodType>(row: {
  method: Route['method']
  path: string
  says: string
  query?: Query
  body?: Body
  text?: boolean
  bodyType?: string
  answerType?: string
  stream?: boolean
  answer: Answer
  handle(call: Call<z.output<Query>, z.output<Body>>): z.input<Answer> | Promise<z.input<Answer>> | Response
}): Route {
  return row as Route
}
