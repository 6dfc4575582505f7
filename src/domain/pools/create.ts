import { count } from 'drizzle-orm'
import { ApiError, ensure } from '../../api/errors.ts'
import { invalidParameter as invalid } from '../../api/faults.ts'
import type { CreateUserPoolRequest } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import { type Pool, poolKeys, pools } from '../../store/schema/pools.ts'
import { findPool } from './pools.ts'
import { requireConsistent, requireSchemaFits, requireUnambiguous } from './requirements.ts'
import { newSchema } from './schema.ts'
import { asSet, completeSettings } from './settings.ts'
import { requireTags } from './tags.ts'
import { requireTier, tierOfNewPool } from './tiers.ts'

// Documented: quotas page, pools of an account in a Region.
const poolsAtMost = 1000

/** Makes a pool with its feedback key, or throws the service's refusal. Inferred: the order of the checks. */
export function createPool(ctx: Context, request: CreateUserPoolRequest): Pool {
  requireUnambiguous(request)
  requireTags(request.UserPoolTags ?? {})
  const fixed = {
    SchemaAttributes: newSchema(request.Schema ?? []),
    AliasAttributes: asSet(request.AliasAttributes),
    UsernameAttributes: asSet(request.UsernameAttributes),
    UsernameConfiguration: request.UsernameConfiguration,
  }
  const settings = completeSettings(request, fixed, {
    UserPoolTier: tierOfNewPool(request),
    // Observed: a fresh pool of 2026 shows both.
    KeyConfiguration: { KeyType: 'AWS_OWNED_KEY' },
    IssuerConfiguration: { Type: 'ORIGINAL' },
  })
  requireConsistent(ctx, settings)
  requireSchemaFits(settings)
  requireTier(settings)
  const present = ctx.tx.select({ count: count() }).from(pools).get()!.count
  // Documented: quotas page. Inferred: the text.
  ensure(present < poolsAtMost, () => new ApiError('LimitExceededException', 'User pool limit exceeded.'))

  const now = ctx.clock.now()
  const pool: Pool = {
    id: newPoolId(ctx, request.UserPoolTags ?? {}),
    name: request.PoolName,
    settings,
    logConfigurations: [],
    sessions: null,
    createdAt: now,
    modifiedAt: now,
  }
  ctx.tx.insert(pools).values(pool).run()
  const key = { poolId: pool.id, use: 'feedback' as const, kid: ctx.ids.uuid(), secret: ctx.random.bytes(32) }
  ctx.tx
    .insert(poolKeys)
    .values({ ...key, createdAt: now })
    .run()
  return pool
}

/** Pool tags that choose the id, in the spelling of the emulators that introduced them; the first one present counts. */
const idTags = ['_custom_id_', 'ms-custom-id', 'floci:override-id']

function newPoolId(ctx: Context, tags: Readonly<Record<string, string>>): string {
  const chosen = idTags.map((tag) => tags[tag]).find((value) => value !== undefined)
  if (chosen === undefined) return ctx.ids.poolId()
  const id = chosen.includes('_') ? chosen : `${ctx.settings.region}_${chosen}`
  ensure(id.length <= 55 && /^[\w-]+_[0-9a-zA-Z]+$/.test(id), invalid(`The tags choose an invalid pool id: ${id}`))
  ensure(!findPool(ctx, id), invalid(`The tags choose a pool id that is taken: ${id}`))
  return id
}
