import type { LogService } from './domain/risk/log-destination.ts'
import type { TriggerHandler } from './edges/triggers.ts'
import type { TextKind } from './setting-texts.ts'

/** One setting: where it can be given, what it is when it is not, and one sentence for the README. */
export interface Setting<T> {
  readonly variable: string
  /** As commander writes it. */
  readonly flag: string
  readonly initial: T
  readonly says: string
  /** Reads what a flag, a variable or the file holds; throws a `ConfigError` for what it cannot read. */
  readonly read: (given: unknown) => T
}

/** A setting that cannot be read; the message names it. */
export class ConfigError extends Error {}

/** A text of some kind, any text unless given. */
export const text = (
  variable: string,
  flag: string,
  initial: string,
  says: string,
  kind?: TextKind,
): Setting<string> => ({
  variable,
  flag,
  initial,
  says,
  read: (given) => checked(String(given), kind),
})

/** Several texts of some kind: a list, or one text with commas. */
export const list = (variable: string, flag: string, says: string, kind?: TextKind): Setting<readonly string[]> => ({
  variable,
  flag,
  initial: [],
  says,
  read: (given) =>
    (Array.isArray(given) ? given.map(String) : String(given).split(','))
      .filter((part) => part !== '')
      .map((part) => checked(part, kind)),
})

function checked(text: string, kind: TextKind | undefined): string {
  if (!kind || kind.fits(text)) return text
  throw new ConfigError(`expected ${kind.what}${kind.secret ? '' : `, got "${text}"`}`)
}

/** Functions for triggers by name: an object, or texts of the form name=target. */
export const pairs = (
  variable: string,
  flag: string,
  says: string,
): Setting<Readonly<Record<string, TriggerHandler>>> => ({
  variable,
  flag,
  initial: {},
  says,
  read: (given) => {
    if (typeof given === 'object' && given !== null && !Array.isArray(given)) {
      return given as Record<string, TriggerHandler>
    }
    const parts = Array.isArray(given) ? given.map(String) : String(given).split(',')
    return Object.fromEntries(parts.filter((part) => part !== '').map(pair))
  },
})

function pair(text: string): [name: string, value: string] {
  const equals = text.indexOf('=')
  if (equals < 1) throw new ConfigError(`expected name=value, got "${text}"`)
  return [text.slice(0, equals), text.slice(equals + 1)]
}

type LogEndpoints = Readonly<Partial<Record<LogService, string>>>

/** Where services answer: an object, or URLs with or without the name of a service before them. */
export const logEndpoints = (variable: string, flag: string, says: string): Setting<LogEndpoints> => ({
  variable,
  flag,
  initial: {},
  says,
  read: (given) => {
    if (typeof given === 'object' && given !== null && !Array.isArray(given)) return given as LogEndpoints
    const parts = Array.isArray(given) ? given.map(String) : String(given).split(',')
    return Object.assign({}, ...parts.filter((part) => part !== '').map(logEndpoint)) as LogEndpoints
  },
})

/** `<url>` for all services, or `<service>=<url>` for one. */
function logEndpoint(text: string): LogEndpoints {
  const [, service, url = ''] = /^(?:(logs|firehose|s3)=)?(https?:.+)$/.exec(text) ?? []
  if (!URL.canParse(url)) throw new ConfigError(`expected a URL, or one after logs=, firehose= or s3=, got "${text}"`)
  return service === undefined ? { logs: url, firehose: url, s3: url } : { [service]: url }
}

/** Nothing, `kms`, or 32 bytes in base64. */
export const wrappingKey = (variable: string, flag: string, says: string): Setting<string> => ({
  variable,
  flag,
  initial: '',
  says,
  read: (given) => {
    const key = String(given)
    if (key === '' || key === 'kms' || Buffer.from(key, 'base64').length === 32) return key
    throw new ConfigError('expected kms, or 32 bytes in base64')
  },
})

/** A switch that is off unless given. */
export const toggle = (variable: string, flag: string, says: string): Setting<boolean> => ({
  variable,
  flag,
  initial: false,
  says,
  read: (given) => {
    if (given === true || given === 'true' || given === '1') return true
    if (given === false || given === 'false' || given === '0' || given === '') return false
    throw new ConfigError(`expected true or false, got "${given}"`)
  },
})

/** A key and its certificate, both as PEM. */
export interface TlsIdentity {
  readonly cert: string
  readonly key: string
}

/** Whether to speak TLS with a certificate of one's own, or the certificate to speak it with. */
export const tlsIdentity = (variable: string, flag: string, says: string): Setting<boolean | TlsIdentity> => {
  const plain = toggle(variable, flag, says)
  return {
    ...plain,
    read: (given) => {
      if (typeof given !== 'object' || given === null) return plain.read(given)
      const { cert, key } = given as Partial<TlsIdentity>
      if (typeof cert === 'string' && typeof key === 'string') return { cert, key }
      throw new ConfigError('expected true, false, or cert and key as PEM')
    },
  }
}

/** A number within a range. */
export const number = (
  variable: string,
  flag: string,
  initial: number,
  says: string,
  range: { min: number; max: number },
): Setting<number> => ({
  variable,
  flag,
  initial,
  says,
  read: (given) => {
    const value = typeof given === 'string' && given.trim() !== '' ? Number(given) : given
    if (typeof value === 'number' && Number.isFinite(value) && value >= range.min && value <= range.max) return value
    throw new ConfigError(`expected a number from ${range.min} to ${range.max}, got "${given}"`)
  },
})

/** One of several words; the first unless given. */
export const choice = <const T extends string>(
  variable: string,
  flag: string,
  choices: readonly T[],
  says: string,
): Setting<T> => ({
  variable,
  flag,
  initial: choices[0]!,
  says,
  read: (given) => {
    const found = choices.find((option) => option === given)
    if (found === undefined) throw new ConfigError(`expected ${choices.join(' or ')}, got "${given}"`)
    return found
  },
})
