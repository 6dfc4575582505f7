import { describe, expect, test } from 'vitest'
import { modelOf } from '../../src/api/generated/model.ts'
import type { OperationName } from '../../src/api/generated/types.ts'
import { coverage } from '../../src/dev/coverage.ts'
import { unreachable } from '../../src/dev/unreachable-errors.ts'
import { ignoredMembers, inertMembers, shownMembers } from '../../src/kernel/ignored-members.ts'

const all = coverage()

describe('the report about the service model', () => {
  test('finds every declared error in a test or in the table of those that cannot happen', () => {
    const open = all.flatMap(({ name, open }) => open.map((error) => `${name} ${error}`))

    expect(open).toEqual([])
  })

  test('has reasons for declared errors only, by name of the operation', () => {
    const undeclared = Object.entries(unreachable).flatMap(([name, reasons]) =>
      Object.keys(reasons)
        .filter((error) => !modelOf(name as OperationName).errors.some((declared) => declared === error))
        .map((error) => `${name} ${error}`),
    )

    expect(undeclared).toEqual([])
    expect(Object.keys(unreachable)).toEqual(Object.keys(unreachable).sort())
  })

  test('knows of every input member what becomes of it, and has no reasons for others', () => {
    const unread = all.flatMap(({ name, unread }) => unread.map((member) => `${name} ${member}`))
    const excused = new Set(all.flatMap(({ name, unhonoured }) => unhonoured.map(([path]) => `.${name}.${path}`)))
    const keys = [ignoredMembers, shownMembers, inertMembers].flatMap((table) => Object.keys(table))

    expect(unread).toEqual([])
    expect(keys.filter((key) => ![...excused].some((path) => path.endsWith(`.${key}`)))).toEqual([])
  })
})
