import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { Context } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import { requireSecretHash } from '../clients/clients.ts'
import type { StepRequest } from './request.ts'

/** The value of a parameter, or `Missing required parameter …`. Inferred: an empty one counts as missing. */
export function requireParameter({ parameters }: StepRequest, name: string): string {
  const value = parameters[name]
  ensure(value, faults.missingRequiredParameter(name))
  return value
}

/** Checks SECRET_HASH for the name as it was sent in this request. */
export function requireHashOf(ctx: Context, client: Client, request: StepRequest, username: string): void {
  requireSecretHash(ctx, client, username, request.parameters['SECRET_HASH'])
}
