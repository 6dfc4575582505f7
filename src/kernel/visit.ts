import { ApiError } from '../api/errors.ts'
import type { FlowContext, RequestInfo } from '../context.ts'
import { wordDrafts } from '../domain/triggers/custom-message.ts'
import { deliver, type Kernel } from './perform.ts'
import { type LoggedRequest, newEntry } from './request-log.ts'

/**
 * Answers a request that is no API operation (a page, a document) with the same context, deliveries and request log; what
 * it is about is for `answer` to write into its entry.
 */
export async function visit(
  kernel: Kernel,
  request: RequestInfo,
  answer: (ctx: FlowContext, entry: LoggedRequest) => Promise<Response>,
): Promise<Response> {
  const started = kernel.elapsed()
  const entry = newEntry(request, kernel.clock.now())
  let response: Response
  try {
    const ctx = kernel.open(entry, request, undefined)
    response = await answer(ctx, entry)
    if (entry.messages.length > 0) await wordDrafts(ctx)
  } catch (thrown) {
    const known = thrown instanceof ApiError
    if (!known) entry.stack = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
    const name = known ? thrown.name : 'InternalErrorException'
    const message = known ? thrown.message : 'Internal error.'
    entry.error = { name, message }
    response = Response.json({ __type: name, message }, { status: known ? thrown.status : 500 })
  }
  await deliver(kernel, entry)
  entry.status = response.status
  entry.durationMs = kernel.elapsed() - started
  kernel.log.add(entry)
  kernel.report(entry)
  return response
}
