import { expect, test } from 'vitest'
import { ApiError, ensure } from '../../src/api/errors.ts'
import * as faults from '../../src/api/faults.ts'
import { errorBody, errorHeaders } from '../../src/api/protocol.ts'

test('an error of the model spells its message in lower case', () => {
  const error = faults.incorrectUsernameOrPassword()

  expect(errorBody(error)).toBe('{"__type":"NotAuthorizedException","message":"Incorrect username or password."}')
  expect(errorHeaders(error)).toEqual({
    'x-amzn-ErrorType': 'NotAuthorizedException:',
    'x-amzn-ErrorMessage': 'Incorrect username or password.',
  })
})

test('an error of the framework spells it in upper case, or has none', () => {
  const spelt = new ApiError('SerializationException', 'Expected null', { messageKey: 'Message' })
  const silent = new ApiError('UnknownOperationException', '', { messageKey: 'none' })

  expect(errorBody(spelt)).toBe('{"__type":"SerializationException","Message":"Expected null"}')
  expect(errorBody(silent)).toBe('{"__type":"UnknownOperationException"}')
  expect(errorHeaders(silent)).toEqual({ 'x-amzn-ErrorType': 'UnknownOperationException:' })
})

test('a header carries no line break, nothing outside ASCII, and no message of any length', () => {
  const error = (message: string) => new ApiError('InvalidParameterException', message)

  expect(errorHeaders(error('a\r\nb é 😀'))['x-amzn-ErrorMessage']).toBe('a??b ? ?')
  expect(errorHeaders(error('x'.repeat(5000)))).not.toHaveProperty('x-amzn-ErrorMessage')
})

test('the status is 400 for clients, 500 for the service, 501 for what is not there', () => {
  expect(new ApiError('UserNotFoundException', '').status).toBe(400)
  expect(new ApiError('TooManyRequestsException', '').status).toBe(400)
  expect(new ApiError('InternalErrorException', '').status).toBe(500)
  expect(new ApiError('InternalServerException', '').status).toBe(500)
  expect(new ApiError('NotImplementedByEmulator', '').status).toBe(501)
})

test('the internal reason is not sent', () => {
  const error = new ApiError('NotAuthorizedException', 'Invalid Access Token', { reason: 'wrong pool' })

  expect(error.reason).toBe('wrong pool')
  expect(errorBody(error)).not.toContain('wrong pool')
})

test('ensure makes its error only when the condition fails', () => {
  let made = 0
  const fault = () => {
    made++
    return faults.userDoesNotExist()
  }

  ensure(true, fault)
  expect(made).toBe(0)
  expect(() => ensure(undefined, fault)).toThrow('User does not exist.')
  expect(made).toBe(1)
})
