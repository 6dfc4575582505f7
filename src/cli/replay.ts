import type { Command } from 'commander'
import type { ControlApi } from '../client/client.ts'
import type { ReplayPolicy } from '../client/reports.ts'
import { momentFrom, numberFrom } from './arguments.ts'
import { CliError } from './failures.ts'
import { say, sayJson, table, withProgress } from './output.ts'
import { type RemoteFlags, remoteCommand, remoteOf } from './remote.ts'
import { textOf } from './seed.ts'
import { withSeed } from './with-seed.ts'

interface Flags extends RemoteFlags {
  pool: string
  policy: string
  since?: string
  listed: number
}

/** `cognito-plus replay`: the past under another policy. */
export function replayCommand(): Command {
  return remoteCommand('replay', 'Judge the sign-ins of a pool under another policy; nothing is changed.')
    .argument('[history]', 'seed file whose pool is judged, in an emulator of its own; the running one unless given')
    .requiredOption('--pool <id>', 'User pool.')
    .requiredOption('--policy <file>', 'RiskConfiguration as the API has it, and thresholds; YAML or JSON.')
    .option('--since <time>', 'Only sign-ins from this moment on (ISO 8601).', momentFrom)
    .option('--listed <n>', 'How many changes are listed one by one.', numberFrom(0), 20)
    .addHelpText(
      'after',
      `
Examples:
  cognito-plus replay --pool us-east-1_DemoShop1 --policy policy.yaml
  cognito-plus replay history.yaml --pool us-east-1_DemoShop1 --policy policy.yaml --json

A policy:
  thresholds: { high: 2 }
  AccountTakeoverRiskConfiguration:
    Actions:
      HighAction: { Notify: true, EventAction: BLOCK }`,
    )
    .action(replay)
}

async function replay(history: string | undefined, flags: Flags): Promise<void> {
  const policy = await readPolicy(flags.policy)
  const options = { listed: flags.listed, ...(flags.since !== undefined && { since: flags.since }) }
  const judge = (emulator: ControlApi) => emulator.replay(flags.pool, policy, options)
  const work = history === undefined ? judge(await remoteOf(flags)) : withSeed(history, judge)
  const report = await withProgress('Replaying', work)
  if (flags.json) return sayJson(report)
  const { attempts, labelled, before, after, changed, changes } = report
  say(
    `${attempts} sign-ins (${labelled.owners} known to be the owner's, ${labelled.attackers} somebody else's), ${changed} judged otherwise.`,
    '',
    ...table(
      ['', 'before', 'after'],
      [
        ...(['NoRisk', 'Low', 'Medium', 'High'] as const).map((level) => [
          level,
          ...[before, after].map((t) => count(t.levels[level])),
        ]),
        ...(['allow', 'challenge', 'block'] as const).map((end) => [
          end,
          ...[before, after].map((t) => count(t.outcomes[end])),
        ]),
        ['false alarms', ...[before, after].map((tally) => share(tally.falseAlarmRate))],
        ['attackers stopped', ...[before, after].map((tally) => share(tally.alarmRate))],
      ],
    ),
  )
  if (changes.length === 0) return
  const judged = ({ level, outcome }: { level: string; outcome: string }) => `${level}, ${outcome}`
  const rows = changes.map((change) => [
    change.at,
    change.username,
    judged(change.before),
    judged(change.after),
    change.eventId,
  ])
  say('', ...table(['at', 'user', 'before', 'after', 'event'], rows))
}

async function readPolicy(file: string): Promise<ReplayPolicy> {
  try {
    // The emulator checks what is in it.
    return (await import('yaml')).parse(await textOf(file)) as ReplayPolicy
  } catch (error) {
    if (error instanceof CliError) throw error
    throw new CliError(`${file}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`)
  }
}

function count(value: number | undefined): string {
  return String(value ?? 0)
}

function share(rate: number | null): string {
  return rate === null ? '-' : `${(100 * rate).toFixed(1)} %`
}
