import type { RiskLevel } from '../../../store/schema/events.ts'
import type { Login } from '../login.ts'
import { share } from '../metrics.ts'
import { branch, isAlarm, scoreLogin } from '../pool.ts'
import { again, type Experiment, type Moment, newAddress, newDevice, newPrefix, reportedAttack } from './moment.ts'

/** How the attacker changes before he comes back. */
const ways = {
  same: () => ({}),
  address: (login, chance) => newDevice(login, chance),
  prefix: (login, chance) => ({ ...newAddress(login, chance), ...newDevice(login, chance) }),
  as: (login, chance) => ({ ...newPrefix(login, chance), ...newDevice(login, chance) }),
} satisfies Record<string, (login: Login, chance: Moment['chance']) => Partial<Login>>

/** An attacker who comes back every six hours, after each of his successes was reported as Invalid. */
export function returnsOfTheAttacker(): Experiment {
  const levels = new Map<string, RiskLevel[]>()
  const record = (name: string, level: RiskLevel) => {
    const known = levels.get(name)
    if (known) known.push(level)
    else levels.set(name, [level])
  }
  return {
    try({ pool, probe, chance }) {
      for (const [way, change] of Object.entries(ways)) {
        branch(pool, () => {
          let attack = probe.login
          for (let reports = 1; reports <= 2; reports++) {
            reportedAttack(pool, attack)
            attack = again(attack, 6, change(attack, chance))
            record(`${probe.login.m}.${way}.${reports}`, scoreLogin(pool, attack).level)
          }
        })
      }
    },
    figures() {
      return Object.fromEntries(
        [...levels].flatMap(([name, seen]) => [
          [`return.${name}.medium`, share(seen, isAlarm)],
          [`return.${name}.high`, share(seen, (level) => level === 'High')],
        ]),
      )
    },
  }
}
