import { Command } from 'commander'
import { type ControlClient, connect } from '../client/client.ts'
import { localUrl } from '../config.ts'
import { settingsHere } from '../config-file.ts'
import { trustServer } from './authority.ts'
import { UsageError } from './failures.ts'

/** Flags of every command that talks to a running emulator. */
export interface RemoteFlags {
  readonly url?: string | undefined
  readonly json?: boolean | undefined
}

/** A command that talks to a running emulator. */
export function remoteCommand(name: string, says: string): Command {
  return new Command(name)
    .description(says)
    .option(
      '--url <url>',
      'Where the emulator answers. Default: that of `start` with the same settings. [COGNITO_PLUS_URL]',
    )
    .option('--json', 'Print JSON instead of text for people.')
}

/** The emulator that a command is for. */
export async function remoteOf(flags: RemoteFlags): Promise<ControlClient> {
  const url = flags.url ?? process.env['COGNITO_PLUS_URL'] ?? localUrl(await settingsHere())
  if (!/^https?:\/\/[^/]/.test(url) || !URL.canParse(url)) {
    throw new UsageError(`Expected where the emulator answers, such as http://localhost:4590, got "${url}".`)
  }
  if (url.startsWith('https:')) await trustServer(await settingsHere())
  return connect(url)
}
