import { type Document, isMap, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import { SeedError, type SeedPath } from './seed-error.ts'

/** The text of a seed file as a value, and where in the text each part of it stands. */
export interface Source {
  readonly value: unknown
  /** `file:line:column:` of the value at a path, or of its key; of the nearest value above where it is absent. */
  where(path: SeedPath, key?: boolean): string
  /** How many characters of the text come before it. */
  before(path: SeedPath, key?: boolean): number
}

/** Reads YAML or JSON. JSON is read by the faster reader; its positions are found by the other one, when something is wrong. */
export function readSource(text: string, name: string): Source {
  let located: { document: Document.Parsed; lines: LineCounter } | undefined
  const locate = () => {
    if (located) return located
    const lines = new LineCounter()
    // What several places share is written once: anchors (&name), aliases (*name) and merged mappings (<<: *name).
    located = { document: parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true }), lines }
    return located
  }
  const at = (offset: number) => {
    const { line, col } = locate().lines.linePos(offset)
    return `${name}:${line}:${col}:`
  }
  const before: Source['before'] = (path, key = false) => offsetOf(locate().document, path, key)
  const where: Source['where'] = (path, key) => at(before(path, key))
  const json = parseJson(text)
  if (json !== undefined) return { value: json, where, before }

  const { document } = locate()
  if (document.errors.length > 0) {
    const messages = document.errors.map(({ pos, code, message }) => `${at(pos[0])} ${plainer[code] ?? message}`)
    throw new SeedError(messages.join('\n'))
  }
  return { value: contentOf(document, at), where, before }
}

/** Sentences of the YAML reader that are made for programmers. */
const plainer: Readonly<Record<string, string>> = {
  MULTIPLE_DOCS: 'Expected one document: "---" begins another one.',
  MULTILINE_IMPLICIT_KEY: 'Expected a key and its value, as in "name: value".',
}

function contentOf(document: Document.Parsed, at: (offset: number) => string): unknown {
  try {
    // A file of one's own may use an anchor as often as it likes.
    return document.toJS({ maxAliasCount: -1 })
  } catch (error) {
    // An alias of an anchor that is not there.
    let offset = 0
    visit(document, {
      Alias(_, alias) {
        if (alias.resolve(document)) return undefined
        offset = alias.range?.[0] ?? 0
        return visit.BREAK
      },
    })
    throw new SeedError(`${at(offset)} ${(error as Error).message}`)
  }
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
