import { mean } from '../metrics.ts'
import { branch, eventOf, learnEvent, scoreLogin } from '../pool.ts'
import { again, type Experiment, newDevice, newPrefix } from './moment.ts'

const account = 'an account of the attacker'

/** An attacker who signs in to an account of his own five times and confirms each of it, to make his machine look good. */
export function poisoning(): Experiment {
  const others: number[] = []
  const prefixes: number[] = []
  return {
    try({ pool, probe, owners, chance }) {
      const { login } = probe
      if (login.m !== 'targeted') return
      const victims = [login, ...Array.from({ length: 5 }, () => ({ ...login, u: chance.pick(owners.seen()) }))]
      const elsewhere = { ...again(login, 0, { ...newPrefix(login, chance), ...newDevice(login, chance) }), u: account }
      const signIn = (label: 'Valid' | null) => {
        for (let hours = 5; hours >= 1; hours--) {
          const event = eventOf(pool, { ...again(login, -hours), u: account }, 'NoRisk', {
            passed: true,
            verified: false,
          })
          learnEvent(pool, { ...event, label })
        }
      }
      const before = victims.map((victim) => scoreLogin(pool, victim).score)
      const unconfirmed = branch(pool, () => {
        signIn(null)
        return scoreLogin(pool, elsewhere).score
      })
      branch(pool, () => {
        signIn('Valid')
        others.push(...victims.map((victim, i) => scoreLogin(pool, victim).score - before[i]!))
        prefixes.push(scoreLogin(pool, elsewhere).score - unconfirmed)
      })
    },
    figures: () => ({ 'poison.others': Math.min(...others), 'poison.prefix': mean(prefixes) }),
  }
}
