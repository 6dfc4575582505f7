import { type Command, Option } from 'commander'
import { type Config, settings } from '../config.ts'
import { settingsHere } from '../config-file.ts'

type Flags = Readonly<Record<string, unknown>>

/** Adds a flag for every setting, described as the README describes it; a command may have `defaults` of its own. */
export function addSettings(command: Command, defaults: { readonly [K in keyof Config]?: string } = {}): Command {
  for (const [name, { flag, variable, initial, says }] of Object.entries(settings)) {
    const initially = defaults[name as keyof Config] ?? initial
    command.addOption(new Option(flag, `${says}${shownDefault(initially)} [${variable}]`))
  }
  return command.option('--config <file>', 'Settings from this file instead of cognito-plus.config.yaml.')
}

/** Flag > variable > file > default. */
export async function configOf(flags: Flags): Promise<Config> {
  const given = Object.fromEntries(Object.keys(settings).map((name) => [name, flags[name]]))
  return settingsHere(given, flags['config'] as string | undefined)
}

function shownDefault(initial: unknown): string {
  if (initial === '' || initial === false || (typeof initial === 'object' && Object.keys(initial ?? {}).length === 0)) {
    return ''
  }
  return ` Default: ${initial}.`
}
