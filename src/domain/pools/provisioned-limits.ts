import { eq } from 'drizzle-orm'
import { ApiError, ensure } from '../../api/errors.ts'
import { invalidParameter as invalid } from '../../api/faults.ts'
import type { LimitDefinitionType, LimitType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import { provisionedLimits } from '../../store/schema/limits.ts'

/** Requests per second of the categories whose rate an account can raise. Documented: quotas page of the developer guide. */
export const adjustableRates = {
  UserAuthentication: 120,
  UserCreation: 50,
  UserFederation: 25,
  UserRead: 120,
  UserToken: 120,
  UserResourceRead: 50,
} as const satisfies Readonly<Record<string, number>>

// Documented: quotas page, categories whose rate is fixed.
const fixedRates = [
  'UserAccountRecovery',
  'UserUpdate',
  'UserResourceUpdate',
  'UserList',
  'UserPoolRead',
  'UserPoolUpdate',
  'UserPoolResourceRead',
  'UserPoolResourceUpdate',
  'UserPoolClientRead',
  'UserPoolClientUpdate',
  'ClientAuthentication',
]

// Ours: what Service Quotas would grant at most, as a multiple of what is free.
const greatestFactor = 10

/** Requests per second of a category that the account asked for, or undefined where it never did. */
export function provisionedRate({ tx }: Pick<Context, 'tx'>, category: string): number | undefined {
  const row = tx.select().from(provisionedLimits).where(eq(provisionedLimits.category, category)).get()
  return row?.value
}

/** A limit as both operations show it. */
export function getLimit(ctx: Pick<Context, 'tx'>, definition: LimitDefinitionType): LimitType {
  const { category, free } = adjustable(definition)
  return {
    LimitDefinition: definition,
    ProvisionedLimitValue: provisionedRate(ctx, category) ?? free,
    FreeLimitValue: free,
  }
}

/** Sets the rate of a category for the whole account, at once. */
export function setLimit({ tx }: Pick<Context, 'tx'>, definition: LimitDefinitionType, value: number): void {
  const { category, free } = adjustable(definition)
  // Documented: at least what is free, at most what Service Quotas grants. Inferred: the error of the first, both texts.
  ensure(value >= free, invalid(`The requested limit value must be at least ${free}.`))
  const greatest = greatestFactor * free
  ensure(
    value <= greatest,
    () => new ApiError('ServiceQuotaExceededException', `The requested limit value exceeds the quota of ${greatest}.`),
  )
  tx.insert(provisionedLimits)
    .values({ category, value })
    .onConflictDoUpdate({ target: provisionedLimits.category, set: { value } })
    .run()
}

/** The category that a definition names and its free rate. Inferred: both errors and their texts. */
function adjustable({ Attributes }: LimitDefinitionType): { category: string; free: number } {
  const { Category: category = '', ...others } = Attributes
  const free = new Map<string, number>(Object.entries(adjustableRates)).get(category)
  const known = (free !== undefined || fixedRates.includes(category)) && Object.keys(others).length === 0
  ensure(known, () => new ApiError('ResourceNotFoundException', 'The limit does not exist.'))
  ensure(free !== undefined, invalid(`The limit of the category ${category} is not adjustable.`))
  return { category, free }
}
