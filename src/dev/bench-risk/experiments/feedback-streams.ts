import type { LearnedEvent } from '../../../domain/risk/model/context.ts'
import { relearn } from '../../../domain/risk/model/learn.ts'
import { chanceOf } from '../chance.ts'
import type { Figures } from '../detection.ts'
import type { Login, LoginFile } from '../login.ts'
import { share } from '../metrics.ts'
import { emptyPool, isAlarm } from '../pool.ts'
import { replay, type Scored } from '../replay.ts'

/** How alarms of owners and sign-ins of attackers (found out or not) are answered. */
interface Answers {
  /** Share of them that is answered. */
  readonly coverage: number
  readonly delayHours: number
  /** Share of the answers that are wrong. */
  readonly wrong: number
}

/** The whole file in audit mode, with and without answers, and with one in ten of them wrong. */
export function auditStreams(file: LoginFile, seed: string, tick: () => void): Figures {
  const logins = file.logins.filter(({ probe }) => probe !== 1)
  const run = (answers: Answers | undefined) => streamFigures(playAudit({ ...file, logins }, answers, seed, tick))
  const off = run(undefined)
  const on = run({ coverage: 0.5, delayHours: 12, wrong: 0 })
  const wrong = run({ coverage: 0.5, delayHours: 12, wrong: 0.1 })
  return {
    'audit.off.tpr': off.caught,
    'audit.off.alarms': off.alarms,
    'audit.on.tpr': on.caught,
    'audit.on.alarms': on.alarms,
    'audit.tpr': on.caught - off.caught,
    'audit.alarms': on.alarms - off.alarms,
    'wrong.tpr': wrong.caught - on.caught,
    'wrong.alarms': wrong.alarms - on.alarms,
  }
}

/** Owners only, in audit mode: what it is worth to answer every alarm with Valid. */
export function alarmsPerValid(file: LoginFile, seed: string, tick: () => void): Figures {
  const owners = { ...file, logins: file.logins.filter(({ y }) => y === 'o') }
  const without = playAudit(owners, undefined, seed, tick)
  const answered = playAudit(owners, { coverage: 1, delayHours: 0, wrong: 0 }, seed, tick)
  const alarms = (scored: readonly Scored[]) => scored.filter(isReturningAlarm).length
  return {
    'valid.removed': (alarms(without) - alarms(answered)) / answered.filter(({ level }) => isAlarm(level)).length,
    'valid.repeat.without': repeatedAlarms(without),
    'valid.repeat': repeatedAlarms(answered),
  }
}

function playAudit(file: LoginFile, answers: Answers | undefined, seed: string, tick: () => void): Scored[] {
  const pool = emptyPool(file.agents)
  const scored: Scored[] = []
  const due: { at: number; event: LearnedEvent; label: 'Valid' | 'Invalid' }[] = []
  replay(pool, file.logins, 'audit', {
    before({ t }) {
      tick()
      while (due.length > 0 && due[0]!.at <= t) {
        const { event, label } = due.shift()!
        relearn(pool.tx, event, { ...event, label })
      }
    },
    scored: (each) => scored.push(each),
    learnt(event, each) {
      if (!answers || !each || (each.login.y === 'o' && !isAlarm(each.level))) return
      // The same sign-in is answered the same way in every run.
      const chance = chanceOf(`${seed} ${each.login.i} ${each.login.t}`)
      if (!chance.happens(answers.coverage)) return
      const honest = each.login.y === 'o'
      const label = honest === chance.happens(answers.wrong) ? 'Invalid' : 'Valid'
      due.push({ at: event.at + answers.delayHours * 3_600_000, event, label })
    },
  })
  return scored
}

function streamFigures(scored: readonly Scored[]): { caught: number; alarms: number } {
  const attacks = scored.filter(({ login }) => login.y === 'a')
  const returning = scored.filter(({ login, earlier }) => login.y === 'o' && earlier >= 1)
  return {
    caught: share(attacks, ({ level }) => isAlarm(level)),
    alarms: share(returning, ({ level }) => isAlarm(level)),
  }
}

function isReturningAlarm({ level, earlier }: Scored): boolean {
  return earlier >= 1 && isAlarm(level)
}

/** Of the alarms whose circumstances the same user comes back with, the share that alarms again. */
function repeatedAlarms(scored: readonly Scored[]): number {
  const alarmed = new Set<string>()
  const repeats: boolean[] = []
  for (const each of scored) {
    const key = circumstancesOf(each.login)
    if (alarmed.delete(key)) repeats.push(isAlarm(each.level))
    if (isReturningAlarm(each)) alarmed.add(key)
  }
  return share(repeats, (again) => again)
}

function circumstancesOf({ u, ip, dev, ua }: Login): string {
  return JSON.stringify([u, ip, dev, ua])
}
