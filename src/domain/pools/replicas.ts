import { and, eq } from 'drizzle-orm'
import { ApiError, ensure } from '../../api/errors.ts'
import { invalidParameter as invalid } from '../../api/faults.ts'
import type { UserPoolReplicaType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { type Replica, replicas } from '../../store/schema/replicas.ts'
import { poolArn } from './pools.ts'
import { requireTags } from './tags.ts'
import { requireEssentials } from './tiers.ts'

// Ours: the service takes minutes, this emulator as long as it takes to see that something happens.
const transitionMs = 3000

/** The pool's secondary Regions in the states they have now, by Region; those whose deletion has ended are not there. */
export function replicasOf({ tx, clock }: Pick<Context, 'tx' | 'clock'>, pool: Pick<Pool, 'id'>): Replica[] {
  return tx
    .select()
    .from(replicas)
    .where(eq(replicas.poolId, pool.id))
    .orderBy(replicas.region)
    .all()
    .filter((replica) => replica.status !== 'DELETING' || clock.now() < replica.since + transitionMs)
    .map((replica) =>
      // Documented: multi-Region page; a new secondary becomes INACTIVE by itself, and ACTIVE when it is told to.
      replica.status === 'CREATING' && clock.now() >= replica.since + transitionMs
        ? { ...replica, status: 'INACTIVE' as const }
        : replica,
    )
}

/** Gives the pool a secondary Region. Inferred: the order of the checks. */
export function createReplica(ctx: Context, pool: Pool, region: string, tags: Record<string, string>): Replica {
  // Documented: multi-Region page, from ESSENTIALS up. Inferred: the feature's name.
  requireEssentials(pool, 'Multi-Region Replication')
  requireTags(tags)
  // Inferred: type and text of the refusals but the last.
  const known = /^[a-z]{2,3}(?:-[a-z]+)+-\d$/.test(region)
  ensure(known && region !== ctx.settings.region, invalid(`Region ${region} cannot hold a replica of this user pool.`))
  const key = pool.settings.KeyConfiguration
  // Documented: multi-Region page; keys of several Regions have ids that begin with mrk-.
  ensure(
    key?.KeyType === 'CUSTOMER_MANAGED_KEY' && key.KmsKeyArn?.includes(':key/mrk-'),
    invalid('A user pool with replicas needs a multi-Region customer managed key.'),
  )
  // Documented: multi-Region page, one secondary. Inferred: type and text.
  ensure(
    replicasOf(ctx, pool).length === 0,
    () => new ApiError('LimitExceededException', 'A user pool can have at most 1 replica.'),
  )
  const replica: Replica = { poolId: pool.id, region, status: 'CREATING', since: ctx.clock.now(), tags }
  // A row whose deletion has ended may still lie there.
  ctx.tx.delete(replicas).where(eq(replicas.poolId, pool.id)).run()
  ctx.tx.insert(replicas).values(replica).run()
  return replica
}

/** Lets a secondary Region serve users, or stops it. Inferred: type and text of the refusal. */
export function switchReplica(ctx: Context, pool: Pool, region: string, status: 'ACTIVE' | 'INACTIVE'): Replica {
  const replica = getReplica(ctx, pool, region)
  const settled = replica.status === 'ACTIVE' || replica.status === 'INACTIVE'
  ensure(settled, invalid(`The replica in ${region} is ${replica.status}.`))
  return writeStatus(ctx, replica, status)
}

/** Begins to delete a secondary Region. Documented: only an inactive one. Inferred: type and text of the refusal. */
export function deleteReplica(ctx: Context, pool: Pool, region: string): Replica {
  const replica = getReplica(ctx, pool, region)
  ensure(replica.status === 'INACTIVE', invalid(`The replica in ${region} is ${replica.status}, not INACTIVE.`))
  return writeStatus(ctx, replica, 'DELETING')
}

/** A secondary Region as every operation shows it. Documented: SDK example; the pool's id in the ARN of the other Region. */
export function toReplicaType(
  ctx: Pick<Context, 'settings'>,
  { poolId, region, status }: Replica,
): UserPoolReplicaType {
  return { RegionName: region, Role: 'SECONDARY', Status: status, UserPoolArn: poolArn(ctx, poolId, region) }
}

/** The Region of the pool itself among its replicas. */
export function toPrimaryType(ctx: Pick<Context, 'settings'>, pool: Pool): UserPoolReplicaType {
  const { region } = ctx.settings
  return { RegionName: region, Role: 'PRIMARY', Status: 'ACTIVE', UserPoolArn: poolArn(ctx, pool.id) }
}

function getReplica(ctx: Context, pool: Pool, region: string): Replica {
  const replica = replicasOf(ctx, pool).find((present) => present.region === region)
  // Inferred: type and text.
  ensure(replica, () => new ApiError('ResourceNotFoundException', `User pool ${pool.id} has no replica in ${region}.`))
  return replica
}

function writeStatus({ tx, clock }: Context, replica: Replica, status: Replica['status']): Replica {
  const changed = { status, since: clock.now() }
  const same = and(eq(replicas.poolId, replica.poolId), eq(replicas.region, replica.region))
  tx.update(replicas).set(changed).where(same).run()
  return { ...replica, ...changed }
}
