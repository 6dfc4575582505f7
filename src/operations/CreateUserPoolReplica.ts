import type { Operation } from '../context.ts'
import { getPool } from '../domain/pools/pools.ts'
import { createReplica, toReplicaType } from '../domain/pools/replicas.ts'

export const CreateUserPoolReplica: Operation<'CreateUserPoolReplica'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  return { UserPoolReplica: toReplicaType(ctx, createReplica(ctx, pool, input.RegionName, input.UserPoolTags ?? {})) }
}
