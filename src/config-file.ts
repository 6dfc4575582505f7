import { existsSync, readFileSync } from 'node:fs'
import { type Config, requireSettings, resolveConfig } from './config.ts'
import { ConfigError } from './setting-kinds.ts'

/** The file of settings in the folder from which the program is started. */
export const configFile = 'cognito-plus.config.yaml'

/** The settings with which `start` would start here: what is given, else variables, else the file, else the defaults. */
export async function settingsHere(
  given: { readonly [K in keyof Config]?: unknown } = {},
  path?: string,
): Promise<Config> {
  return resolveConfig(given, process.env, await readConfigFile(path))
}

/** The settings in the configuration file, or none where the present folder has no such file. A file that is named must exist. */
export async function readConfigFile(path?: string): Promise<Record<string, unknown>> {
  const file = path ?? configFile
  if (!existsSync(file)) {
    if (path === undefined) return {}
    throw new ConfigError(`There is no configuration file ${path}.`)
  }
  const { parse } = await import('yaml')
  let parsed: unknown
  try {
    parsed = parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new ConfigError(`${file}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`)
  }
  if (parsed === null || parsed === undefined) return {}
  if (typeof parsed !== 'object' || Array.isArray(parsed))
    throw new ConfigError(`${file}: expected one setting a line.`)
  requireSettings(Object.keys(parsed), file)
  return parsed as Record<string, unknown>
}
