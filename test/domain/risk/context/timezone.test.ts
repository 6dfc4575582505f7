import { describe, expect, test } from 'vitest'
import { eventTimezone, riskTimezone } from '../../../../src/domain/risk/context/timezone.ts'

const winter = Date.UTC(2026, 0, 15)
const summer = Date.UTC(2026, 6, 15)

describe('the time zone of an event', () => {
  test.each([
    ['-07:00', '-07:00'],
    ['+02:00', '+02:00'],
    ['02:00', '+02:00'],
    ['-03:30', '-03:30'],
    ['05:45', '+05:45'],
    ['9:30', '+09:30'],
    ['00:00', '+00:00'],
    ['-00:00', '+00:00'],
    ['14:00', '+14:00'],
    [' 02:00\n', '+02:00'],
    ['.5:30', undefined],
    ['75:45', undefined],
    ['14:30', undefined],
    ['02:60', undefined],
    ['--2:00', undefined],
    ['Berlin', undefined],
    ['Europe/Nowhere', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%j is printed as %j', (timezone, printed) => {
    expect(eventTimezone(timezone, winter)).toBe(printed)
  })

  test.each([
    ['Europe/Berlin', winter, '+01:00'],
    ['Europe/Berlin', summer, '+02:00'],
    ['America/Argentina/Buenos_Aires', summer, '-03:00'],
    ['America/St_Johns', winter, '-03:30'],
    ['Asia/Kathmandu', winter, '+05:45'],
    ['Etc/GMT+5', winter, '-05:00'],
    ['UTC', summer, '+00:00'],
  ])('%s is printed as its offset of the day', (timezone, at, printed) => {
    expect(eventTimezone(timezone, at)).toBe(printed)
  })
})

describe('the time zone of the risk model', () => {
  test.each([
    ['a name', 'Europe/Berlin', 'US', 'Europe/Berlin'],
    ['standard time at home', '01:00', 'DE', 'local'],
    ['summer time at home', '+02:00', 'DE', 'local'],
    ['any zone of a wide country', '-10:00', 'US', 'local'],
    ['an odd zone at home', '05:30', 'IN', 'local'],
    ['negative winter time at home', '00:00', 'IE', 'local'],
    ['a country in small letters', '-08:00', 'us', 'local'],
    ['an offset from abroad', '-08:00', 'DE', '-08:00'],
    ['an offset without a country', '02:00', undefined, '+02:00'],
    ['an offset in a country that is none', '02:00', 'ZZ', '+02:00'],
    ['an offset that no clock shows', '.5:30', 'IN', '?'],
    ['nothing', undefined, 'DE', '?'],
  ])('takes %s', (_, timezone, country, expected) => {
    expect(riskTimezone(timezone, country)).toBe(expected)
  })
})
