import type { z } from 'zod'
import { closest } from '../base/similar.ts'
import { knownKeys } from './known-keys.ts'
import type { SeedPath } from './seed-error.ts'
import type { Source } from './source.ts'

/** Something wrong: where it stands, and a sentence about it. */
export interface Complaint {
  readonly path: SeedPath
  readonly says: string
  /** Whether it is about the key and not about its value. */
  readonly key?: boolean
  /** For a key that nobody knows, the one that was probably meant. */
  readonly meant?: string | undefined
}

/** What a schema has to say about a part of a file; `above` leads from the top to that part. */
export function complaintsOf(schema: z.ZodType, source: Source, above: SeedPath = []): Complaint[] {
  const result = schema.safeParse(valueAt(source.value, above))
  if (result.success) return []
  return result.error.issues.flatMap((issue) => complaintsAbout(issue, [], { schema, source, above }))
}

/** One line for each complaint, in the order of the text, without those that another one explains. */
export function linesOf(complaints: readonly Complaint[], source: Source): string[] {
  const name = (path: SeedPath) => JSON.stringify(path)
  const misspelt = new Set(
    complaints.flatMap(({ path, meant }) => (meant === undefined ? [] : [name([...path.slice(0, -1), meant])])),
  )
  // Who misspells a key need not be told that the right one is missing.
  return complaints
    .filter(({ path, key }) => key || !misspelt.has(name(path)) || valueAt(source.value, path) !== undefined)
    .sort((a, b) => source.before(a.path, a.key) - source.before(b.path, b.key))
    .map(({ path, says, key }) => `${source.where(path, key)} ${says}`)
}

/** The value at the end of a path, or undefined. */
export function valueAt(value: unknown, path: SeedPath): unknown {
  return path.reduce<unknown>(
    (found, step) => (typeof found === 'object' && found !== null ? (found as never)[step] : undefined),
    value,
  )
}

interface Subject {
  readonly schema: z.ZodType
  readonly source: Source
  readonly above: SeedPath
}

function complaintsAbout(issue: z.core.$ZodIssue, within: SeedPath, subject: Subject): Complaint[] {
  const inner = [...within, ...(issue.path as SeedPath)]
  const path = [...subject.above, ...inner]
  const value = valueAt(subject.source.value, path)
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(subject.schema, inner)
    return issue.keys.map((key) => {
      const meant = closest(key, known)
      const hint = meant ? `Did you mean "${meant}"?` : `There may be: ${known.join(', ')}.`
      return { path: [...path, key], key: true, meant, says: `there is no "${key}" here. ${hint}` }
    })
  }
  // Of alternatives the one that came nearest is what was meant.
  if (issue.code === 'invalid_union' && value !== undefined && issue.errors.some((errors) => errors.length > 0)) {
    const nearest = issue.errors.toSorted((a, b) => strangeKeys(a) - strangeKeys(b) || a.length - b.length)[0]!
    return nearest.flatMap((one) => complaintsAbout(one, inner, subject))
  }
  const name = path.filter((step) => typeof step === 'string').at(-1) ?? 'seed'
  const isSecret = path.some((step) => typeof step === 'string' && secretKeys.test(step))
  const says = value === undefined ? `${name} is missing.` : `${name}: ${sentenceFor(issue, value, isSecret)}`
  return [{ path, says }]
}

function sentenceFor(issue: z.core.$ZodIssue, value: unknown, isSecret: boolean): string {
  const got = `got ${isSecret ? kindOf(value) : shown(value)}.`
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${kinds[issue.expected] ?? issue.expected}, ${got}${quotesFor(issue.expected, value)}`
    case 'invalid_value':
      return `expected ${oneOf(issue.values.map(String))}, ${got}${meantOf(issue.values.map(String), value)}`
    case 'too_small':
      return `expected ${measure(issue.origin, issue.inclusive === false ? 'more than' : 'at least', issue.minimum)}, ${got}`
    case 'too_big':
      return `expected ${measure(issue.origin, issue.inclusive === false ? 'less than' : 'at most', issue.maximum)}, ${got}`
    default:
      if (!/^expected\b/.test(issue.message)) return issue.message
      return typeof value === 'object' ? `${issue.message}.` : `${issue.message}, ${got}`
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
  boolean: 'true or false',
  number: 'a number',
  int: 'a whole number',
}

/** YAML takes `0123`, `+49123` and `true` for something else than text. */
function quotesFor(expected: string, value: unknown): string {
  return expected === 'string' && ['number', 'boolean'].includes(typeof value) ? ' Put it in quotes.' : ''
}

function oneOf(values: readonly string[]): string {
  if (values.length > 12) return `one of ${values.length} words`
  return values.length === 1 ? values[0]! : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`
}

function meantOf(values: readonly string[], value: unknown): string {
  const meant = typeof value === 'string' ? closest(value, values) : undefined
  return meant === undefined ? '' : ` Did you mean "${meant}"?`
}

function measure(origin: string, relation: string, limit: number | bigint): string {
  if (origin === 'string') return `${relation} ${limit} characters`
  if (origin === 'array') return `${relation} ${limit} entries`
  return `a number of ${relation} ${limit}`
}

/** Keys whose values are not repeated in messages. */
const secretKeys =
  /^(password|temporaryPassword|passwordHash|compromisedPassword(s|Hashes)|secret|ClientSecret|client_secret|totp)$/

/** A value in a few words. */
function shown(value: unknown): string {
  if (typeof value === 'object') return kindOf(value)
  const text = typeof value === 'string' ? `"${value}"` : String(value)
  return text.length > 60 ? `${text.slice(0, 57)}…"` : text
}

function kindOf(value: unknown): string {
  if (value === null) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  return kinds[typeof value] ?? typeof value
}

function strangeKeys(issues: readonly z.core.$ZodIssue[]): number {
  return issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 0), 0)
}
