import type { Tx } from '../../../store/database.ts'
import type { RiskContext } from './context.ts'
import type { Thresholds } from './level.ts'
import { nodesOf } from './nodes.ts'
import { readFacts } from './read-facts.ts'
import { type Assessment, assess } from './score.ts'

/** Scores an attempt of a user on what the model has learnt so far. Reads only, so that a preview is the same call. */
export function assessAttempt(
  tx: Tx,
  poolId: string,
  userId: number,
  context: RiskContext,
  at: number,
  thresholds?: Thresholds,
): Assessment {
  const nodes = nodesOf(context, at)
  return assess({ context, at, nodes }, readFacts(tx, poolId, userId, nodes, at), thresholds)
}
