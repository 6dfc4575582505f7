import type { Operation } from '../context.ts'
import { getPool } from '../domain/pools/pools.ts'
import { switchReplica, toReplicaType } from '../domain/pools/replicas.ts'

export const UpdateUserPoolReplica: Operation<'UpdateUserPoolReplica'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  return { UserPoolReplica: toReplicaType(ctx, switchReplica(ctx, pool, input.RegionName, input.Status)) }
}
