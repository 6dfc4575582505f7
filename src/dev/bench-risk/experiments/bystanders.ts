import type { Login } from '../login.ts'
import { mean } from '../metrics.ts'
import { branch, isAlarm, scoreLogin } from '../pool.ts'
import { type Experiment, type Moment, reportedAttack } from './moment.ts'

const watched = 175

/** What one report of an attack does to the next sign-ins of everybody else. */
export function bystanders(): Experiment {
  const flips = new Map<string, number[]>()
  const moves = { elsewhere: 0, sameAddress: 0 }
  return {
    try(moment) {
      const { pool, probe } = moment
      const others = nextSignIns(moment)
      const before = others.map((login) => scoreLogin(pool, login))
      const after = branch(pool, () => {
        reportedAttack(pool, probe.login)
        return others.map((login) => scoreLogin(pool, login))
      })
      const flipped = before.filter(({ level }, i) => !isAlarm(level) && isAlarm(after[i]!.level))
      const model = probe.login.m ?? ''
      flips.set(model, [...(flips.get(model) ?? []), flipped.length])
      for (const [i, { ip }] of others.entries()) {
        // Somebody who happens to sit behind the reported address is no bystander; the office is about him.
        const where = ip === probe.login.ip ? 'sameAddress' : 'elsewhere'
        moves[where] = Math.max(moves[where], Math.abs(after[i]!.score - before[i]!.score))
      }
    },
    figures: () => ({
      ...Object.fromEntries([...flips].map(([model, counts]) => [`bystanders.flips.${model}`, mean(counts)])),
      'bystanders.flips': Math.max(...[...flips.values()].map(mean)),
      'bystanders.move': moves.elsewhere,
      'bystanders.sameAddress': moves.sameAddress,
    }),
  }
}

/** What one report does to the victim's own next sign-in: how often it becomes an alarm. */
export function victimItself(): Experiment {
  const flips: number[] = []
  return {
    try({ pool, probe, owners }) {
      const next = owners.next(probe.login.u)
      if (!next) return
      const before = scoreLogin(pool, next).level
      branch(pool, () => {
        reportedAttack(pool, probe.login)
        flips.push(Number(!isAlarm(before) && isAlarm(scoreLogin(pool, next).level)))
      })
    },
    figures: () => ({ 'victim.flips': mean(flips) }),
  }
}

function nextSignIns({ probe, owners, chance }: Moment): Login[] {
  const seen = owners.seen()
  const chosen = new Map<string, Login>()
  for (let tries = 0; tries < 4 * watched && chosen.size < watched; tries++) {
    const user = chance.pick(seen)
    const next = user === probe.login.u ? undefined : owners.next(user)
    if (next) chosen.set(user, next)
  }
  return [...chosen.values()]
}
