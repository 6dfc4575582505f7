import type { Operation } from '../context.ts'
import { getPool } from '../domain/pools/pools.ts'
import { deleteReplica, toReplicaType } from '../domain/pools/replicas.ts'

export const DeleteUserPoolReplica: Operation<'DeleteUserPoolReplica'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  return { UserPoolReplica: toReplicaType(ctx, deleteReplica(ctx, pool, input.RegionName)) }
}
