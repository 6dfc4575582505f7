import { expect, test } from 'vitest'
import { ApiError } from '../../src/api/errors.ts'
import { codeIn } from '../../src/oauth/forms.ts'
import { words } from '../../src/oauth/languages/en.ts'
import { troubleOf } from '../../src/oauth/troubles.ts'

test.each<[ConstructorParameters<typeof ApiError>[0], string, string[], string | undefined]>([
  ['InvalidPasswordException', 'Password not long enough', ['username', 'password'], 'password'],
  ['InvalidPasswordException', 'Password not long enough', ['code', 'newPassword'], 'newPassword'],
  ['NotAuthorizedException', 'Provided password cannot be used', ['code', 'newPassword'], 'newPassword'],
  ['UsernameExistsException', 'User already exists', ['username', 'password'], 'username'],
  ['UsernameExistsException', 'An account with the given email already exists.', ['username'], 'username'],
  ['AliasExistsException', 'An account with the email already exists.', ['username', 'email'], 'email'],
  [
    'InvalidParameterException',
    'Invalid phone number format.',
    ['userAttributes.phone_number'],
    'userAttributes.phone_number',
  ],
  ['InvalidParameterException', 'Invalid phone number format.', ['address'], 'address'],
  ['InvalidParameterException', 'Username should be an email.', ['username', 'email'], 'username'],
  ['CodeMismatchException', 'Invalid verification code provided, please try again.', ['code'], 'code'],
  ['InvalidParameterException', "1 validation error detected: Value at 'username' failed", ['username'], 'username'],
  ['InvalidParameterException', "2 validation errors detected: Value '' at 'confirmationCode'", ['code'], 'code'],
  // What no field of the page is about, and what is about none.
  ['CodeMismatchException', 'Invalid verification code provided, please try again.', [], undefined],
  ['NotAuthorizedException', 'Incorrect username or password.', ['username', 'password', 'code'], undefined],
])('%s, %s: beside the one of %j', (name, text, fields, field) => {
  expect(troubleOf(words, new ApiError(name, text), fields)).toEqual({ text, field })
})

test('what is no refusal is no trouble of the visitor’s', () => {
  expect(() => troubleOf(words, new TypeError('ours'), ['code'])).toThrow('ours')
})

test.each([' 123 456 ', '123-456', '１２３４５６', '\u200e123\u00a0456\u200b', '123–456\n'])(
  'the code in %j',
  (typed) => {
    expect(codeIn(() => typed)).toBe('123456')
  },
)
