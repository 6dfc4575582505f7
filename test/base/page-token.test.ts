import { describe, expect, test } from 'vitest'
import { decodePageToken, encodePageToken } from '../../src/base/page-token.ts'

const key = Buffer.alloc(32, 7)
const list = { operation: 'ListUsers', parameters: { UserPoolId: 'us-east-1_Ab3', Limit: 2, Filter: undefined } }

describe('a page token', () => {
  test.each([['user-1'], [42], [null], [['a', 1, false]], [{ after: 'é', id: 3 }], ['']])('carries %j', (position) => {
    const token = encodePageToken(key, list, position)

    expect(token).toMatch(/^[\w-]+$/)
    expect(decodePageToken(key, list, token, 0)).toEqual(position)
  })

  test('does not mind the order of parameters, nor those that are not there', () => {
    const token = encodePageToken(key, list, 'here')
    const same = { operation: 'ListUsers', parameters: { Limit: 2, UserPoolId: 'us-east-1_Ab3' } }

    expect(decodePageToken(key, same, token, 0)).toBe('here')
  })

  test.each([
    ['operation', { ...list, operation: 'ListGroups' }],
    ['pool', { ...list, parameters: { ...list.parameters, UserPoolId: 'us-east-1_Other' } }],
    ['parameter', { ...list, parameters: { ...list.parameters, Filter: 'x' } }],
  ])('is of no use to another %s', (_, other) => {
    expect(decodePageToken(key, other, encodePageToken(key, list, 'here'), 0)).toBeUndefined()
  })

  test('is of no use under another key, damaged, or invented', () => {
    const token = encodePageToken(key, list, 'here')
    const damaged = `${token.slice(0, -2)}${token.at(-2) === 'A' ? 'B' : 'A'}${token.at(-1)}`

    expect(decodePageToken(Buffer.alloc(32, 8), list, token, 0)).toBeUndefined()
    for (const text of [damaged, '', 'x', '!!!', 'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo', token.slice(0, 21)]) {
      expect(decodePageToken(key, list, text, 0)).toBeUndefined()
    }
  })

  test('ends when its time has come', () => {
    const token = encodePageToken(key, list, 'here', 1000)

    expect(decodePageToken(key, list, token, 999)).toBe('here')
    expect(decodePageToken(key, list, token, 1000)).toBeUndefined()
  })
})
