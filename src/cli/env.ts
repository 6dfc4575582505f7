import type { Command } from 'commander'
import { settingsHere } from '../config-file.ts'
import { authorityFileFor } from './authority.ts'
import { environmentFor, variablesInTheWay } from './environment.ts'
import { say, sayJson } from './output.ts'
import { type RemoteFlags, remoteCommand, remoteOf } from './remote.ts'

/** `cognito-plus env`: what to put into the environment of other programs. */
export function envCommand(): Command {
  return remoteCommand('env', 'Print the variables that make AWS SDKs talk to the emulator.')
    .addHelpText(
      'after',
      '\nExample:\n  eval "$(cognito-plus env)" && aws cognito-idp list-user-pools --max-results 10',
    )
    .action(async (flags: RemoteFlags) => {
      const { url } = await remoteOf(flags)
      const config = await settingsHere()
      const authority = url.startsWith('https:') ? await authorityFileFor(config) : undefined
      const variables = environmentFor(url, config.region, authority)
      if (flags.json) return sayJson(variables)
      const exports = Object.entries(variables).map(([name, value]) => `export ${name}=${quoted(value)}`)
      say(`unset ${variablesInTheWay.join(' ')}`, ...exports)
    })
}

/** A value as shells read it. */
function quoted(value: string): string {
  return /^[\w@%+=:,./-]*$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`
}
