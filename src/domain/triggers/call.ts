import { ApiError } from '../../api/errors.ts'
import type { Context, FlowContext, RequestInfo, TriggerEvent, TriggerName } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import { functionOf } from '../pools/functions.ts'
import { type Answer, answerOf } from './answer.ts'
import { TriggerFailure } from './failure.ts'
import { triggerAttributes } from './user-attributes.ts'

/** One question to a function. */
export interface TriggerCall {
  /** `triggerSource`, e.g. `PreSignUp_SignUp`. */
  readonly source: string
  readonly userName: string | null
  /** The app client of the request; undefined for administrators' operations that name none. */
  readonly clientId: string | undefined
  /** `1` unless the trigger has newer events. */
  readonly version?: string
  /** Whose attributes, as they are now, come first in the request. */
  readonly user?: User | undefined
  /** Members that are undefined are left out of the event. */
  readonly request: Readonly<Record<string, unknown>>
  /** The initial values that the function may change. */
  readonly response: Readonly<Record<string, unknown>>
}

/** Asks the pool's function for a trigger and returns its answer; undefined, at once, where the pool has none. */
export async function callTrigger(
  ctx: FlowContext,
  pool: Pool,
  trigger: TriggerName,
  call: TriggerCall,
): Promise<Answer | undefined> {
  const target = functionOf(ctx, pool, trigger)
  if (!target) return undefined
  ctx.note(`The function for ${call.source} was asked.`)
  const { user } = call
  const userAttributes = user && ctx.transact((tx) => triggerAttributes(tx, user))
  const request = { ...(userAttributes && { userAttributes }), ...call.request }
  try {
    return answerOf(await ctx.triggers.invoke(target, triggerEvent(ctx, pool, { ...call, request })))
  } catch (thrown) {
    throw thrown instanceof TriggerFailure ? triggerError(trigger, thrown) : thrown
  }
}

/** The envelope of an event. Documented: working with Lambda triggers page of the developer guide. */
export function triggerEvent(
  ctx: Pick<Context, 'settings'> & { readonly request: Pick<RequestInfo, 'userAgent'> },
  pool: Pool,
  call: Omit<TriggerCall, 'response'> & Partial<Pick<TriggerCall, 'response'>>,
): TriggerEvent {
  return {
    version: call.version ?? '1',
    region: ctx.settings.region,
    userPoolId: pool.id,
    userName: call.userName,
    callerContext: {
      awsSdkVersion: awsSdkVersion(ctx.request.userAgent),
      // Observed: events of administrators' operations in public logs.
      clientId: call.clientId ?? 'CLIENT_ID_NOT_APPLICABLE',
    },
    triggerSource: call.source,
    request: { ...call.request },
    ...(call.response && { response: { ...call.response } }),
  }
}

/** The SDK in a user agent, e.g. `aws-sdk-nodejs-2.856.0`. Documented: `aws-sdk-unknown-unknown` where there is none. */
export function awsSdkVersion(userAgent: string | undefined): string {
  const match = /\baws-sdk-([^\s/]+)\/([^\s/]+)/.exec(userAgent ?? '')
  return match ? `aws-sdk-${match[1]}-${match[2]}` : 'aws-sdk-unknown-unknown'
}

/** The service's error for a function that gave no answer. */
export function triggerError(trigger: TriggerName, failure: TriggerFailure): ApiError {
  const detail = { reason: failure.reason ?? `${trigger}: ${failure.message}` }
  switch (failure.kind) {
    // Observed: public reports. A full stop is added even where the function's own text ends with one.
    case 'function':
      return new ApiError('UserLambdaValidationException', `${trigger} failed with error ${failure.message}.`, detail)
    // Observed: public reports, e.g. `PreSignUp invocation failed due to error AccessDeniedException.`
    case 'invocation':
      return new ApiError(
        'UnexpectedLambdaException',
        `${trigger} invocation failed due to error ${failure.message}.`,
        detail,
      )
    // Observed: public reports.
    case 'json':
      return new ApiError('InvalidLambdaResponseException', 'Invalid lambda function output : Invalid JSON', detail)
  }
}
