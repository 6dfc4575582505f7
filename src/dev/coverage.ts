/** What the code and its tests cover of the service model, measured from their text. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { modelOf, operationNames, shapes } from '../api/generated/model.ts'
import type { ErrorName, OperationName } from '../api/generated/types.ts'
import { ignoredMembers, inertMembers, shownMembers } from '../kernel/ignored-members.ts'
import { flows, operations } from '../operations/index.ts'
import { isSigned, raisedOfAll, refusedInSecondaries, takesToken } from './errors-of-all.ts'
import {
  unreachable,
  unreachableEverywhere,
  unreachableWhenServedEverywhere,
  unreachableWhenSigned,
  unreachableWhenUnsigned,
  unreachableWithToken,
} from './unreachable-errors.ts'

/** One operation, as the README's table and the coverage report see it. */
export interface Coverage {
  readonly name: OperationName
  readonly implemented: boolean
  /** Declared errors that a test of the operation names. */
  readonly tested: readonly ErrorName[]
  /** Declared errors that cannot happen here, with the reason. */
  readonly excused: readonly (readonly [ErrorName, string])[]
  /** Declared errors without a test and without a reason. */
  readonly open: readonly ErrorName[]
  /** Input members (with their path) that nothing acts upon, with the reason. */
  readonly unhonoured: readonly (readonly [string, string])[]
  /** Input members that no line of the code mentions and no table gives a reason for. */
  readonly unread: readonly string[]
  /** How many statements of evidence the operation's own code carries, by kind. */
  readonly evidence: { readonly documented: number; readonly observed: number; readonly inferred: number }
}

/** The coverage of all operations, in the order of their names. */
export function coverage(): Coverage[] {
  const sources = new Map(globSync('src/**/*.{ts,tsx}').map((file) => [file, readFileSync(file, 'utf8')] as const))
  const words = new Set(
    [...sources]
      .filter(([file]) => !/^src\/(api|dev)\//.test(file))
      .flatMap(([, text]) => text.match(/\b[A-Za-z]\w*\b/g) ?? []),
  )
  return operationNames.map((name) => coverageOf(name, sources, words))
}

function coverageOf(name: OperationName, sources: ReadonlyMap<string, string>, words: ReadonlySet<string>): Coverage {
  const testFile = `test/operations/${name}.test.ts`
  const tests = existsSync(testFile) ? withHelpers(readFileSync(testFile, 'utf8')) : ''
  const implemented = name in operations || name in flows
  const declared = modelOf(name).errors
  const ofAll = raisedOfAll(name)
  // What one says of an operation by itself weighs more than a word in its tests, which may be about another.
  const named = (error: ErrorName) => tests.includes(error) && unreachable[name]?.[error] === undefined
  const tested = declared.filter((error) => named(error) || ofAll.includes(error))
  const causes = {
    ...unreachableEverywhere,
    ...(isSigned(name) ? unreachableWhenSigned : unreachableWhenUnsigned),
    ...(refusedInSecondaries(name) ? {} : unreachableWhenServedEverywhere),
    ...(takesToken(name) ? unreachableWithToken : {}),
    ...unreachable[name],
  }
  const excused = declared
    .filter((error) => !tested.includes(error) && causes[error] !== undefined)
    .map((error) => [error, causes[error]!] as const)
  const excusedNames = excused.map(([error]) => error)
  return {
    name,
    implemented,
    tested,
    excused,
    open: declared.filter((error) => ![...tested, ...excusedNames].includes(error)),
    ...membersOf(name, words),
    evidence: evidenceOf(`src/operations/${name}.ts`, sources),
  }
}

/** The text of a test with that of the helpers it imports, because expected errors are often named there. */
function withHelpers(test: string): string {
  const imported = [...test.matchAll(/import \{([^}]*)\} from '\.\.\/support\/([\w-]+)\.ts'/g)]
  const helpers = imported.flatMap(([, names = '', file = '']) => {
    const declarations = readFileSync(`test/support/${file}.ts`, 'utf8').split(/^(?=export )/m)
    const words = names.split(',').map((name) => name.replace('type ', '').trim())
    return declarations.filter((text) => words.includes(/^export (?:async )?\w+ (\w+)/.exec(text)?.[1] ?? ''))
  })
  return [test, ...helpers].join('\n')
}

/** What becomes of the members of an operation's input that nothing acts upon. */
function membersOf(name: OperationName, words: ReadonlySet<string>): Pick<Coverage, 'unhonoured' | 'unread'> {
  const paths = pathsOf(modelOf(name).input)
  const unhonoured = paths.flatMap((path) => {
    const reason = reasonFor(name, path)
    return reason === undefined ? [] : [[path, reason] as const]
  })
  const under = (path: string) => unhonoured.some(([parent]) => path === parent || path.startsWith(`${parent}.`))
  const unread = paths.filter((path) => !words.has(path.slice(path.lastIndexOf('.') + 1)) && !under(path))
  return { unhonoured, unread }
}

/** Why nothing acts upon a member, by the tables of the kernel. */
function reasonFor(name: OperationName, path: string): string | undefined {
  const end = Object.keys(reasons).find((key) => `${name}.${path}`.endsWith(`.${key}`) || `${name}.${path}` === key)
  return end === undefined ? undefined : reasons[end]
}

const reasons: Readonly<Record<string, string>> = { ...ignoredMembers, ...shownMembers, ...inertMembers }

/** The paths of all members of a structure, down to the leaves. */
function pathsOf(shapeName: string, seen: readonly string[] = []): string[] {
  const shape = shapes[shapeName]
  if (!shape || seen.includes(shapeName)) return []
  const inner = shape.type === 'list' ? shape.member : shape.type === 'map' ? shape.value : undefined
  if (inner !== undefined) return pathsOf(inner, [...seen, shapeName])
  return Object.entries(shape.members ?? {}).flatMap(([member, type]) => [
    member,
    ...pathsOf(type, [...seen, shapeName]).map((path) => `${member}.${path}`),
  ])
}

/** Counts the evidence in an operation's file and in the domain files that it imports itself. */
function evidenceOf(file: string, sources: ReadonlyMap<string, string>): Coverage['evidence'] {
  const own = sources.get(file) ?? ''
  const imported = [...own.matchAll(/from '(\.[^']+)'/g)]
    .map((match) => join(dirname(file), match[1]!))
    .filter((path) => path.startsWith('src/domain/'))
    .map((path) => sources.get(path) ?? '')
  const text = [own, ...imported].join('\n')
  const count = (word: string) => text.match(new RegExp(`\\b${word}:`, 'g'))?.length ?? 0
  return { documented: count('Documented'), observed: count('Observed'), inferred: count('Inferred') }
}
