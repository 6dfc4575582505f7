import { type Baseline, freeman, novelty } from './baselines.ts'
import type { LoginFile } from './login.ts'
import { auc, caughtAt, equalErrorRate, share } from './metrics.ts'
import { type BenchPool, circumstances, isAlarm } from './pool.ts'
import type { Scored } from './replay.ts'

/** Figures by name; a name is found again in the table of targets. */
export type Figures = Record<string, number>

/** The three attackers with the right password, from the clumsiest to the best informed. */
export const attackers = ['naive', 'vpn', 'targeted'] as const

/** How well scores tell attackers from owners, and how the levels are distributed. Attackers are the probes of the file. */
export function detection(scored: readonly Scored[]): Figures {
  const owners = scored.filter(({ login }) => login.y === 'o')
  const returning = owners.filter(({ earlier }) => earlier >= 1)
  const settled = returning.filter(({ earlier }) => earlier >= 5)
  const first = owners.filter(({ earlier }) => earlier === 0)
  const alarm = ({ level }: Scored) => isAlarm(level)
  const high = ({ level }: Scored) => level === 'High'
  const figures: Figures = {
    'owners.count': returning.length,
    'owners.low': share(returning, ({ level }) => level !== 'NoRisk'),
    'owners.medium': share(returning, alarm),
    'owners.high': share(returning, high),
    'first.count': first.length,
    'first.noRisk': share(first, ({ level }) => level === 'NoRisk'),
    'first.medium': share(first, alarm),
    'first.high': share(first, high),
  }
  for (const [from, to] of [
    [1, 1],
    [2, 2],
    [3, 4],
    [5, 8],
    [9, 16],
    [17, Number.POSITIVE_INFINITY],
  ] as const) {
    figures[`earlier.${from}`] = share(
      returning.filter(({ earlier }) => earlier >= from && earlier <= to),
      alarm,
    )
  }
  figures['earlier.tenth'] = share(
    returning.filter(({ earlier }) => earlier >= 9),
    alarm,
  )
  for (const attacker of attackers) {
    const probes = scored.filter(({ login }) => login.probe === 1 && login.m === attacker)
    Object.assign(figures, separation(attacker, probes.map(scoreOf), returning.map(scoreOf)))
    figures[`${attacker}.count`] = probes.length
    figures[`${attacker}.medium`] = share(probes, alarm)
    figures[`${attacker}.high`] = share(probes, high)
    const known = probes.filter(({ earlier }) => earlier >= 5)
    figures[`${attacker}.settled`] = caughtAt({ bad: known.map(scoreOf), good: settled.map(scoreOf) }, 0.02)
  }
  return figures
}

/** Area, equal error rate and shares caught of one kind of attack, under `name`. */
export function separation(name: string, bad: readonly number[], good: readonly number[]): Figures {
  const samples = { bad, good }
  return {
    [`${name}.auc`]: auc(samples),
    [`${name}.eer`]: equalErrorRate(samples),
    [`${name}.tpr1`]: caughtAt(samples, 0.01),
    [`${name}.tpr2`]: caughtAt(samples, 0.02),
    [`${name}.tpr5`]: caughtAt(samples, 0.05),
    [`${name}.tpr10`]: caughtAt(samples, 0.1),
  }
}

/** The same figures for the engine's rivals on the same logins; they learn the successes of owners. */
export function rivals(pool: BenchPool, file: LoginFile): Figures {
  const figures: Figures = {}
  const score = (baseline: Baseline) => {
    const seen = new Set<string>()
    const good: number[] = []
    const bad = { stuffing: [], naive: [], vpn: [], targeted: [] } as Record<string, number[]>
    for (const login of file.logins) {
      if (login.ok === 0 || login.known === 0) continue
      const context = circumstances(pool, login)
      if (login.probe === 1) bad[login.m ?? '']?.push(baseline.score(login.u, context))
      if (login.y === 'a') continue
      if (seen.has(login.u)) good.push(baseline.score(login.u, context))
      seen.add(login.u)
      baseline.learn(login.u, context)
    }
    return { good, bad }
  }
  const { good, bad } = score(freeman())
  for (const attacker of attackers) Object.assign(figures, separation(`freeman.${attacker}`, bad[attacker]!, good))
  for (const rule of ['either', 'both'] as const) {
    const answers = score(novelty(rule))
    figures[`rule.${rule}.owners`] = share(answers.good, (asked) => asked === 1)
    for (const attacker of attackers) {
      figures[`rule.${rule}.${attacker}`] = share(answers.bad[attacker]!, (asked) => asked === 1)
    }
  }
  return figures
}

function scoreOf({ score }: Scored): number {
  return score
}
