import type { SeedUser } from './schema.ts'

const day = 86_400_000
const units = { minute: 60_000, hour: 3_600_000, day, week: 7 * day }

/** `3 days` in milliseconds; minutes, hours, days and weeks. */
export function spanOf(text: string): number {
  const amount = Number.parseFloat(text)
  const [, unit] = Object.entries(units).find(([name]) => text.includes(name))!
  return amount * unit
}

/** Not later than the first event of a row of a history; both in ms since 1970. */
export function beginOf(row: SeedUser['history'][number], now: number): number {
  if ('days' in row) return now - (row.days + 1) * day
  return row.at === undefined ? now - spanOf(row.ago ?? '0 days') : Date.parse(row.at)
}
