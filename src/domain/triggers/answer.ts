import { ApiError } from '../../api/errors.ts'

/** The `response` member of the event that a function returned. */
export type Answer = Readonly<Record<string, unknown>>

/** The answer in what a function returned. Observed: anything but an event with a `response` has this sentence. */
export function answerOf(returned: unknown): Answer {
  if (!isRecord(returned)) throw unrecognizable('the function did not return the event')
  const { response } = returned
  if (!isRecord(response)) throw unrecognizable('the returned event has no response')
  return response
}

// The readers below give undefined for a member that is absent or null. Inferred: any other type than the documented one
// is refused. Observed: a list in a claim of a V1 event is (public reports).

/** A member that is true or false. */
export function readFlag(answer: Answer, name: string): boolean | undefined {
  return read(answer, name, 'true or false', (value) => typeof value === 'boolean')
}

/** A member that is text. */
export function readText(answer: Answer, name: string): string | undefined {
  return read(answer, name, 'text', isText)
}

/** A member that is a list of texts. */
export function readTexts(answer: Answer, name: string): readonly string[] | undefined {
  return read(answer, name, 'a list of texts', (value) => Array.isArray(value) && value.every(isText))
}

/** A member that is one of a few texts. */
export function readChoice<const T extends string>(answer: Answer, name: string, choices: readonly T[]): T | undefined {
  return read(answer, name, choices.join(' or '), (value) => choices.some((choice) => choice === value))
}

/** A member that maps names to texts. Numbers and booleans count as their texts. */
export function readTextMap(answer: Answer, name: string): ReadonlyMap<string, string> | undefined {
  const record = readRecord(answer, name)
  if (!record) return undefined
  const entries = Object.entries(record).filter(([, value]) => value !== null && value !== undefined)
  const complex = entries.find(([, value]) => typeof value === 'object')
  if (complex) throw unrecognizable(`${name}.${complex[0]} must be text`)
  return new Map(entries.map(([key, value]) => [key, String(value)]))
}

/** A member that is an object. */
export function readRecord(answer: Answer, name: string): Answer | undefined {
  return read(answer, name, 'an object', isRecord)
}

/** Observed: public reports. Inferred: what exactly leads to it; the reason goes to the request log only. */
export function unrecognizable(reason: string): ApiError {
  return new ApiError('InvalidLambdaResponseException', 'Unrecognizable lambda output', { reason })
}

function read<T>(answer: Answer, name: string, expected: string, holds: (value: unknown) => boolean): T | undefined {
  const value = answer[name]
  if (value === undefined || value === null) return undefined
  if (!holds(value)) throw unrecognizable(`${name} must be ${expected}`)
  return value as T
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
