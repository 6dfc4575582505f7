import { ensure } from '../api/errors.ts'
import * as faults from '../api/faults.ts'
import type { Operation } from '../context.ts'
import { getPool } from '../domain/pools/pools.ts'
import { replicasOf, toPrimaryType, toReplicaType } from '../domain/pools/replicas.ts'

export const ListUserPoolReplicas: Operation<'ListUserPoolReplicas'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  // Two Regions fit on one page, so no token was ever issued.
  ensure(input.NextToken === undefined, faults.invalidPaginationToken)
  const secondaries = replicasOf(ctx, pool).map((replica) => toReplicaType(ctx, replica))
  // Documented: SDK example, by Region.
  const byRegion = [toPrimaryType(ctx, pool), ...secondaries].sort((a, b) => (a.RegionName! < b.RegionName! ? -1 : 1))
  return { UserPoolReplicas: byRegion }
}
