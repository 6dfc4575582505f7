import { Command, CommanderError } from 'commander'
import { version } from '../version.ts'
import { doctorCommand } from './doctor.ts'
import { envCommand } from './env.ts'
import { execCommand } from './exec.ts'
import { explainCommand } from './explain.ts'
import { exportCommand } from './export.ts'
import { exitCodeOf, sentenceFor } from './failures.ts'
import { feedbackCommand } from './feedback.ts'
import { importCommand } from './import.ts'
import { inboxCommand } from './inbox.ts'
import { initCommand } from './init.ts'
import { replayCommand } from './replay.ts'
import { resetCommand } from './reset.ts'
import { seedCommand } from './seed.ts'
import { simulateCommand } from './simulate.ts'
import { snapshotCommand } from './snapshot.ts'
import { startCommand } from './start.ts'

/** Runs the command line and sets the exit code: 0 done, 1 it did not work, 2 it was asked wrongly. */
export async function run(args: readonly string[]): Promise<void> {
  try {
    await createProgram().parseAsync(withDefaultCommand(args), { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return
    process.exitCode = exitCodeOf(error)
    // Commander has said already what it does not understand.
    if (!(error instanceof CommanderError)) process.stderr.write(`${sentenceFor(error)}\n`)
  }
}

/** The whole command line. */
export function createProgram(): Command {
  const program = new Command('cognito-plus')
    .description('Amazon Cognito user pools on your own machine, threat protection included.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: true })
    .enablePositionalOptions()
    .exitOverride()
    .addHelpText('after', '\nWithout a command, cognito-plus starts the server: see "cognito-plus start --help".')
  for (const make of commands) program.addCommand(inheriting(make()))
  return program
}

const commands = [
  startCommand,
  execCommand,
  initCommand,
  seedCommand,
  exportCommand,
  importCommand,
  resetCommand,
  snapshotCommand,
  simulateCommand,
  explainCommand,
  feedbackCommand,
  inboxCommand,
  replayCommand,
  doctorCommand,
  envCommand,
]

/** Sub-commands report their usage errors in the same way as the program. */
function inheriting(command: Command): Command {
  for (const inner of command.commands) inheriting(inner)
  return command.exitOverride().helpOption('-h, --help', 'print help').showSuggestionAfterError()
}

const ofTheProgram = new Set(['-h', '--help', '-V', '--version'])

/** `start` unless a command (or help, or the version) is asked for. */
function withDefaultCommand(args: readonly string[]): string[] {
  const [first] = args
  const named = first !== undefined && (!first.startsWith('-') || ofTheProgram.has(first))
  return named ? [...args] : ['start', ...args]
}
