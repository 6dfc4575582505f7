import { ApiError } from '../api/errors.ts'
import type { OperationName } from '../api/generated/types.ts'
import type { FlowContext } from '../context.ts'
import { provisionedRate } from '../domain/pools/provisioned-limits.ts'
import { type Category, categoryOf } from './categories.ts'

/** Counts requests by category and second, and refuses what is over the rate while the setting `quotas` is on. */
export class Quotas {
  #counts = new Map<string, { second: number; count: number }>()

  count(operation: OperationName, ctx: Pick<FlowContext, 'clock' | 'settings' | 'transact'>): void {
    const category = categoryOf.get(operation)
    if (!ctx.settings.quotas || !category) return
    const second = Math.floor(ctx.clock.now() / 1000)
    const now = this.#counts.get(category.name)
    const count = now?.second === second ? now.count + 1 : 1
    this.#counts.set(category.name, { second, count })
    // Observed: throttled callers get HTTP 400 with this sentence.
    const atMost = perSecond(ctx, category)
    if (count > atMost) {
      throw new ApiError('TooManyRequestsException', 'Rate exceeded', {
        reason: `more than ${atMost} ${category.name} requests in this second`,
      })
    }
  }
}

/** The rate of a category: what the account provisioned, else what is free. */
function perSecond(ctx: Pick<FlowContext, 'transact'>, { name, perSecond: free, follows }: Category): number {
  const provisioned = ctx.transact((inside) => provisionedRate(inside, follows?.category ?? name) ?? null)
  return provisioned === null ? free : provisioned * (follows?.times ?? 1)
}
