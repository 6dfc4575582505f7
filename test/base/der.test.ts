import { expect, test } from 'vitest'
import { bits, der, integer, nothing, oid, sequence, set, time, utf8 } from '../../src/base/der.ts'

test.each([
  ['an integer', integer(Buffer.from([0x12, 0x34])), '02021234'],
  ['a positive integer whose first bit is set', integer(Buffer.from([0x80])), '02020080'],
  ['an integer without its leading zeros', integer(Buffer.from([0, 0, 5])), '020105'],
  ['zero', integer(Buffer.from([0])), '020100'],
  ['an object identifier', oid('1.2.840.113549.1.1.11'), '06092a864886f70d01010b'],
  ['nothing', nothing, '0500'],
  ['text', utf8('shop'), '0c0473686f70'],
  ['bits', bits(Buffer.from([0xff])), '030200ff'],
  ['a sequence of a set', sequence(set(nothing)), '300431020500'],
  ['a moment before 2050', time(Date.UTC(2026, 2, 2, 9)), `170d${Buffer.from('260302090000Z').toString('hex')}`],
  ['a moment after 2049', time(Date.UTC(2050, 0, 1)), `180f${Buffer.from('20500101000000Z').toString('hex')}`],
])('%s', (_what, encoded, expected) => {
  expect(encoded.toString('hex')).toBe(expected)
})

test.each([
  [127, '047f'],
  [128, '048180'],
  [300, '0482012c'],
  [65_536, '0483010000'],
])('the length of %i bytes', (bytes, expected) => {
  expect(der(0x04, Buffer.alloc(bytes)).toString('hex').slice(0, expected.length)).toBe(expected)
})
