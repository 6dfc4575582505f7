import { expect, test } from 'vitest'
import { maskEmail, maskPhone } from '../../src/base/mask.ts'

test.each([
  ['alice@example.com', 'a***@e***'],
  ['F@e.org', 'F***@e***'],
  ['Élise@ünï.example', 'É***@ü***'],
  ['"odd@name"@example.com', '"***@e***'],
  ['nowhere', 'n***'],
  ['', '***'],
])('masks the address %j', (address, masked) => {
  expect(maskEmail(address)).toBe(masked)
})

test.each([
  ['+15555559934', '+*******9934'],
  ['+4915112345678', '+*********5678'],
  ['+12345', '+*2345'],
  ['+1234', '+****'],
  ['', '+'],
])('masks the number %j', (number, masked) => {
  expect(maskPhone(number)).toBe(masked)
})
