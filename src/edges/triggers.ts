import type { TriggerEvent, Triggers, TriggerTarget } from '../context.ts'
import { TriggerFailure } from '../domain/triggers/failure.ts'
import { invocationUrl, postEvent } from './http-function.ts'
import { callFunction, loadFunction, type TriggerFunction } from './local-function.ts'

/** What stands behind a trigger: a function of this process, the URL of one, or the path of a module that exports one. */
export type TriggerHandler = TriggerFunction | string

/** How functions are reached. */
export interface TriggerRoutes {
  /** By ARN, by name of the function, by `<poolId>/<trigger>` or by trigger. */
  readonly handlers: Readonly<Record<string, TriggerHandler>>
  /** Where the Lambda Invoke API answers for functions that are not among the handlers; empty where nowhere. */
  readonly lambdaEndpoint: string
  /** How long one try may take. */
  readonly limitMs: number
}

/** Documented: working with Lambda triggers page. After three tries that took too long the call has failed. */
const triesAtMost = 3

/** The port to functions over the routes. */
export function routedTriggers(routes: TriggerRoutes): Triggers {
  return {
    async invoke(target, event) {
      const call = callerOf(routes, target)
      for (let tries = 1; ; tries += 1) {
        try {
          return await inTime(routes.limitMs, (signal) => call(event, signal))
        } catch (error) {
          if (tries === triesAtMost || !(error instanceof TriggerFailure && error.retryable)) throw error
        }
      }
    },
  }
}

type Caller = (event: TriggerEvent, signal: AbortSignal) => Promise<unknown>

/** Given functions first, the most exact name first; then the Lambda endpoint. */
function callerOf({ handlers, lambdaEndpoint, limitMs }: TriggerRoutes, target: TriggerTarget): Caller {
  const { arn, poolId, trigger } = target
  const names = [arn, arn && functionName(arn), `${poolId}/${trigger}`, trigger]
  const name = names.find((one) => one !== undefined && Object.hasOwn(handlers, one))
  const handler = name === undefined ? undefined : handlers[name]
  if (typeof handler === 'function') return (event) => callFunction(trigger, handler, event, limitMs)
  if (handler !== undefined && /^https?:/.test(handler)) return (event, signal) => postEvent(handler, event, signal)
  if (handler !== undefined) {
    return async (event) => callFunction(trigger, await loadFunction(handler), event, limitMs)
  }
  if (lambdaEndpoint !== '' && arn !== undefined) {
    return (event, signal) => postEvent(invocationUrl(lambdaEndpoint, arn), event, signal)
  }
  throw new TriggerFailure('invocation', 'ResourceNotFoundException', {
    reason: `nothing can call ${arn ?? trigger}: give the settings lambdaEndpoint or triggers`,
  })
}

function functionName(arn: string): string | undefined {
  return arn.split(':')[6]
}

/** What `work` gives, or a failure once the limit has passed. Inferred: the text of a call that took too long. */
async function inTime<T>(limitMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const limit = new AbortController()
  const tooLong = () =>
    new TriggerFailure('invocation', 'Socket timeout while invoking Lambda function', {
      reason: `no answer within ${limitMs} ms`,
      retryable: true,
    })
  let timer: NodeJS.Timeout | undefined
  const expired = new Promise<never>((_, fail) => {
    timer = setTimeout(() => {
      fail(tooLong())
      limit.abort()
    }, limitMs)
  })
  try {
    return await Promise.race([work(limit.signal), expired])
  } finally {
    clearTimeout(timer)
  }
}
