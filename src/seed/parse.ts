import { type Document, isMap, isScalar, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { closest } from '../base/similar.ts'
import { knownKeys } from './known-keys.ts'
import { type Seed, seedSchema } from './schema.ts'
import { SeedError, type SeedPath, type SeedProblem } from './seed-error.ts'

/** A seed file that has been read: what it says, and where it says it. */
export interface ParsedSeed {
  readonly seed: Seed
  /** The error for a problem that was found later. */
  locate(problem: SeedProblem): SeedError
}

/** Reads YAML or JSON. Throws `SeedError` with a line for everything that is wrong. */
export function parseSeed(text: string, name: string): ParsedSeed {
  const source = readSource(text, name)
  const result = seedSchema.safeParse(source.value ?? {})
  if (!result.success) {
    const lines = result.error.issues.flatMap((issue) => linesOf(issue, [], source))
    throw new SeedError(lines.join('\n'))
  }
  return {
    seed: result.data,
    locate: ({ path, message }) => new SeedError(`${source.where(path)} ${message}`),
  }
}

interface Source {
  readonly value: unknown
  /** `file:line:column` of the value at a path, or of its key; of the nearest value above where it is absent. */
  where(path: SeedPath, key?: boolean): string
}

/** JSON is read by the faster reader; its positions are found by the other one, when something is wrong. */
function readSource(text: string, name: string): Source {
  let located: { document: Document.Parsed; lines: LineCounter } | undefined
  const locate = () => {
    if (located) return located
    const lines = new LineCounter()
    located = { document: parseDocument(text, { lineCounter: lines, prettyErrors: false }), lines }
    return located
  }
  const where: Source['where'] = (path, key = false) => {
    const { document, lines } = locate()
    const { line, col } = lines.linePos(offsetOf(document, path, key))
    return `${name}:${line}:${col}:`
  }
  const json = parseJson(text)
  if (json !== undefined) return { value: json, where }

  const { document, lines } = locate()
  if (document.errors.length > 0) {
    const messages = document.errors.map((error) => {
      const { line, col } = lines.linePos(error.pos[0])
      return `${name}:${line}:${col}: ${error.message}`
    })
    throw new SeedError(messages.join('\n'))
  }
  return { value: document.toJS(), where }
}

function parseJson(text: string): unknown {
  if (!/^\s*\{/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function offsetOf(document: Document.Parsed, path: SeedPath, key: boolean): number {
  for (let length = path.length; length > 0; length--) {
    const step = path[length - 1]
    const parent = document.getIn(path.slice(0, length - 1), true)
    if ((key || length < path.length) && isMap(parent)) {
      const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === step)
      if (pair && isScalar(pair.key)) return pair.key.range?.[0] ?? 0
    }
    const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined
    if (node?.range) return node.range[0]
  }
  return document.contents?.range[0] ?? 0
}

function linesOf(issue: z.core.$ZodIssue, above: SeedPath, source: Source): string[] {
  const path = [...above, ...(issue.path as (string | number)[])]
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(seedSchema, path)
    return issue.keys.map((key) => {
      const meant = closest(key, known)
      const hint = meant ? `Did you mean "${meant}"?` : `There may be: ${known.join(', ')}.`
      return `${source.where([...path, key], true)} there is no "${key}" here. ${hint}`
    })
  }
  // Of alternatives the one that came nearest is what was meant.
  if (issue.code === 'invalid_union' && issue.errors.some((errors) => errors.length > 0)) {
    const nearest = issue.errors.toSorted((a, b) => strangeKeys(a) - strangeKeys(b) || a.length - b.length)[0]!
    return nearest.flatMap((inner) => linesOf(inner, path, source))
  }
  return [
    `${source.where(path)} ${[...path].filter((step) => typeof step === 'string').at(-1) ?? 'seed'}: ${issue.message}`,
  ]
}

function strangeKeys(issues: readonly z.core.$ZodIssue[]): number {
  return issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 0), 0)
}
