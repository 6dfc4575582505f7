import { expect, test } from 'vitest'
import { decode } from '../../src/api/decode.ts'
import { ApiError } from '../../src/api/errors.ts'
import { modelOf } from '../../src/api/generated/model.ts'
import { errorBody, errorHeaders } from '../../src/api/protocol.ts'
import { redactInput } from '../../src/api/redact.ts'
import { validate } from '../../src/api/validate.ts'
import { fuzzRequests } from '../support/fuzz.ts'

const known = { UserPoolId: ['us-east-1_Example1'], ClientId: ['client'], Username: ['alice', 'bob'] }

test('any body is either read or refused with an error of the protocol, and can be logged', () => {
  const outcomes = { read: 0, SerializationException: 0, InvalidParameterException: 0, 'not JSON': 0 }

  for (const { operation, body } of fuzzRequests('api', 4200, known)) {
    const parsed = parse(body)
    if (parsed === undefined) {
      outcomes['not JSON']++
      continue
    }
    expect(() => JSON.stringify(redactInput(operation, parsed))).not.toThrow()
    try {
      const input = validate(operation, parsed)
      expect(decode(modelOf(operation).input, parsed)).toEqual(input)
      outcomes.read++
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      expect(() => new Headers(errorHeaders(error))).not.toThrow()
      expect(JSON.parse(errorBody(error))).toHaveProperty('__type', error.name)
      outcomes[error.name as keyof typeof outcomes]++
    }
  }

  // Enough of each kind that the fuzzing means something.
  expect(outcomes.read).toBeGreaterThan(1200)
  expect(outcomes.SerializationException).toBeGreaterThan(400)
  expect(outcomes.InvalidParameterException).toBeGreaterThan(400)
  expect(outcomes['not JSON']).toBeGreaterThan(30)
})

test('the same seed makes the same requests', () => {
  expect([...fuzzRequests('a', 300, known)]).toEqual([...fuzzRequests('a', 300, known)])
  expect([...fuzzRequests('a', 300, known)]).not.toEqual([...fuzzRequests('b', 300, known)])
})

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
