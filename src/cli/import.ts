import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { seedText } from './export.ts'
import { CliError } from './failures.ts'
import { say, sayJson, withProgress } from './output.ts'
import { type RemoteFlags, remoteCommand, remoteOf } from './remote.ts'
import { countedAll, textOf } from './seed.ts'

type Flags = RemoteFlags & { output?: string; password?: string }

/** `cognito-plus import`: a pool of AWS from what its command line printed. */
export function importCommand(): Command {
  return remoteCommand('import', 'Bring a pool from AWS, from the JSON that its command line printed.')
    .argument('<file...>', 'answers in any order; those of admin-list-user-auth-events as USERNAME=FILE')
    .option('-o, --output <file>', 'Write a seed file instead of loading it into the running emulator.')
    .option('--password <text>', 'Password of all users: AWS does not give theirs away.')
    .addHelpText(
      'after',
      `
Example:
  aws cognito-idp describe-user-pool --user-pool-id $POOL > pool.json
  aws cognito-idp describe-user-pool-client --user-pool-id $POOL --client-id $CLIENT > client.json
  aws cognito-idp get-user-pool-mfa-config --user-pool-id $POOL > mfa.json
  aws cognito-idp describe-risk-configuration --user-pool-id $POOL > risk.json
  aws cognito-idp list-users --user-pool-id $POOL > users.json
  aws cognito-idp admin-list-user-auth-events --user-pool-id $POOL --username ann > ann.json
  cognito-plus import pool.json client.json mfa.json risk.json users.json ann=ann.json -o shop.yaml`,
    )
    .action(importAnswers)
}

async function importAnswers(files: readonly string[], flags: Flags): Promise<void> {
  const { seedFromAws, ImportError } = await import('../seed/import.ts')
  const answers = await Promise.all(files.map(readAnswer))
  let seed: object
  try {
    seed = seedFromAws(answers, { password: flags.password })
  } catch (error) {
    throw error instanceof ImportError ? new CliError(error.message) : error
  }
  if (flags.output !== undefined) {
    await writeFile(flags.output, await seedText(seed, flags.output.endsWith('.json')), { mode: 0o600 })
    return flags.json ? sayJson({ file: flags.output }) : say(`Wrote ${flags.output}.`)
  }
  const report = await withProgress('Importing', (await remoteOf(flags)).seed(seed))
  if (flags.json) return sayJson(report)
  say(`Imported ${countedAll(report)}.`)
}

async function readAnswer(argument: string) {
  const equals = argument.indexOf('=')
  const user = equals > 0 ? argument.slice(0, equals) : undefined
  const file = argument.slice(equals > 0 ? equals + 1 : 0)
  try {
    return { name: basename(file), content: JSON.parse(await textOf(file)) as unknown, user }
  } catch (error) {
    throw error instanceof CliError ? error : new CliError(`${file} is no JSON.`)
  }
}
