import { count, eq } from 'drizzle-orm'
import type { UserPoolDescriptionType, UserPoolType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { users } from '../../store/schema/users.ts'
import { domainsOf } from './domains.ts'
import { poolArn } from './pools.ts'
import { replicasOf } from './replicas.ts'

/** A pool as CreateUserPool and DescribeUserPool show it. */
export function toUserPoolType(ctx: Context, pool: Pool): UserPoolType {
  // These three are answered by GetUserPoolMfaConfig only.
  const { SoftwareTokenMfaEnabled, EmailMfaConfiguration, WebAuthnConfiguration, ...shown } = pool.settings
  // Observed: Domain is the prefix alone, CustomDomain the full name.
  const all = domainsOf(ctx, pool.id)
  return {
    Id: pool.id,
    Name: pool.name,
    Arn: poolArn(ctx, pool.id),
    ...shown,
    CreationDate: new Date(pool.createdAt),
    LastModifiedDate: new Date(pool.modifiedAt),
    EstimatedNumberOfUsers: numberOfUsers(ctx, pool.id),
    Domain: all.find(({ customDomainConfig }) => !customDomainConfig)?.domain,
    CustomDomain: all.find(({ customDomainConfig }) => customDomainConfig)?.domain,
  }
}

/** A pool as an entry of ListUserPools. Observed: CLI samples; LambdaConfig is empty where there is no function. */
export function toUserPoolDescription(ctx: Context, pool: Pool): UserPoolDescriptionType {
  const regions = replicasOf(ctx, pool).map(({ region }) => region)
  return {
    Id: pool.id,
    Name: pool.name,
    LambdaConfig: pool.settings.LambdaConfig,
    LastModifiedDate: new Date(pool.modifiedAt),
    CreationDate: new Date(pool.createdAt),
    // Documented: botocore 1.43.67. Inferred: the secondary ones, and absent where there are none.
    ReplicaRegions: regions.length > 0 ? regions : undefined,
  }
}

/** How many users the pool has. Documented: the service's figure lags; this one does not. */
export function numberOfUsers({ tx }: Pick<Context, 'tx'>, poolId: string): number {
  return tx.select({ count: count() }).from(users).where(eq(users.poolId, poolId)).get()!.count
}
