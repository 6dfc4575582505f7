import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { deviceName, parseUserAgent } from '../../src/domain/risk/context/user-agent.ts'
import { userAgentNamed } from '../../src/seed/device-names.ts'
import { deviceNames, userAgentOf } from '../../src/seed/devices.ts'

const recorded = JSON.parse(readFileSync('test/fixtures/user-agents.json', 'utf8')) as Record<string, unknown>

/** What a device would be called again after it came from the service by its name only. */
const again = (name: string) => deviceName(parseUserAgent(userAgentNamed(name)))

describe('A device that is known by name only', () => {
  test.each(deviceNames)('keeps the name of %s', (device) => {
    const name = deviceName(parseUserAgent(userAgentOf(device)))

    expect(again(name)).toBe(name)
  })

  test('keeps it for nearly all agents that were ever recorded', () => {
    const names = [...new Set(Object.keys(recorded).map((agent) => deviceName(parseUserAgent(agent))))]
    const changed = names.filter((name) => again(name) !== name)

    expect(names.length).toBeGreaterThan(50)
    expect(changed.length / names.length, changed.map((name) => `${name} -> ${again(name)}`).join('\n')).toBeLessThan(
      0.03,
    )
  })

  test.each(['', 'Other, Other'])('has no agent where the name says nothing: "%s"', (name) => {
    expect(userAgentNamed(name)).toBeUndefined()
  })
})
