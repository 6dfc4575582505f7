import { ApiError } from '../api/errors.ts'
import type { FlowContext } from '../context.ts'
import { busy, OAuthError } from '../domain/hosted/oauth-error.ts'
import type { HostedOperation } from '../kernel/hosted-operations.ts'
import type { Kernel } from '../kernel/perform.ts'

/** Meets the fault that was asked for, if one was, and throws its error. */
export async function meetFault(kernel: Kernel, ctx: FlowContext, operation: HostedOperation): Promise<void> {
  const fault = await kernel.faults.meet(operation)
  if (!fault?.error) return
  ctx.note('A fault that was asked for.')
  throw fault.error === 'TooManyRequestsException' ? new OAuthError(busy) : new OAuthError(fault.error, fault.message)
}

/** What an endpoint tells of an error: an exceeded rate in words of its own; undefined for what it does not tell. */
export function told(ctx: FlowContext, error: unknown): OAuthError | undefined {
  if (error instanceof OAuthError) return error
  if (!(error instanceof ApiError) || error.name !== 'TooManyRequestsException') return undefined
  if (error.reason) ctx.note(error.reason)
  return new OAuthError(busy)
}
