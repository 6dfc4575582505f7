import { type Command, Option } from 'commander'
import { type Config, readConfigFile, resolveConfig, settings } from '../config.ts'

type Flags = Readonly<Record<string, unknown>>

/** Adds a flag for every setting, described as the README describes it. */
export function addSettings(command: Command): Command {
  for (const { flag, variable, initial, says } of Object.values(settings)) {
    const option = new Option(flag, `${says}${shownDefault(initial)} [${variable}]`)
    command.addOption(option)
  }
  return command.option('--config <file>', 'Settings from this file instead of cognito-plus.config.yaml.')
}

/** Flag > variable > file > default. */
export async function configOf(flags: Flags): Promise<Config> {
  const file = await readConfigFile(flags['config'] as string | undefined)
  const given = Object.fromEntries(Object.keys(settings).map((name) => [name, flags[name]]))
  return resolveConfig(given, process.env, file)
}

function shownDefault(initial: unknown): string {
  if (initial === '' || initial === false || (typeof initial === 'object' && Object.keys(initial ?? {}).length === 0)) {
    return ''
  }
  return ` Default: ${initial}.`
}
