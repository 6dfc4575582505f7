import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { ControlApiError } from '../client/send.ts'
import type { Config } from '../config.ts'
import { settingsHere } from '../config-file.ts'
import { seedText } from './export.ts'
import { CliError } from './failures.ts'
import { say, sayJson, withProgress } from './output.ts'
import { type RemoteFlags, remoteCommand, remoteOf } from './remote.ts'
import { countedAll, textOf } from './seed.ts'

type Flags = RemoteFlags & { output?: string; password?: string }

/** `cognito-plus import`: a pool of AWS from what its command line printed. */
export function importCommand(): Command {
  return remoteCommand('import', 'Bring a pool from AWS, from the JSON that its command line printed.')
    .argument('<file...>', 'answers in any order; those about one user (auth events, groups) as USERNAME=FILE')
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
  aws cognito-idp list-groups --user-pool-id $POOL > groups.json
  aws cognito-idp list-users --user-pool-id $POOL > users.json
  aws cognito-idp admin-list-user-auth-events --user-pool-id $POOL --username ann > ann.json
  cognito-plus import pool.json client.json mfa.json risk.json groups.json users.json ann=ann.json -o shop.yaml

Answers of describe-identity-provider, list-resource-servers, describe-user-pool-domain, get-log-delivery-configuration
and admin-list-groups-for-user are understood as well.`,
    )
    .action(importAnswers)
}

async function importAnswers(files: readonly string[], flags: Flags): Promise<void> {
  const { homeOf, seedFromAws, ImportError } = await import('../seed/import.ts')
  const answers = await Promise.all(files.map(readAnswer))
  let seed: object
  try {
    seed = seedFromAws(answers, { password: flags.password })
  } catch (error) {
    throw error instanceof ImportError ? new CliError(error.message) : error
  }
  const hint = hintFor(homeOf(answers), await settingsHere())
  if (flags.output !== undefined) {
    await writeFile(flags.output, await seedText(seed, flags.output.endsWith('.json')), { mode: 0o600 })
    return flags.json ? sayJson({ file: flags.output }) : say(`Wrote ${flags.output}.${hint}`)
  }
  const report = await withProgress('Importing', (await remoteOf(flags)).seed(seed)).catch((error: unknown) => {
    throw error instanceof ControlApiError ? new CliError(`${error.message}${hint}`) : error
  })
  if (flags.json) return sayJson(report)
  say(`Imported ${countedAll(report)}.`)
}

/** Functions, roles and senders have to be of the region and the account of the pool. */
function hintFor(home: Pick<Config, 'region' | 'account'> | undefined, { region, account }: Config): string {
  if (!home || (home.region === region && home.account === account)) return ''
  const { region: itsRegion, account: itsAccount } = home
  return ` The pool is at home in ${itsRegion}, account ${itsAccount}: start with --region ${itsRegion} --account ${itsAccount}.`
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
