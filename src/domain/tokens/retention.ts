import { statement, type Tx } from '../../store/database.ts'

/**
 * For how long a refresh token that expired is still told from garbage, in ms. Inferred. No access token of the sign-in
 * lives that long, so none is refused for want of it.
 */
const remembered = 30 * 86_400_000
const batchSize = 500

/** Looks through some sign-ins after the one of this id, and deletes those that ended long before `now` (ms). Answers where to go on, if anywhere. */
export function forgetOldFamilies(tx: Tx, now: number, after: string): string | undefined {
  const some = 'SELECT id, expiresAt FROM refresh_families WHERE id > ? ORDER BY id LIMIT ?'
  const families = statement(tx, some).all(after, batchSize) as { id: string; expiresAt: number }[]
  for (const { id } of families.filter(({ expiresAt }) => expiresAt < now - remembered)) {
    statement(tx, 'DELETE FROM refresh_families WHERE id = ?').run(id)
  }
  return families.length === batchSize ? families.at(-1)!.id : undefined
}
