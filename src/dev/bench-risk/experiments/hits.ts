import type { RiskLevel } from '../../../store/schema/events.ts'
import type { Login } from '../login.ts'
import { share } from '../metrics.ts'
import { branch, eventOf, learnEvent, scoreLogin } from '../pool.ts'
import { type Experiment, type Moment, newAddress } from './moment.ts'

const minute = 60_000

/** A right password after wrong ones: on many names from one network (stuffing), or ten on this user (guessing). */
export function hitsAfterFailures(): Experiment {
  const levels: Record<'stuffing' | 'guess' | 'stuffing.before' | 'guess.before', RiskLevel[]> = {
    stuffing: [],
    guess: [],
    'stuffing.before': [],
    'guess.before': [],
  }
  return {
    try({ pool, probe, chance }) {
      const { login } = probe
      if (login.m === 'naive') return
      const kind = login.m === 'vpn' ? 'stuffing' : 'guess'
      levels[`${kind}.before`].push(probe.level)
      branch(pool, () => {
        for (const failure of kind === 'stuffing' ? onManyNames(login, chance) : onThisName(login)) {
          learnEvent(pool, eventOf(pool, failure, 'NoRisk', { passed: false, verified: false }))
        }
        levels[kind].push(scoreLogin(pool, login).level)
      })
    },
    figures: () =>
      Object.fromEntries(
        Object.entries(levels).map(([name, seen]) => [`hit.${name}.high`, share(seen, (level) => level === 'High')]),
      ),
  }
}

function onManyNames(login: Login, chance: Moment['chance']): Login[] {
  return Array.from({ length: 30 }, (_, i) => ({
    ...login,
    ...(chance.happens(0.5) ? {} : newAddress(login, chance)),
    ok: 0,
    known: 0,
    u: `nobody-${i}`,
    t: login.t - (31 - i) * minute,
  }))
}

function onThisName(login: Login): Login[] {
  return Array.from({ length: 10 }, (_, i) => ({ ...login, ok: 0, t: login.t - (11 - i) * minute }))
}
