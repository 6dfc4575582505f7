import { operationNames } from '../api/generated/model.ts'
import { type Complaint, complaintsOf, linesOf, valueAt } from './complaints.ts'
import { historyKind } from './history-schema.ts'
import { apiInput } from './model-schema.ts'
import { type Seed, seedSchema } from './schema.ts'
import { SeedError, type SeedPath, type SeedProblem } from './seed-error.ts'
import { readSource, type Source } from './source.ts'

/** A seed file that has been read: what it says, and where it says it. */
export interface ParsedSeed {
  readonly seed: Seed
  /** The error for a problem that was found later. */
  locate(problem: SeedProblem): SeedError
}

/** Reads YAML or JSON. Throws `SeedError` with a line for everything that is wrong. */
export function parseSeed(text: string, name: string): ParsedSeed {
  const source = readSource(text, name)
  const read = { ...source, value: withoutExtensions(source.value ?? {}) }
  const result = seedSchema.safeParse(read.value)
  const complaints = [...(result.success ? [] : complaintsAboutSeed(read)), ...complaintsAboutCalls(read)]
  if (complaints.length > 0) throw new SeedError(linesOf(complaints, read).join('\n'))
  return {
    seed: result.data!,
    locate: ({ path, message }) => new SeedError(`${source.where(path)} ${message}`),
  }
}

/** Keys at the top that begin with `x-` are for anchors, and nobody else's business. */
function withoutExtensions(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([key]) => !key.startsWith('x-')))
}

/** The rows of histories have two forms: what is wrong with one is said about the form that was meant. */
function complaintsAboutSeed(source: Source): Complaint[] {
  const all = complaintsOf(seedSchema, source)
  const rows = new Map(all.flatMap(({ path }) => (path[4] === 'history' && path.length > 5 ? [rowOf(path)] : [])))
  const others = all.filter(({ path }) => path[4] !== 'history' || path.length <= 5)
  return [
    ...others,
    ...[...rows.values()].flatMap((row) => complaintsOf(historyKind(valueAt(source.value, row)), source, row)),
  ]
}

function rowOf(path: SeedPath): [name: string, path: SeedPath] {
  const row = path.slice(0, 6)
  return [row.join(), row]
}

/** What calls are given is not ours to say; but nobody means a member that the API does not have. */
function complaintsAboutCalls(source: Source): Complaint[] {
  return listAt(source, ['pools']).flatMap((pool) =>
    listAt(source, [...pool, 'calls']).flatMap((call) => {
      const { operation } = valueAt(source.value, call) as { operation?: unknown }
      const input = [...call, 'input']
      const named = operationNames.find((one) => one === operation)
      if (named === undefined || valueAt(source.value, input) === undefined) return []
      return complaintsOf(apiInput(named, []), source, input)
    }),
  )
}

/** The paths of the mappings in a list. */
function listAt({ value }: Source, path: SeedPath): SeedPath[] {
  const list = valueAt(value, path)
  if (!Array.isArray(list)) return []
  return list.flatMap((entry, i) => (typeof entry === 'object' && entry !== null ? [[...path, i]] : []))
}
