import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import { settingsHere } from '../config-file.ts'
import { CliError, UsageError } from './failures.ts'
import { say, sayJson } from './output.ts'
import { type RemoteFlags, remoteCommand, remoteOf } from './remote.ts'

/** `cognito-plus snapshot`: states to come back to. */
export function snapshotCommand(): Command {
  const folder = 'Folder of the snapshots. Default: snapshots in the --data folder.'
  return new Command('snapshot')
    .description('Save and restore the whole state of a running emulator.')
    .addCommand(
      remoteCommand('save', 'Save the state under a name.')
        .argument('<name>')
        .option('--dir <dir>', folder)
        .action(save),
    )
    .addCommand(
      remoteCommand('restore', 'Go back to a saved state.')
        .argument('<name>')
        .option('--dir <dir>', folder)
        .action(restore),
    )
    .addCommand(
      new Command('list')
        .description('List what has been saved.')
        .option('--dir <dir>', folder)
        .option('--json', 'Print JSON instead of text for people.')
        .action(list),
    )
    .addHelpText(
      'after',
      `
Example:
  cognito-plus snapshot save before-the-test
  cognito-plus snapshot restore before-the-test`,
    )
}

type Flags = RemoteFlags & { dir?: string }

async function save(name: string, flags: Flags): Promise<void> {
  const image = await (await remoteOf(flags)).snapshot()
  const file = await fileOf(name, flags)
  await mkdir(join(file, '..'), { recursive: true })
  // Passwords, keys and messages are in it.
  await writeFile(file, image, { mode: 0o600 })
  if (flags.json) return sayJson({ name, file, bytes: image.length })
  say(`Saved ${name} (${Math.ceil(image.length / 1024)} kB) to ${file}.`)
}

async function restore(name: string, flags: Flags): Promise<void> {
  const file = await fileOf(name, flags)
  const image = await readFile(file).catch(() => {
    throw new CliError(`There is no snapshot ${name} (${file}).`)
  })
  await (await remoteOf(flags)).restore(image)
  if (flags.json) return sayJson({ name, file })
  say(`The emulator is back at ${name}.`)
}

async function list(flags: Flags): Promise<void> {
  const files = await readdir(await folderOf(flags)).catch(() => [])
  const names = files.filter((file) => file.endsWith('.sqlite')).map((file) => file.replace(/\.sqlite$/, ''))
  if (flags.json) return sayJson(names.sort())
  say(...(names.length === 0 ? ['Nothing has been saved yet.'] : names.sort()))
}

async function fileOf(name: string, flags: Flags): Promise<string> {
  if (!/^[\w.-]+$/.test(name))
    throw new UsageError(`A name has letters, digits, ".", "-" and "_" only: ${name} does not.`)
  return join(await folderOf(flags), `${name}.sqlite`)
}

async function folderOf({ dir }: Flags): Promise<string> {
  return dir ?? join((await settingsHere()).data, 'snapshots')
}
