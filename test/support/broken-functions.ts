import type { TriggerName } from '../../src/context.ts'
import type { TriggerHandler } from '../../src/edges/triggers.ts'
import type { PlaceOptions } from './people.ts'

/** What the service answers when a function gives no usable answer. */
export const functionErrors = [
  'UserLambdaValidationException',
  'UnexpectedLambdaException',
  'InvalidLambdaResponseException',
] as const
export type FunctionError = (typeof functionErrors)[number]

/** Functions that are broken so that the error follows. */
export const brokenHandlers: Record<FunctionError, TriggerHandler> = {
  UserLambdaValidationException: async () => {
    throw new Error('Not today')
  },
  // Nobody listens there.
  UnexpectedLambdaException: 'http://127.0.0.1:9/',
  InvalidLambdaResponseException: async () => 'nonsense',
}

const messages: Record<FunctionError, (trigger: TriggerName) => unknown> = {
  UserLambdaValidationException: (trigger) => `${trigger} failed with error Not today.`,
  UnexpectedLambdaException: (trigger) => new RegExp(`^${trigger} invocation failed due to error .+\\.$`),
  InvalidLambdaResponseException: () => 'Unrecognizable lambda output',
}

/** An emulator whose function for a trigger is broken, so that the error follows. */
export function broken(trigger: TriggerName, error: FunctionError): PlaceOptions {
  return { emulator: { triggers: { [trigger]: brokenHandlers[error] } } }
}

/** Whether what was thrown is the error of the broken function; for `rejects.toSatisfy`. */
export function failureOf(trigger: TriggerName, error: FunctionError): (thrown: Error) => boolean {
  const expected = messages[error](trigger)
  return ({ name, message }) =>
    name === error && (expected instanceof RegExp ? expected.test(message) : message === expected)
}
