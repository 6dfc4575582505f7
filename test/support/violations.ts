import { decode } from '../../src/api/decode.ts'
import { modelOf, shapes } from '../../src/api/generated/model.ts'
import type { ErrorName, OperationName } from '../../src/api/generated/types.ts'
import { javaText } from '../../src/api/java-text.ts'
import type { Shape } from '../../src/api/shapes.ts'
import { fits, fullInput, sampleValue } from './sample-input.ts'

/** One thing wrong with an otherwise valid body, and the error that it must cause. */
export interface Violation {
  readonly name: string
  readonly body: unknown
  readonly error: { name: ErrorName; message: string }
}

/** Where a value stands inside a body, and how messages write it. */
interface Place {
  /** Steps from the body to the value. */
  readonly keys: readonly (string | number)[]
  readonly path: string
  readonly hidden: boolean
  /** Set where the value is an element, a key or a value of a collection that is reported as a whole. */
  readonly within?: { kind: string; place: Place; shape: string }
}

/** Every way to break one required, min, max, pattern, enum or type of an operation's input. */
export function violationsOf(operation: OperationName): Violation[] {
  const full = fullInput(operation)
  const input = modelOf(operation).input
  return ofMembers(input, { keys: [], path: '', hidden: false }).map((change) => change(full, input))
}

/** Makes a violation from a valid body and the name of the input's shape. */
type Change = (full: unknown, input: string) => Violation

function ofMembers(shapeName: string, place: Place): Change[] {
  const shape = shapes[shapeName]!
  return Object.entries(shape.members!).flatMap(([member, memberShape]) => {
    const spelt = member[0]!.toLowerCase() + member.slice(1)
    const inner: Place = {
      keys: [...place.keys, member],
      path: place.path ? `${place.path}.${spelt}` : spelt,
      hidden: place.hidden,
    }
    const required = shape.required?.includes(member) ? [absent(inner)] : []
    return [...required, ...ofValue(memberShape, inner)]
  })
}

function ofValue(shapeName: string, outer: Place): Change[] {
  const shape = shapes[shapeName]!
  const place = { ...outer, hidden: outer.hidden || shape.sensitive === true }
  const own = [...ofType(shape, place), ...ofConstraints(shapeName, place)]
  if (shape.type === 'structure') return [...own, ...ofMembers(shapeName, place)]
  if (shape.type === 'list') return [...own, ...ofElements(shapeName, place)]
  if (shape.type === 'map') return [...own, ...ofEntries(shapeName, place)]
  return own
}

function ofElements(shapeName: string, place: Place): Change[] {
  const element = shapes[shapeName]!.member!
  const inner = { ...place, keys: [...place.keys, 0] }
  return shapes[element]!.type === 'structure'
    ? ofValue(element, { ...inner, path: `${place.path}.1.member` })
    : ofValue(element, { ...inner, within: { kind: 'Member', place, shape: shapeName } })
}

function ofEntries(shapeName: string, place: Place): Change[] {
  const { key, value } = shapes[shapeName]!
  const sampleKey = sampleValue(key!, 'all') as string
  const inner = { ...place, keys: [...place.keys, sampleKey] }
  const within = { kind: 'Map value', place, shape: shapeName }
  const ofValues =
    shapes[value!]!.type === 'structure'
      ? ofValue(value!, { ...inner, path: `${place.path}.${sampleKey}.member` })
      : ofValue(value!, { ...inner, within })
  const ofKeys = breaches(shapes[key!]!).map(({ name, wrong }) =>
    change(place, `key ${name}`, { [wrong as string]: sampleValue(value!, 'all') }, (body) =>
      invalid([asWhole({ ...within, kind: 'Map keys' }, key!, body)]),
    ),
  )
  return [...ofValues, ...ofKeys]
}

function absent(place: Place): Change {
  const message = `Value null at '${place.path}' failed to satisfy constraint: Member must not be null`
  return change(place, 'absent', undefined, () => invalid([message]))
}

/** Values of the wrong type, and what the service says to them. */
function ofType({ type }: Shape, place: Place): Change[] {
  const list = 'Start of list found where not expected'
  const map = 'Start of structure or map found where not expected.'
  const wrong: Record<string, readonly (readonly [unknown, string])[]> = {
    string: [
      [7, 'NUMBER_VALUE can not be converted to a String'],
      [true, 'TRUE_VALUE can not be converted to a String'],
      [[], list],
      [{}, map],
    ],
    integer: [
      ['7', 'STRING_VALUE can not be converted to an Integer'],
      [false, 'FALSE_VALUE can not be converted to an Integer'],
      [[], list],
      [{}, map],
    ],
    boolean: [
      ['true', 'STRING_VALUE can not be converted to a Boolean'],
      [1, 'NUMBER_VALUE can not be converted to a Boolean'],
      [[], list],
    ],
    blob: [
      [7, 'NUMBER_VALUE can not be converted to a Blob'],
      [{}, map],
    ],
    list: [
      ['x', 'Expected list or null'],
      [{}, map],
    ],
    map: [
      ['x', 'Expected map or null'],
      [[], list],
    ],
    structure: [
      ['x', 'Expected null'],
      [[], list],
    ],
  }
  return (wrong[type] ?? []).map(([value, message]) =>
    change(place, `given ${JSON.stringify(value)}`, value, () => ({ name: 'SerializationException', message })),
  )
}

function ofConstraints(shapeName: string, place: Place): Change[] {
  return breaches(shapes[shapeName]!).map(({ name, wrong, texts }) =>
    change(place, name, wrong, (body) =>
      place.within
        ? invalid([asWhole(place.within, shapeName, body)])
        : invalid(texts.map((text) => item(place, shapeName, body, text))),
    ),
  )
}

/** Values that break a constraint of the shape, with the sentences of all that they break. */
function breaches(shape: Shape): { name: string; wrong: unknown; texts: string[] }[] {
  const { min, max, pattern, enum: values } = shape
  const made: [string, unknown][] = []
  // There are no more keys than the pattern of this one allows, so that its limit cannot be broken alone.
  const isFull = shape.type === 'map' && shapes[shape.key!]!.pattern !== undefined
  if (max !== undefined && !isFull) made.push(['over its limit', ofSize(shape, max + 1)])
  if (min !== undefined && (min > 0 || shape.type === 'integer')) made.push(['under its limit', ofSize(shape, min - 1)])
  if (pattern !== undefined) {
    const wrong = ['sample \u0007', ' ', '{', '', '####'].find((text) => !fits(pattern, text))
    if (wrong !== undefined) made.push(['outside its pattern', wrong])
  }
  if (values !== undefined) made.push(['outside its set', 'NONE_OF_THESE'])
  return made.map(([name, wrong]) => ({
    name,
    wrong,
    texts: textsOf(shape).flatMap(({ text, holds }) => (holds(wrong) ? [] : [text])),
  }))
}

function textsOf({ type, min, max, pattern, enum: values }: Shape) {
  const measure = type === 'integer' || type === 'long' ? 'value' : 'length'
  const all: [unknown, string, (value: unknown) => boolean][] = [
    [max, `Member must have ${measure} less than or equal to ${max}`, (value) => sizeOf(value) <= max!],
    [min, `Member must have ${measure} greater than or equal to ${min}`, (value) => sizeOf(value) >= min!],
    [pattern, `Member must satisfy regular expression pattern: ${pattern}`, (value) => fits(pattern!, value as string)],
    [
      values,
      `Member must satisfy enum value set: [${values && inHashOrder(values).join(', ')}]`,
      (value) => values!.includes(value as string),
    ],
  ]
  return all.filter(([limit]) => limit !== undefined).map(([, text, holds]) => ({ text, holds }))
}

/** Sorted by Java's hashCode modulo 32, of equal ones the later one of the model first. */
function inHashOrder(values: readonly string[]): string[] {
  const hash = (text: string) => [...text].reduce((sum, char) => (Math.imul(sum, 31) + char.charCodeAt(0)) | 0, 0)
  const buckets = Array.from({ length: 32 }, (): string[] => [])
  for (const value of values) buckets[hash(value) & 31]!.unshift(value)
  return buckets.flat()
}

function ofSize(shape: Shape, size: number): unknown {
  switch (shape.type) {
    case 'integer':
      return size
    case 'list':
      return Array.from({ length: size }, () => sampleValue(shape.member!, 'all'))
    case 'map':
      return Object.fromEntries(Array.from({ length: size }, (_, i) => [`key${i}`, sampleValue(shape.value!, 'all')]))
    case 'blob':
      return Buffer.alloc(size).toString('base64')
    default:
      return 'x'.repeat(size)
  }
}

function sizeOf(value: unknown): number {
  if (typeof value === 'number') return value
  return typeof value === 'string' || Array.isArray(value) ? value.length : Object.keys(value as object).length
}

function item({ keys, path, hidden }: Place, shapeName: string, body: () => unknown, text: string): string {
  if (hidden) return `Value at '${path}' failed to satisfy constraint: ${text}`
  const value = keys.reduce((outer, key) => (outer as Record<string, unknown>)[key], body())
  return `Value '${javaText(shapeName, value)}' at '${path}' failed to satisfy constraint: ${text}`
}

function asWhole({ kind, place, shape }: NonNullable<Place['within']>, part: string, body: () => unknown): string {
  const texts = textsOf(shapes[part]!).map(({ text }) => text)
  return item(place, shape, body, `${kind} must satisfy constraint: [${texts.join(', ')}]`)
}

function invalid(items: string[]): { name: ErrorName; message: string } {
  const count = `${items.length} validation error${items.length > 1 ? 's' : ''} detected`
  return { name: 'InvalidParameterException', message: `${count}: ${items.join('; ')}` }
}

function change(
  { keys }: Place,
  name: string,
  value: unknown,
  error: (decoded: () => unknown) => Violation['error'],
): Change {
  return (full, input) => {
    const body = structuredClone(full)
    const holder = keys.slice(0, -1).reduce((outer, key) => (outer as Record<string, unknown>)[key], body)
    ;(holder as Record<string, unknown>)[keys.at(-1)!] = value
    return { name: `${keys.join('.')} ${name}`, body, error: error(() => decode(input, body)) }
  }
}
