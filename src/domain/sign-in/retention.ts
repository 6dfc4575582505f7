import { statement, type Tx } from '../../store/database.ts'

/** For how long an expired or used session is still told from garbage, in ms. Inferred. */
const remembered = 3_600_000
const batchSize = 500

/** Deletes some of the sessions that nobody can have kept at `now` (ms). True if there are more. */
export function forgetOldSessions(tx: Tx, now: number): boolean {
  const some = 'SELECT hash FROM auth_sessions WHERE expiresAt < ? LIMIT ?'
  const { changes } = statement(tx, `DELETE FROM auth_sessions WHERE hash IN (${some})`).run(
    now - remembered,
    batchSize,
  )
  return changes === batchSize
}
