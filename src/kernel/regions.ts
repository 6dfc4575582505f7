import { declares } from '../api/declared.ts'
import { ApiError, ensure } from '../api/errors.ts'
import type { OperationName } from '../api/generated/types.ts'
import type { Context } from '../context.ts'
import { replicasOf } from '../domain/pools/replicas.ts'

/** Whether an operation signs users in; all that a secondary Region does besides reading, and not while it is inactive. */
export function signsIn(operation: OperationName): boolean {
  return operation === 'AdminInitiateAuth' || operation === 'AdminRespondToAuthChallenge'
}

/**
 * Whether an operation is answered in a secondary Region of a pool. Documented: multi-Region page; reading, signing in and
 * switching the replica itself are, new users, passwords and profiles are not. Inferred: nor is configuration, because
 * this emulator keeps no settings of a Region's own.
 */
export function servedInSecondaries(operation: OperationName): boolean {
  return (
    signsIn(operation) ||
    operation === 'UpdateUserPoolReplica' ||
    /^(?:Admin)?(?:Describe|Get|List)/.test(operation) ||
    !declares(operation, 'OperationNotEnabledException')
  )
}

/** Throws where a call that is signed for another Region reaches a replica that does not answer it. Inferred: the text. */
export function requireServed(ctx: Context, operation: OperationName, poolId: string): void {
  const { region } = ctx.request
  const replica = replicasOf(ctx, { id: poolId }).find((candidate) => candidate.region === region)
  // Ours: a call that is signed for any other Region than the pool's is answered as if it were signed for that one.
  if (!replica) return
  const served = servedInSecondaries(operation) && (replica.status === 'ACTIVE' || !signsIn(operation))
  ensure(
    served,
    () => new ApiError('OperationNotEnabledException', `${operation} is not enabled in ${region} for this user pool.`),
  )
}
