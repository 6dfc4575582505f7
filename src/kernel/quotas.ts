import { ApiError } from '../api/errors.ts'
import type { OperationName } from '../api/generated/types.ts'
import type { FlowContext } from '../context.ts'
import { provisionedRate } from '../domain/pools/provisioned-limits.ts'
import { type Category, type Counted, categories, categoryOf } from './categories.ts'

type QuotaContext = Pick<FlowContext, 'clock' | 'settings' | 'transact'>

/** Documented: quotas page. Requests per second for one user; whatever category they count for besides. */
const perUser = {
  atMost: 10,
  reads: ['GetDevice', 'GetUser', 'InitiateAuth', 'RespondToAuthChallenge'],
  writes: ['SetUserSettings', 'UpdateUserAttributes'],
} as const satisfies { atMost: number; reads: readonly OperationName[]; writes: readonly OperationName[] }

/** Counts requests by the second, and refuses what is over a rate while the setting `quotas` is on. */
export class Quotas {
  #second = 0
  #counts = new Map<string, number>()

  /** Counts a request for its category and, where single pools have a rate, for its pool. */
  count(operation: Counted, ctx: QuotaContext, poolId: string | undefined): void {
    const category = categoryOf.get(operation)
    if (!ctx.settings.quotas || !category) return
    this.#countFor(category, ctx)
    if (category.perPool !== undefined && poolId !== undefined) {
      this.#countUpTo(category.perPool, `${operation} of ${poolId}`, ctx)
    }
  }

  /** Counts a request for the user whom it is about. Ours: users are told apart by pool or client, and by name. */
  countUser(operation: OperationName, ctx: QuotaContext, user: string | undefined): void {
    if (!ctx.settings.quotas || user === undefined) return
    for (const kind of ['reads', 'writes'] as const) {
      const counted: readonly OperationName[] = perUser[kind]
      if (counted.includes(operation)) this.#countUpTo(perUser.atMost, `${kind} of ${user}`, ctx)
    }
  }

  #countFor(category: Category, ctx: QuotaContext): void {
    const atMost = perSecond(ctx, category)
    const followed = categories.find(({ name }) => name === category.follows?.category)
    if (!followed) this.#countUpTo(atMost, category.name, ctx)
    else if (this.#add(category.name, ctx) > atMost) this.#countFor(followed, ctx)
  }

  #countUpTo(atMost: number, what: string, ctx: QuotaContext): void {
    if (this.#add(what, ctx) <= atMost) return
    // Observed: throttled callers get HTTP 400 with this sentence.
    const reason = `more than ${atMost} ${what} requests in this second`
    throw new ApiError('TooManyRequestsException', 'Rate exceeded', { reason })
  }

  #add(what: string, { clock }: QuotaContext): number {
    const second = Math.floor(clock.now() / 1000)
    if (second !== this.#second) this.#counts.clear()
    this.#second = second
    const count = (this.#counts.get(what) ?? 0) + 1
    this.#counts.set(what, count)
    return count
  }
}

/** The rate of a category: what the account provisioned, else what is free. */
function perSecond(ctx: Pick<FlowContext, 'transact'>, { name, perSecond: free, follows }: Category): number {
  const provisioned = ctx.transact((inside) => provisionedRate(inside, follows?.category ?? name) ?? null)
  return provisioned === null ? free : provisioned * (follows?.times ?? 1)
}
