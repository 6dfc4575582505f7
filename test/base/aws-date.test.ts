import { describe, expect, test } from 'vitest'
import { javaDate, parseSrpDate, srpDate, versionStamp } from '../../src/base/aws-date.ts'

describe('dates in words', () => {
  test.each([
    [Date.UTC(2024, 6, 17, 17, 25, 55), 'Wed Jul 17 17:25:55 UTC 2024', 'Wed Jul 17 17:25:55 UTC 2024'],
    [Date.UTC(2026, 3, 7, 9, 5, 3, 999), 'Tue Apr 07 09:05:03 UTC 2026', 'Tue Apr 7 09:05:03 UTC 2026'],
    [Date.UTC(1970, 0, 1), 'Thu Jan 01 00:00:00 UTC 1970', 'Thu Jan 1 00:00:00 UTC 1970'],
    [Date.UTC(2024, 1, 29, 23, 59, 59), 'Thu Feb 29 23:59:59 UTC 2024', 'Thu Feb 29 23:59:59 UTC 2024'],
    [Date.UTC(2023, 7, 11, 15, 51, 6), 'Fri Aug 11 15:51:06 UTC 2023', 'Fri Aug 11 15:51:06 UTC 2023'],
  ])('%d', (at, java, srp) => {
    expect(javaDate(at)).toBe(java)
    expect(srpDate(at)).toBe(srp)
    expect(parseSrpDate(srp)).toBe(Math.floor(at / 1000) * 1000)
    expect(parseSrpDate(java)).toBe(Math.floor(at / 1000) * 1000)
  })

  test.each([
    '',
    'now',
    'Tue Apr 7 09:05:03 GMT 2026',
    'Wed Apr 7 09:05:03 UTC 2026',
    'Tue Foo 7 09:05:03 UTC 2026',
    'Mon Feb 30 00:00:00 UTC 2026',
    'Tue Apr 7 25:05:03 UTC 2026',
    'Tue Apr  7 09:05:03 UTC 2026',
    '2026-04-07T09:05:03Z',
  ])('does not read %j', (text) => {
    expect(parseSrpDate(text)).toBeUndefined()
  })
})

test('versions are moments in UTC, without anything between the digits', () => {
  expect(versionStamp(Date.UTC(2019, 0, 28, 17, 54, 2, 999))).toBe('20190128175402')
})
