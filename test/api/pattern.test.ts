import { expect, test } from 'vitest'
import { matches } from '../../src/api/pattern.ts'

test.each([
  // The whole value must match.
  ['[0-9]+', '123456', true],
  ['[0-9]+', '123456\n', false],
  ['^[a-z]+$', 'abc\n', false],
  // \s and \S know ASCII only, as in Java.
  ['[\\w\\s+=,.@-]+', 'a b\tc', true],
  ['[\\w\\s+=,.@-]+', 'a\u00a0b', false],
  ['[\\S]+', 'a\u00a0b', true],
  ['[\\S]+', 'a\u2003b', true],
  ['[\\S]+', 'a\u000bb', false],
  ['[\\S]+', '\ud83d\ude00', true],
  ['[\\w+]+', 'é', false],
  // A dot matches no line terminator, unless the pattern says so.
  ['.*\\{####\\}.*', 'code {####}!', true],
  ['.*\\{####\\}.*', 'code\n{####}', false],
  ['.*\\{####\\}.*', 'code\u0085{####}', false],
  ['(?s).*', 'a\nb\u0085c\u2028', true],
  ['[A-Za-z0-9-_=.]+', 'a-b_c=d.e', true],
  ['[A-Za-z0-9-_=.]+', 'a/b', false],
  ['[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+', '𝒜ñ₤', true],
  ['[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+', 'a b', false],
  ['[^_\\p{Z}][\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}][^_\\p{Z}]+', 'G_ogle', true],
  ['[^_\\p{Z}][\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}][^_\\p{Z}]+', 'Go_gle', false],
  ['^[0-9A-Za-z\\.\\-_]*(?<!\\.)$', 'bucket.', false],
])('%s and %j', (pattern, value, expected) => {
  expect(matches(pattern, value)).toBe(expected)
})

test('a hostile text of a megabyte is judged at once', () => {
  const started = performance.now()

  matches('[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+@[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+', `${'@'.repeat(1e6)} `)
  expect(matches('[\\S]+', `${'x'.repeat(1e6)} `)).toBe(false)

  expect(performance.now() - started).toBeLessThan(1000)
})
