import type { TriggerEvent } from '../context.ts'
import { TriggerFailure } from '../domain/triggers/failure.ts'

/** Where the Lambda Invoke API at `endpoint` has the function of an ARN (or of a plain name). */
export function invocationUrl(endpoint: string, function_: string): string {
  const [, name = function_, qualifier] =
    /^arn:[^:]+:lambda:[^:]*:[^:]*:function:([^:]+)(?::(.+))?$/.exec(function_) ?? []
  const path = `/2015-03-31/functions/${encodeURIComponent(name)}/invocations`
  const query = qualifier === undefined ? '' : `?Qualifier=${encodeURIComponent(qualifier)}`
  return `${endpoint.replace(/\/+$/, '')}${path}${query}`
}

/** Posts an event to a function and returns what it answered, read as JSON. Throws a `TriggerFailure`. */
export async function postEvent(url: string, event: TriggerEvent, signal: AbortSignal): Promise<unknown> {
  const response = await send(url, event, signal)
  const text = await response.text()
  const body = parse(text)
  const failed = errorMessageOf(body)
  if (response.headers.has('x-amz-function-error')) throw new TriggerFailure('function', failed ?? text)
  if (failed !== undefined) throw new TriggerFailure('function', failed)
  if (!response.ok) throw refused(response, body)
  if (body === unreadable) throw new TriggerFailure('json', `${url} did not answer with JSON`)
  return body
}

async function send(url: string, event: TriggerEvent, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-amz-invocation-type': 'RequestResponse' },
      body: JSON.stringify(event),
      signal,
    })
  } catch (error) {
    if (signal.aborted) throw error
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new TriggerFailure('invocation', 'ServiceException', { reason: `${url}: ${why}`, retryable: true })
  }
}

/** Documented: Lambda's Invoke API names the error in a header. Cognito tries throttled calls again, but no 5xx. */
function refused(response: Response, body: unknown): TriggerFailure {
  const { status } = response
  const named = response.headers.get('x-amzn-errortype') ?? memberOf(body, '__type') ?? memberOf(body, 'Type')
  const name = named?.split(':')[0]?.split('#').at(-1) || nameOf(status)
  return new TriggerFailure('invocation', name, {
    reason: `${response.url} answered ${status}`,
    retryable: status === 429,
  })
}

function nameOf(status: number): string {
  switch (status) {
    case 401:
    case 403:
      return 'AccessDeniedException'
    case 404:
      return 'ResourceNotFoundException'
    case 429:
      return 'TooManyRequestsException'
    default:
      return 'ServiceException'
  }
}

/** What a function that threw says, with or without Lambda's header. */
function errorMessageOf(body: unknown): string | undefined {
  return memberOf(body, 'response') === undefined ? memberOf(body, 'errorMessage') : undefined
}

const unreadable = Symbol('not JSON')

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return unreadable
  }
}

function memberOf(body: unknown, name: string): string | undefined {
  if (typeof body !== 'object' || body === null || !(name in body)) return undefined
  const value = (body as Record<string, unknown>)[name]
  return typeof value === 'string' ? value : undefined
}
