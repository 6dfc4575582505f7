import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { progressBar, signed, table, withProgress } from '../../src/cli/output.ts'

let printed = ''
let now = 0

beforeEach(() => {
  printed = ''
  now = 0
  vi.stubEnv('NO_COLOR', '1')
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    printed += text
    return true
  })
  onTerminal(true)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

const { isTTY } = process.stderr
function onTerminal(value: boolean): void {
  Object.defineProperty(process.stderr, 'isTTY', { value, configurable: true })
}
afterEach(() => onTerminal(isTTY))

test('columns are as wide as their widest cell', () => {
  expect(
    table(
      ['name', 'n'],
      [
        ['a', '1'],
        ['longer', '22'],
      ],
    ),
  ).toEqual(['name    n', 'a       1', 'longer  22'])
})

test.each([
  [1.234, '+1.23'],
  [-0.5, '-0.50'],
  [0, '+0.00'],
])('%d is written with its sign', (value, text) => {
  expect(signed(value)).toBe(text)
})

test('a bar appears after two seconds, not before, and goes when it is full', () => {
  const bar = progressBar('Seeding users')

  bar(1, 10)
  expect(printed).toBe('')
  now = 2500
  bar(5, 10)
  expect(printed).toBe(`\rSeeding users ${'█'.repeat(15)}${'░'.repeat(15)} 5/10`)
  bar(10, 10)
  expect(printed.endsWith('\r\u001b[2K')).toBe(true)
})

test('no bar is drawn where there is no terminal', () => {
  onTerminal(false)
  const bar = progressBar('Seeding users')
  now = 9000

  bar(5, 10)

  expect(printed).toBe('')
})

test('what is quick shows no progress', async () => {
  expect(await withProgress('Loading', Promise.resolve(7))).toBe(7)
  expect(printed).toBe('')
})
