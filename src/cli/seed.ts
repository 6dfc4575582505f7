import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { ControlApiError } from '../client/send.ts'
import type { SeedReport } from '../client/types.ts'
import { CliError } from './failures.ts'
import { counted, say, sayJson, withProgress } from './output.ts'
import { type RemoteFlags, remoteCommand, remoteOf } from './remote.ts'
import { withSeed } from './with-seed.ts'

/** `cognito-plus seed`: seed files for a running emulator. */
export function seedCommand(): Command {
  return remoteCommand('seed', 'Load seed files into a running emulator.')
    .argument('<file...>', 'YAML or JSON')
    .option('--check', 'Only say whether the files can be loaded, each by itself; no emulator is needed.')
    .addHelpText('after', '\nExamples:\n  cognito-plus seed shop.yaml\n  cognito-plus seed --check *.yaml')
    .action(async (files: readonly string[], flags: RemoteFlags & { check?: boolean }) => {
      for (const file of files) await (flags.check ? check(file, flags) : load(file, flags))
    })
}

async function load(file: string, flags: RemoteFlags): Promise<void> {
  const remote = await remoteOf(flags)
  const text = await textOf(file)
  const report = await withProgress(`Loading ${file}`, remote.seed(text)).catch((error: unknown) => {
    if (!(error instanceof ControlApiError)) throw error
    throw new CliError(error.message.replaceAll('request body:', `${file}:`))
  })
  if (flags.json) return sayJson({ file, ...report })
  say(`${file}: ${report.loaded ? countedAll(report) : 'loaded already'}.`)
}

/** `1 pool, 3 users, 211 events` */
export function countedAll({ pools, users, events }: SeedReport): string {
  return [counted(pools, 'pool'), counted(users, 'user'), counted(events, 'event')].join(', ')
}

async function check(file: string, flags: RemoteFlags): Promise<void> {
  await withSeed(file, async () => {})
  if (flags.json) return sayJson({ file, ok: true })
  say(`${file}: fine.`)
}

/** The text of a file, or a sentence that names it. */
export async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new CliError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}
