import { chanceOf } from './chance.ts'
import { detection, type Figures, rivals } from './detection.ts'
import { bystanders, victimItself } from './experiments/bystanders.ts'
import { alarmsPerValid, auditStreams } from './experiments/feedback-streams.ts'
import { hitsAfterFailures } from './experiments/hits.ts'
import type { Experiment } from './experiments/moment.ts'
import { hostileReport } from './experiments/office.ts'
import { poisoning } from './experiments/poisoning.ts'
import { returnsOfTheAttacker } from './experiments/returns.ts'
import { furtherVictims } from './experiments/victims.ts'
import { addressAndAgent, type LoginFile } from './login.ts'
import { ownersOf } from './owners.ts'
import { emptyPool } from './pool.ts'
import { type Mode, replay, type Scored } from './replay.ts'

/** Every so many probes an experiment is tried. */
const experiments: readonly { every: number; make: (file: LoginFile) => Experiment }[] = [
  { every: 5, make: returnsOfTheAttacker },
  { every: 4, make: hitsAfterFailures },
  { every: 10, make: ({ logins }) => furtherVictims(logins.filter(({ probe }) => probe === 1)) },
  { every: 25, make: poisoning },
  { every: 60, make: bystanders },
  { every: 4, make: victimItself },
  { every: 200, make: hostileReport },
]

/** How many records `evaluate` goes through for a file: for a progress bar. */
export function workIn({ logins }: LoginFile): number {
  const learnt = logins.filter(({ probe }) => probe !== 1).length
  const owners = logins.filter(({ y }) => y === 'o').length
  return 2 * logins.length + 3 * learnt + 2 * owners
}

/** All figures of a file: detection, rivals, effects of feedback. `tick` is called once for each record gone through. */
export function evaluate(file: LoginFile, seed: string, tick: () => void): Figures {
  const reduced = detection(scoreAll(file, tick, addressAndAgent))
  const figures: Figures = {
    ...firstPass(file, seed, tick),
    ...Object.fromEntries(Object.entries(reduced).map(([name, value]) => [`reduced.${name}`, value])),
    ...rivals(emptyPool(file.agents), file),
    ...auditStreams(file, seed, tick),
    ...alarmsPerValid(file, seed, tick),
  }
  for (const attacker of ['naive', 'vpn', 'targeted']) {
    figures[`margin.${attacker}`] = figures[`${attacker}.auc`]! - figures[`freeman.${attacker}.auc`]!
  }
  return figures
}

/** Plays a file as the protocol says and answers the scored records in their order. */
export function scoreAll(
  file: LoginFile,
  tick: () => void,
  reduce?: Parameters<typeof emptyPool>[1],
  mode: Mode = 'enforced',
): Scored[] {
  const scored: Scored[] = []
  replay(emptyPool(file.agents, reduce), file.logins, mode, { before: tick, scored: (each) => scored.push(each) })
  return scored
}

/** The protocol once more with experiments at some of the probes, which leave nothing behind. */
function firstPass(file: LoginFile, seed: string, tick: () => void): Figures {
  const pool = emptyPool(file.agents)
  const owners = ownersOf(file.logins)
  const scored: Scored[] = []
  const running = experiments.map(({ every, make }) => ({
    every,
    experiment: make(file),
    chance: chanceOf(`${seed} ${every}`),
  }))
  // Each kind of attacker is counted for itself, so that every experiment sees all of them.
  const probes = new Map<string, number>()
  replay(pool, file.logins, 'enforced', {
    before(_, position) {
      tick()
      owners.moveTo(position)
    },
    scored(each) {
      scored.push(each)
      const { probe, m } = each.login
      if (probe !== 1 || m === undefined) return
      const count = (probes.get(m) ?? 0) + 1
      probes.set(m, count)
      for (const { every, experiment, chance } of running) {
        if (count % every === 0) experiment.try({ pool, probe: each, owners, chance })
      }
    },
  })
  return { ...detection(scored), ...Object.assign({}, ...running.map(({ experiment }) => experiment.figures())) }
}
