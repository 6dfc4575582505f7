import type { RiskLevel } from '../../../store/schema/events.ts'
import type { Login } from '../login.ts'
import { share } from '../metrics.ts'
import { branch, isAlarm, scoreLogin } from '../pool.ts'
import { type Experiment, type Moment, reportedAttack } from './moment.ts'

const victims = 5

/**
 * A well-informed attacker who goes on to other users from the address at which one victim reported him. What he knows
 * of each of them (system, browser, time zone) and the device he shows are those of the file's next probes.
 */
export function furtherVictims(probes: readonly Login[]): Experiment {
  const before: RiskLevel[] = []
  const after: RiskLevel[] = []
  return {
    try(moment) {
      const { pool, probe } = moment
      if (probe.login.m !== 'targeted') return
      const attacks = attacksOnOthers(moment, probes)
      before.push(...attacks.map((attack) => scoreLogin(pool, attack).level))
      branch(pool, () => {
        reportedAttack(pool, probe.login)
        after.push(...attacks.map((attack) => scoreLogin(pool, attack).level))
      })
    },
    figures: () => ({
      'victims.before.medium': share(before, isAlarm),
      'victims.before.high': share(before, (level) => level === 'High'),
      'victims.medium': share(after, isAlarm),
      'victims.high': share(after, (level) => level === 'High'),
    }),
  }
}

function attacksOnOthers({ probe: { login }, owners }: Moment, probes: readonly Login[]): Login[] {
  const later = probes.slice(probes.indexOf(login) + 1)
  const others = later.filter(({ u, m }) => m === 'targeted' && u !== login.u && owners.latest(u)).slice(0, victims)
  const { ip, asn, cc, city, lat, lon } = login
  const place = Object.fromEntries(
    Object.entries({ asn, cc, city, lat, lon }).filter(([, value]) => value !== undefined),
  )
  return others.map((other) => ({ ...other, ...place, ip, t: login.t + 12 * 3_600_000 }))
}
