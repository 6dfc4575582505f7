import { shapes } from './generated/model.ts'
import { javaText, lowerCamel } from './java-text.ts'
import { matches } from './pattern.ts'
import type { Shape } from './shapes.ts'

/** Where a value stands: its path as messages spell it, and whether something around it is sensitive. */
interface Place {
  readonly path: string
  readonly hidden: boolean
}

/** One sentence for each constraint that a decoded input breaks, from the outside in and in the order of the model. */
export function violations(shapeName: string, input: unknown): string[] {
  const found: string[] = []
  visitMembers(shapeName, input, { path: '', hidden: false }, found)
  return found
}

/** The values of an enumeration in the order in which the service prints them. */
export function printedOrder(values: readonly string[]): string[] {
  // Observed: every list that was captured, here and on siblings ([OPTIONAL, OFF, ON]; [MFA_IF_CONFIGURED, BLOCK,
  // NO_ACTION, MFA_REQUIRED]; [SIGN_IN, PASSWORD_CHANGE, SIGN_UP]; eight client flows; seven sign-in flows; …), ascends
  // in Java's hashCode modulo 32. Inferred: of two in one bucket the later one of the model comes first (one capture).
  const bucket = (value: string) => javaHash(value) & 31
  return values.toReversed().sort((a, b) => bucket(a) - bucket(b))
}

function visit(shapeName: string, value: unknown, outer: Place, found: string[]): void {
  const shape = shapes[shapeName]!
  const place = { path: outer.path, hidden: outer.hidden || shape.sensitive === true }
  for (const text of broken(shape, value)) found.push(sentence(shapeName, value, place, text))
  if (shape.type === 'structure') visitMembers(shapeName, value, place, found)
  if (shape.type === 'list') visitElements(shapeName, value as unknown[], place, found)
  if (shape.type === 'map') visitEntries(shapeName, value as Record<string, unknown>, place, found)
}

function visitMembers(shapeName: string, value: unknown, outer: Place, found: string[]): void {
  const shape = shapes[shapeName]!
  for (const [member, memberShape] of Object.entries(shape.members!)) {
    const path = outer.path ? `${outer.path}.${lowerCamel(member)}` : lowerCamel(member)
    const inner = (value as Record<string, unknown>)[member]
    if (inner !== undefined) visit(memberShape, inner, { path, hidden: outer.hidden }, found)
    else if (shape.required?.includes(member)) found.push(`Value null at ${failed(path, 'Member must not be null')}`)
  }
}

// Observed: Value '[given_name]' at 'autoVerifiedAttributes' failed to satisfy constraint: Member must satisfy constraint:
// [Member must satisfy enum value set: [phone_number, email]] (deployment of 2026; the same for explicitAuthFlows). Lists
// of plain values are reported once, as a whole, with every constraint of an element; lists of structures by element
// ('schema.1.member.name').
function visitElements(shapeName: string, value: unknown[], place: Place, found: string[]): void {
  const element = shapes[shapeName]!.member!
  if (isComplex(element)) {
    for (const [i, inner] of value.entries()) {
      visit(element, inner, { ...place, path: `${place.path}.${i + 1}.member` }, found)
    }
  } else if (value.some((inner) => broken(shapes[element]!, inner).length > 0)) {
    found.push(sentence(shapeName, value, place, `Member must satisfy constraint: ${allOf(element)}`))
  }
}

// Observed: siblings, Cognito identity pools among them ('logins' … Map value must satisfy constraint: […]); keys once,
// then values once. Inferred: here too, and the path of a structure inside a map.
function visitEntries(shapeName: string, value: Record<string, unknown>, place: Place, found: string[]): void {
  const shape = shapes[shapeName]!
  const key = shapes[shape.key!]!
  if (Object.keys(value).some((name) => broken(key, name).length > 0)) {
    found.push(sentence(shapeName, value, place, `Map keys must satisfy constraint: ${allOf(shape.key!)}`))
  }
  if (isComplex(shape.value!)) {
    for (const [name, inner] of Object.entries(value)) {
      visit(shape.value!, inner, { ...place, path: `${place.path}.${name}.member` }, found)
    }
  } else if (Object.values(value).some((inner) => broken(shapes[shape.value!]!, inner).length > 0)) {
    found.push(sentence(shapeName, value, place, `Map value must satisfy constraint: ${allOf(shape.value!)}`))
  }
}

function isComplex(shapeName: string): boolean {
  return ['structure', 'list', 'map'].includes(shapes[shapeName]!.type)
}

/** The constraints of its own shape that a value breaks, without those of its parts. */
function broken(shape: Shape, value: unknown): string[] {
  const constraints = constraintsOf(shape)
  if (constraints.length === 0) return []
  const size = sizeOf(shape, value)
  return constraints
    .filter(({ kind, limit }) => {
      if (kind === 'max') return size > (limit as number)
      if (kind === 'min') return size < (limit as number)
      if (kind === 'enum') return !(limit as readonly string[]).includes(value as string)
      return !matches(limit as string, value as string)
    })
    .map(({ text }) => text)
}

function allOf(shapeName: string): string {
  return `[${constraintsOf(shapes[shapeName]!)
    .map(({ text }) => text)
    .join(', ')}]`
}

interface Constraint {
  readonly kind: 'max' | 'min' | 'pattern' | 'enum'
  readonly limit: unknown
  readonly text: string
}

const known = new WeakMap<Shape, readonly Constraint[]>()

function constraintsOf(shape: Shape): readonly Constraint[] {
  let constraints = known.get(shape)
  if (!constraints) {
    constraints = makeConstraints(shape).filter(({ limit }) => limit !== undefined)
    known.set(shape, constraints)
  }
  return constraints
}

// Observed: many captures, word for word. Their order inside brackets is that of siblings' captures; where one value
// breaks two constraints captures disagree, and length comes before pattern.
function makeConstraints({ type, min, max, pattern, enum: values = [] }: Shape): Constraint[] {
  const measure = type === 'integer' || type === 'long' ? 'value' : 'length'
  return [
    { kind: 'max', limit: max, text: `Member must have ${measure} less than or equal to ${max}` },
    { kind: 'min', limit: min, text: `Member must have ${measure} greater than or equal to ${min}` },
    { kind: 'pattern', limit: pattern, text: `Member must satisfy regular expression pattern: ${pattern}` },
    {
      kind: 'enum',
      limit: values.length > 0 ? values : undefined,
      text: `Member must satisfy enum value set: [${printedOrder(values).join(', ')}]`,
    },
  ]
}

// Documented: the Smithy specification counts the length of a string in Unicode scalar values, of a blob in bytes.
function sizeOf(shape: Shape, value: unknown): number {
  switch (shape.type) {
    case 'integer':
    case 'long':
      return value as number
    case 'string':
      return codePoints(value as string)
    case 'blob':
      return (value as Uint8Array).length
    case 'list':
      return (value as unknown[]).length
    case 'map':
      return Object.keys(value as object).length
    default:
      return 0
  }
}

function codePoints(text: string): number {
  let count = 0
  for (const _ of text) count++
  return count
}

// Observed: SignUp and others. The value of a sensitive shape is left out. Inferred: also inside one.
function sentence(shapeName: string, value: unknown, { path, hidden }: Place, text: string): string {
  return hidden ? `Value at ${failed(path, text)}` : `Value '${javaText(shapeName, value)}' at ${failed(path, text)}`
}

function failed(path: string, text: string): string {
  return `'${path}' failed to satisfy constraint: ${text}`
}

function javaHash(text: string): number {
  let hash = 0
  for (let i = 0; i < text.length; i++) hash = (31 * hash + text.charCodeAt(i)) | 0
  return hash
}
