import { ApiError, ensure } from '../../api/errors.ts'
import { invalidParameter as invalid } from '../../api/faults.ts'
import type { Context } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { getPool, poolArn, writePool } from './pools.ts'

// Documented: quotas page and TagResource API page.
const tagsAtMost = 50

type Tags = Readonly<Record<string, string>>

/** Throws unless a pool may carry these tags. Documented: the error of the pool operations. Inferred: the texts. */
export function requireTags(
  tags: Tags,
  error: 'UserPoolTaggingException' | 'InvalidParameterException' = 'UserPoolTaggingException',
): void {
  const keys = Object.keys(tags)
  ensure(keys.length <= tagsAtMost, () => new ApiError(error, 'A user pool can have at most 50 tags.'))
  ensure(!keys.some((key) => /^aws:/i.test(key)), () => new ApiError(error, 'Tag keys cannot begin with aws:.'))
}

/** The pool that an ARN names, or the service's refusal. */
export function getTaggedPool(ctx: Pick<Context, 'tx' | 'settings'>, arn: string): Pool {
  const [service, poolId] = [arn.split(':')[2], /:userpool\/([^/]+)$/.exec(arn)?.[1]]
  // Documented: TagResource API page, pools only. Inferred: the text.
  ensure(service === 'cognito-idp' && poolId, invalid(`The resource ARN ${arn} is not that of a user pool.`))
  const pool = getPool(ctx, poolId)
  // Inferred: the account and the Region must be right, too.
  const known = arn === poolArn(ctx, poolId)
  ensure(known, () => new ApiError('ResourceNotFoundException', `User pool ${poolId} does not exist.`))
  return pool
}

/** Adds tags to those of a pool; a key that is there gets the new value. */
export function addTags(ctx: Context, pool: Pool, added: Tags): void {
  const tags = { ...pool.settings.UserPoolTags, ...added }
  requireTags(tags, 'InvalidParameterException')
  writePool(ctx, pool, { settings: { ...pool.settings, UserPoolTags: tags } })
}

/** Removes tags. Inferred: keys that the pool does not have are ignored. */
export function removeTags(ctx: Context, pool: Pool, keys: readonly string[]): void {
  const kept = Object.entries(pool.settings.UserPoolTags ?? {}).filter(([key]) => !keys.includes(key))
  writePool(ctx, pool, { settings: { ...pool.settings, UserPoolTags: Object.fromEntries(kept) } })
}
