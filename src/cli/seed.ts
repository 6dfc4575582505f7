import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { CliError } from './failures.ts'
import { say, sayJson, withProgress } from './output.ts'
import { type RemoteFlags, remoteCommand, remoteOf } from './remote.ts'

/** `cognito-plus seed`: seed files for a running emulator. */
export function seedCommand(): Command {
  return remoteCommand('seed', 'Load seed files into a running emulator.')
    .argument('<file...>', 'YAML or JSON')
    .option('--check', 'Only say whether the files can be read; no emulator is needed.')
    .action(async (files: readonly string[], flags: RemoteFlags & { check?: boolean }) => {
      for (const file of files) await (flags.check ? check(file, flags) : load(file, flags))
    })
}

async function load(file: string, flags: RemoteFlags): Promise<void> {
  const remote = await remoteOf(flags)
  const text = await textOf(file)
  const report = await withProgress(`Loading ${file}`, remote.seed(text)).catch((error: Error) => {
    throw new CliError(error.message.replaceAll('request body:', `${file}:`))
  })
  if (flags.json) return sayJson({ file, ...report })
  const { pools, users, events } = report
  say(report.loaded ? `${file}: ${pools} pools, ${users} users, ${events} events.` : `${file}: loaded already.`)
}

async function check(file: string, flags: RemoteFlags): Promise<void> {
  const { parseSeed } = await import('../seed/parse.ts')
  parseSeed(await textOf(file), file)
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
