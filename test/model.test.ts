import { describe, expect, test } from 'vitest'
import { ApiError } from '../src/api/errors.ts'
import { modelOf, operationNames, shapes } from '../src/api/generated/model.ts'
import { matches } from '../src/api/pattern.ts'
import { validate } from '../src/api/validate.ts'
import { fits, fullInput, sampleInput } from './support/sample-input.ts'
import { violationsOf } from './support/violations.ts'

describe('the model', () => {
  test('has 140 operations, of which 35 need no signature and 24 take an access token', () => {
    const models = operationNames.map((name) => modelOf(name))

    expect(models).toHaveLength(140)
    expect(models.filter(({ auth }) => auth === 'none')).toHaveLength(35)
    expect(models.filter(({ accessToken }) => accessToken !== undefined)).toHaveLength(24)
  })

  test('has only patterns that compile, and that mean in our rewriting what they mean in plain ASCII', () => {
    const patterns = Object.values(shapes).flatMap(({ pattern }) => pattern ?? [])
    const texts = ['', 'a', ' ', 'a b', '\t', 'a\n', '_', '-', '.', '{####}', '{##a##}', '@', 'a@b', 'é', '0', 'us_1']

    for (const pattern of new Set(patterns)) {
      for (const text of texts)
        expect([pattern, text, matches(pattern, text)]).toEqual([pattern, text, fits(pattern, text)])
    }
  })
})

describe.each(operationNames)('%s', (operation) => {
  test('takes its required members alone, and all of its members', () => {
    expect(() => validate(operation, sampleInput(operation))).not.toThrow()
    expect(() => validate(operation, fullInput(operation))).not.toThrow()
  })

  for (const { name, body, error } of violationsOf(operation)) {
    test(`refuses ${name}`, () => {
      const thrown = caught(() => validate(operation, body))

      expect({ name: thrown.name, message: thrown.message }).toEqual(error)
    })
  }
})

function caught(work: () => unknown): ApiError {
  try {
    work()
  } catch (error) {
    if (error instanceof ApiError) return error
    throw error
  }
  throw new Error('Nothing was thrown')
}
