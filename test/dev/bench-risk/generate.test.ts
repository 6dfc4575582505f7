import { beforeAll, describe, expect, test } from 'vitest'
import { generateLogins } from '../../../src/dev/bench-risk/generate/generate.ts'
import type { Login, LoginFile } from '../../../src/dev/bench-risk/login.ts'
import { parseUserAgent } from '../../../src/domain/risk/context/user-agent.ts'
import { familyOf } from '../../../src/domain/risk/model/nodes.ts'

describe('generated logins', () => {
  let file: LoginFile
  beforeAll(() => {
    file = generateLogins('test', 1500)
  })
  const owners = () => file.logins.filter(({ y }) => y === 'o')

  test('are the same for the same seed and others for another', () => {
    expect(generateLogins('test', 60).logins).toEqual(generateLogins('test', 60).logins)
    expect(generateLogins('other', 60).logins).not.toEqual(generateLogins('test', 60).logins)
  })

  test('come in the order of time, but for the probes', () => {
    const times = file.logins.filter(({ probe }) => probe !== 1).map(({ t }) => t)
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(file.logins.map(({ i }) => i)).toEqual(file.logins.map((_, i) => i))
  })

  test('meet the published numbers of attempts per user', () => {
    const counts = new Map<string, number>()
    for (const { u } of owners()) counts.set(u, (counts.get(u) ?? 0) + 1)
    const sorted = [...counts.values()].sort((a, b) => a - b)
    const at = (q: number) => sorted[Math.floor(q * sorted.length)]!

    expect(at(0.5)).toBe(2)
    expect(at(0.9)).toBeGreaterThanOrEqual(7)
    expect(at(0.9)).toBeLessThanOrEqual(9)
    expect(at(0.99)).toBeGreaterThanOrEqual(25)
    expect(at(0.99)).toBeLessThanOrEqual(40)
    expect(sorted.filter((count) => count === 1).length / sorted.length).toBeCloseTo(0.4, 1)
  })

  test('put three probes before a sign-in of a returning owner', () => {
    const seen = new Set<string>()
    for (const [i, { u, y, ok, probe, m }] of file.logins.entries()) {
      if (y === 'o' && ok === 1) seen.add(u)
      if (probe !== 1 || m !== 'naive') continue
      const block = file.logins.slice(i, i + 4).map((login: Login) => [login.u, login.m, login.y])
      expect(block).toEqual([
        [u, 'naive', 'a'],
        [u, 'vpn', 'a'],
        [u, 'targeted', 'a'],
        [u, undefined, 'o'],
      ])
      expect(seen.has(u)).toBe(true)
    }
  })

  test('use only addresses that nobody has', () => {
    expect(file.logins.every(({ ip }) => /^(10\.|198\.1[89]\.|2001:db8:)/.test(ip))).toBe(true)
  })

  test("name their agents as the sign-in path's own parser does", () => {
    const differ = [...file.agents].filter(([ua, { br, os, dt }]) => {
      const parsed = parseUserAgent(ua)
      return (
        familyOf(parsed.browser) !== familyOf(br) || familyOf(parsed.os) !== familyOf(os) || parsed.deviceType !== dt
      )
    })
    expect(differ.length / file.agents.size).toBeLessThan(0.05)
  })
})
