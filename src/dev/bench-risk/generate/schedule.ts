import type { Chance } from '../chance.ts'

const hour = 3_600_000
const day = 24 * hour

/**
 * How many attempts an owner makes: log-normal, rounded up, so that 40 % make one, half at most two, one in ten more than
 * eight and one in a hundred thirty.
 */
export function attemptsOf(chance: Chance): number {
  return Math.max(1, Math.min(120, Math.ceil(Math.exp(chance.normal(0.34, 1.33)))))
}

/**
 * When an owner signs in, within `span` ms from `start`: bouts of several sign-ins hours or days apart, with weeks or
 * months between bouts, at his own hours of the day.
 */
export function timesOf(
  count: number,
  start: number,
  span: number,
  hours: readonly number[],
  chance: Chance,
): number[] {
  const gaps = Array.from({ length: count - 1 }, () =>
    chance.happens(0.42) ? chance.exponential(60 * day) : Math.exp(chance.normal(Math.log(14 * hour), 1.3)),
  )
  const total = gaps.reduce((sum, gap) => sum + gap, 0)
  const shrink = Math.min(1, (0.9 * span) / (total || 1))
  let at = start + chance.fraction() * (span - total * shrink)
  const times = [at]
  for (const gap of gaps) {
    at += gap * shrink
    times.push(at)
  }
  return times.map((time) => atUsualHour(time, hours, chance)).sort((a, b) => a - b)
}

function atUsualHour(time: number, hours: readonly number[], chance: Chance): number {
  if (chance.happens(0.25)) return Math.floor(time)
  const usual = (((chance.pick(hours) + chance.normal(-1, 2)) % 24) + 24) % 24
  return Math.floor(time / day) * day + Math.floor(usual * hour)
}
