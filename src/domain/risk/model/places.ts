import { statement, type Tx } from '../../../store/database.ts'
import type { RiskContext } from './context.ts'
import type { Place, RiskFacts } from './facts.ts'

/** Adds (`by` 1) or takes back (`by` -1) a good event at its place; an unknown place says nothing about travel. */
export function countPlace(tx: Tx, user: number, at: number, context: RiskContext, by: number): void {
  const { latitude, longitude } = context
  if (latitude === undefined || longitude === undefined) return
  const events = statement(tx, addPlace).pluck().get(user, at, latitude, longitude, by) as number
  if (events <= 0) statement(tx, dropPlace).run(user, at, latitude, longitude)
}

/** Where the user was seen good at the latest moment up to `at` (ms); several places when a clock stood still meanwhile. */
export function lastGoodPlaces(tx: Tx, user: number, at: number): RiskFacts['lastGood'] {
  const rows = statement(tx, selectPlaces).raw().all(user, at) as [number, number, number][]
  const last = rows[0]?.[0]
  if (last === undefined) return undefined
  const places = rows
    .filter(([time]) => time === last)
    .map(([, latitude, longitude]): Place => ({ latitude, longitude }))
  return { at: last, places }
}

const addPlace = `INSERT INTO risk_places (userId, at, latitude, longitude, events) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET events = events + excluded.events RETURNING events`
const dropPlace = 'DELETE FROM risk_places WHERE userId = ? AND at = ? AND latitude = ? AND longitude = ?'
const selectPlaces =
  'SELECT at, latitude, longitude FROM risk_places WHERE userId = ? AND at <= ? ORDER BY at DESC LIMIT 4'
