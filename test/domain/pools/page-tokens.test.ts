import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../../src/base/random.ts'
import type { Context } from '../../../src/context.ts'
import { pageTokenKey, readPage } from '../../../src/domain/pools/page-tokens.ts'
import { testEmulator } from '../../support/emulator.ts'

const letters = ['a', 'b', 'c', 'd', 'e']

function lists() {
  const { core, clock } = testEmulator()
  const ctx = { tx: core.store.tx, clock, random: seededRandom('pages') } satisfies Partial<Context>
  const page = (limit: number, token?: string, list: { parameters?: Record<string, unknown>; life?: number } = {}) =>
    readPage<string, string>(
      ctx,
      { operation: 'ListLetters', parameters: {}, ...list, limit, token },
      (after, atMost) => letters.filter((letter) => after === undefined || letter > after).slice(0, atMost),
      (letter) => letter,
    )
  return { ctx, clock, page }
}

describe('readPage', () => {
  test('goes through a list page by page and names no next one at its end', () => {
    const { page } = lists()

    const first = page(2)
    const second = page(2, first.nextToken)
    const third = page(2, second.nextToken)

    expect([first.items, second.items, third.items]).toEqual([['a', 'b'], ['c', 'd'], ['e']])
    expect(third.nextToken).toBeUndefined()
  })

  test('names no next page when the last one is full', () => {
    expect(lists().page(5)).toEqual({ items: letters, nextToken: undefined })
  })

  test('refuses the token of a list with other parameters', () => {
    const { page } = lists()
    const { nextToken } = page(1, undefined, { parameters: { pool: 'one' } })

    expect(() => page(1, nextToken, { parameters: { pool: 'two' } })).toThrow('Invalid pagination token given.')
  })

  test('refuses a token that has expired', () => {
    const { page, clock } = lists()
    const hour = { life: 3_600_000 }
    const { nextToken } = page(1, undefined, hour)
    clock.advance({ milliseconds: 3_599_999 })
    expect(page(1, nextToken, hour).items).toEqual(['b'])

    clock.advance({ milliseconds: 1 })

    expect(() => page(1, nextToken, hour)).toThrow('Invalid pagination token given.')
  })
})

test('the key of page tokens is made once', () => {
  const { ctx } = lists()

  const key = pageTokenKey(ctx)

  expect(key).toHaveLength(32)
  expect(pageTokenKey(ctx)).toEqual(key)
})
