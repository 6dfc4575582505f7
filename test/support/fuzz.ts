import { modelOf, operationNames, shapes } from '../../src/api/generated/model.ts'
import type { OperationName } from '../../src/api/generated/types.ts'
import type { Shape } from '../../src/api/shapes.ts'
import { type Random, seededRandom } from '../../src/base/random.ts'
import { sampleValue } from './sample-input.ts'

/** Values that exist in the emulator under test, by the name of the member or map key that they belong to. */
export type Known = Readonly<Record<string, readonly unknown[]>>

/** A request as it goes over the wire; its body need not be JSON. */
export interface FuzzRequest {
  readonly operation: OperationName
  readonly body: string
}

/** `count` requests over all operations: half of them plausible, the rest damaged. The same for the same seed. */
export function* fuzzRequests(seed: string, count: number, known: Known): Generator<FuzzRequest> {
  const random = seededRandom(seed)
  for (let i = 0; i < count; i++) {
    const operation = operationNames[i % operationNames.length]!
    const plausible = randomRequest(random, operation, known)
    yield chance(random, 0.5) ? plausible : mutate(random, plausible)
  }
}

/** A plausible request: required members, some of the optional ones, known values where there are any. */
export function randomRequest(random: Random, operation: OperationName, known: Known): FuzzRequest {
  return { operation, body: JSON.stringify(plausible(random, modelOf(operation).input, '', known)) }
}

/** The same request with one to three places damaged, or with a body that is not JSON any more. */
export function mutate(random: Random, request: FuzzRequest): FuzzRequest {
  if (chance(random, 0.05)) return { ...request, body: garble(random, request.body) }
  let body: unknown = JSON.parse(request.body)
  for (let i = 0; i <= below(random, 3); i++) body = damage(random, body)
  return { ...request, body: JSON.stringify(body).replaceAll(`"${deepMark}"`, deep) }
}

function plausible(random: Random, shapeName: string, name: string, known: Known): unknown {
  const shape = shapes[shapeName]!
  if (known[name] && chance(random, 0.8)) return pick(random, known[name])
  switch (shape.type) {
    case 'structure': {
      const members = Object.entries(shape.members!).filter(
        ([member]) => shape.required?.includes(member) || chance(random, member in known ? 0.8 : 0.3),
      )
      return Object.fromEntries(members.map(([member, inner]) => [member, plausible(random, inner, member, known)]))
    }
    case 'list': {
      const length = Math.max(shape.min ?? 0, Math.min(shape.max ?? 3, below(random, 4)))
      return Array.from({ length }, () => plausible(random, shape.member!, name, known))
    }
    case 'map':
      return plausibleMap(random, shape, name, known)
    case 'integer':
    case 'long':
      return Math.min(shape.max ?? 100, (shape.min ?? 0) + below(random, 100))
    case 'boolean':
      return chance(random, 0.5)
    case 'string':
      return shape.enum ? pick(random, shape.enum) : plausibleText(random, shapeName, name)
    default:
      return sampleValue(shapeName, 'all')
  }
}

/** The keys that mean something to a sign-in, with values that may exist. */
function plausibleMap(random: Random, shape: Shape, name: string, known: Known): unknown {
  if (name !== 'AuthParameters' && name !== 'ChallengeResponses') {
    const key = plausible(random, shape.key!, '', known) as string
    return { [key]: plausible(random, shape.value!, '', known) }
  }
  const keys = signInKeys.filter((key) => chance(random, key === 'USERNAME' || key === 'PASSWORD' ? 0.8 : 0.15))
  return Object.fromEntries(keys.map((key) => [key, plausible(random, shape.value!, key, known)]))
}

function plausibleText(random: Random, shapeName: string, name: string): unknown {
  if (name === 'Name') return pick(random, attributeNames)
  if (name === 'Filter') return pick(random, filters)
  return chance(random, 0.9) ? sampleValue(shapeName, 'all') : pick(random, oddTexts)
}

/** Replaces, removes or adds something at a random place. */
function damage(random: Random, value: unknown): unknown {
  const isHolder = typeof value === 'object' && value !== null && Object.keys(value).length > 0
  if (!isHolder || chance(random, 0.15)) return oddValue(random)
  const keys = Object.keys(value)
  const key = pick(random, keys)
  if (Array.isArray(value)) return value.map((inner, i) => (String(i) === key ? damage(random, inner) : inner))
  const entries = Object.entries(value).flatMap(([other, inner]): [string, unknown][] => {
    if (other !== key) return [[other, inner]]
    if (chance(random, 0.1)) return []
    if (chance(random, 0.1)) return [[pick(random, oddTexts), inner]]
    return [[other, damage(random, inner)]]
  })
  if (chance(random, 0.1)) entries.push([pick(random, oddTexts), oddValue(random)])
  return Object.fromEntries(entries)
}

function oddValue(random: Random): unknown {
  const texts = () => pick(random, oddTexts)
  return pick<() => unknown>(random, [
    texts,
    texts,
    texts,
    () => pick(random, [0, -1, 1.5, 1e300, -1e300, 2 ** 31, 2 ** 53, -0]),
    () => pick(random, [null, true, false, [], {}, [[]], [null], { '': '' }]),
    () => Array.from({ length: below(random, 600) }, texts),
    () => Object.fromEntries(Array.from({ length: below(random, 100) }, (_, i) => [`${texts()}${i}`, texts()])),
    () => pick(random, ['x', 'é', '{##', '@', '\u0000']).repeat(below(random, 150_000)),
    () => deepMark,
  ])()
}

/** Cuts the text, or puts bytes into it that do not belong there. */
function garble(random: Random, body: string): string {
  const at = below(random, body.length + 1)
  const rest = pick(random, ['', body.slice(at + 1), '}', ',', '\u0000', '\ud800', '"', '{"a":1}'])
  return body.slice(0, at) + rest
}

const deepMark = 'a place for something deep'
const deep = `${'{"a":['.repeat(3000)}${']}'.repeat(3000)}`

const signInKeys = [
  'USERNAME',
  'PASSWORD',
  'NEW_PASSWORD',
  'SRP_A',
  'REFRESH_TOKEN',
  'SECRET_HASH',
  'DEVICE_KEY',
  'ANSWER',
  'SMS_MFA_CODE',
  'EMAIL_OTP_CODE',
  'SOFTWARE_TOKEN_MFA_CODE',
  'SESSION',
  'PREFERRED_CHALLENGE',
  'CHALLENGE_NAME',
  'PASSWORD_CLAIM_SIGNATURE',
  'PASSWORD_CLAIM_SECRET_BLOCK',
  'TIMESTAMP',
  'CREDENTIAL',
  'userAttributes.name',
]

const attributeNames = ['email', 'phone_number', 'name', 'sub', 'email_verified', 'custom:x', 'birthdate', 'identities']

const filters = [
  '',
  'email = "a@example.com"',
  'sub ^= "a',
  'custom:x = "1"',
  'username ^= "\\""',
  'status = "Enabled"',
]

const oddTexts = [
  '',
  ' ',
  'a b',
  '../../etc/passwd',
  "' OR 1=1 --",
  '"',
  '%',
  '_',
  '*',
  '\\',
  '{}',
  '{####}',
  '{username}',
  '<script>alert(1)</script>',
  'a\r\nb: c',
  '\u0000',
  '\ud800',
  '\udc00x',
  'é',
  'ﷺ',
  '😀',
  '𝒜',
  'I\u0307',
  '\u202eabc',
  '\ufeff',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'us-east-1_Unknown00',
  'undefined',
  'null',
  'NaN',
  '-1',
  '99999999999999999999',
  'alice@example.com',
  '+15555550100',
  'arn:aws:iam::123456789012:role/sample',
  'eyJhbGciOiJub25lIn0.e30.',
  'a'.repeat(128),
  'a'.repeat(129),
  'a'.repeat(2049),
]

function below(random: Random, limit: number): number {
  return random.bytes(4).readUInt32BE() % limit
}

function chance(random: Random, probability: number): boolean {
  return random.bytes(4).readUInt32BE() / 2 ** 32 < probability
}

function pick<T>(random: Random, from: readonly T[]): T {
  return from[below(random, from.length)]!
}
