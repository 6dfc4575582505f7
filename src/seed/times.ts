import type { SeedUser } from './schema.ts'

const day = 86_400_000

/** `3 days` in milliseconds. */
export function spanOf(text: string): number {
  const amount = Number.parseFloat(text)
  const unit = text.includes('day') ? day : text.includes('hour') ? 3_600_000 : 60_000
  return amount * unit
}

/** Not later than the first event of a row of a history; both in ms since 1970. */
export function beginOf(row: SeedUser['history'][number], now: number): number {
  if ('days' in row) return now - (row.days + 1) * day
  return row.at === undefined ? now - spanOf(row.ago ?? '0 days') : Date.parse(row.at)
}
