import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { createCore } from '../core.ts'
import { listen, stop } from '../server.ts'
import { environmentFor, variablesInTheWay } from './environment.ts'
import { CliError } from './failures.ts'
import { progressBar } from './output.ts'
import { addSettings, configOf } from './setting-options.ts'

/** `cognito-plus exec -- <command>`: an emulator for as long as another program runs. */
export function execCommand(): Command {
  return addSettings(new Command('exec'), { port: 'a free one', data: 'none, in memory', logLevel: 'error' })
    .description(
      'Start an emulator, run a command with its endpoint in the environment, stop it, and pass on the exit code.',
    )
    .argument('<command...>', 'the command and its arguments, after --')
    .passThroughOptions()
    .addHelpText(
      'after',
      '\nExamples:\n  cognito-plus exec -- npm test\n  cognito-plus exec --seed shop.yaml -- pytest -q',
    )
    .action(exec)
}

async function exec(words: readonly string[], flags: Record<string, unknown>): Promise<void> {
  // In memory and on a free port, so that any number of them run side by side.
  const config = await configOf({ memory: flags['data'] === undefined, port: 0, logLevel: 'error', ...flags })
  const core = createCore(config)
  try {
    await core.prepare({ progress: progressBar('Seeding users') })
    const server = await listen(core)
    try {
      process.exitCode = await withAuthority(core.authority, (file) =>
        run(words, { ...withoutProfile(process.env), ...environmentFor(core.baseUrl, config.region, file) }),
      )
    } finally {
      await stop(server)
    }
  } finally {
    core.close()
  }
}

function withoutProfile(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const inTheWay: readonly string[] = variablesInTheWay
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !inTheWay.includes(name)))
}

/** Does something while there is a file with the certificate that the emulator made, if it made one. */
async function withAuthority<T>(pem: string | undefined, deed: (file?: string) => Promise<T>): Promise<T> {
  if (pem === undefined) return deed()
  const folder = mkdtempSync(join(tmpdir(), 'cognito-plus-'))
  try {
    const file = join(folder, 'ca.pem')
    writeFileSync(file, pem)
    return await deed(file)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The exit code of a command; 128 and the number of the signal where it was killed, as shells count. */
function run([program, ...args]: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program!, args, { env, stdio: 'inherit', shell: process.platform === 'win32' })
    const pass = (signal: NodeJS.Signals) => {
      // A terminal sends Ctrl-C to the command as well; the same once more makes many programs give up at once.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    }
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
    for (const signal of signals) process.on(signal, pass)
    child.once('error', (error) => reject(new CliError(`${program} cannot be started: ${error.message}.`)))
    child.once('exit', (code, signal) => {
      for (const name of signals) process.off(name, pass)
      resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM'])
    })
  })
}
