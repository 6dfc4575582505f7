import { Command } from 'commander'
import { type ControlClient, connect } from '../client/client.ts'
import { type Config, localUrl, readConfigFile, resolveConfig } from '../config.ts'
import { trustServer } from './authority.ts'
import { CliError } from './failures.ts'

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

/** The emulator that a command is for; says so in a sentence if there is none. */
export async function remoteOf(flags: RemoteFlags): Promise<ControlClient> {
  const url = flags.url ?? process.env['COGNITO_PLUS_URL'] ?? localUrl(await config())
  if (url.startsWith('https:')) await trustServer(await config())
  const fetch = async (request: Request) => {
    try {
      return await globalThis.fetch(request)
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
      throw new CliError(`No emulator answers at ${url} (${cause}). Start one with "cognito-plus start".`)
    }
  }
  return connect(url, { fetch })
}

/** The settings with which `start` would start here. */
async function config(): Promise<Config> {
  return resolveConfig({}, process.env, await readConfigFile())
}
