import type { Context } from '../../context.ts'
import { statement } from '../../store/database.ts'

/** A pool's symmetric key of 256 bits, made with the pool. */
export interface FeedbackKey {
  readonly kid: string
  readonly secret: Buffer
}

/** The key that seals the pool's feedback tokens. Every pool has one. */
export function feedbackKey({ tx }: Pick<Context, 'tx'>, poolId: string): FeedbackKey {
  const key = statement(tx, `SELECT kid, secret FROM pool_keys WHERE poolId = ? AND "use" = 'feedback'`).get(poolId)
  if (!key) throw new Error(`User pool ${poolId} has no key for feedback tokens.`)
  return key as FeedbackKey
}
