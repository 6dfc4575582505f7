import { describe, expect, test } from 'vitest'
import { parseSeed } from '../../src/seed/parse.ts'

/** The complaint about a seed file of this text. */
function complaint(text: string): string {
  try {
    parseSeed(text, 'seed.yaml')
  } catch (error) {
    return (error as Error).message
  }
  throw new Error('nothing was wrong')
}

describe('A seed file', () => {
  test('may be empty', () => {
    expect(parseSeed('', 'seed.yaml').seed).toEqual({ networks: [], compromisedPasswords: [], pools: [] })
  })

  test('says the same in YAML and in JSON', () => {
    const yaml = parseSeed('pools:\n  - name: shop\n    settings: { MfaConfiguration: OPTIONAL }\n', 'a.yaml')
    const json = parseSeed('{"pools":[{"name":"shop","settings":{"MfaConfiguration":"OPTIONAL"}}]}', 'a.json')

    expect(yaml.seed).toEqual(json.seed)
  })
})

describe('What is wrong is said with line and column', () => {
  test.each([
    [
      'a misspelt key',
      'pools:\n  - name: x\n    threatProtecton: AUDIT',
      '3:5: there is no "threatProtecton" here. Did you mean "threatProtection"?',
    ],
    ['a key that resembles nothing', 'zoo: 1', '1:1: there is no "zoo" here. There may be: $schema, now,'],
    [
      'a misspelt member of the API',
      'pools:\n  - name: x\n    settings:\n      MfaConfigration: ON',
      '4:7: there is no "MfaConfigration" here. Did you mean "MfaConfiguration"?',
    ],
    [
      'a wrong value',
      'pools:\n  - name: x\n    tier: GOLD',
      '3:11: tier: Invalid option: expected one of "LITE"|"ESSENTIALS"|"PLUS"',
    ],
    ['a wrong type', 'pools: 7', '1:8: pools: Invalid input: expected array, received number'],
    [
      'something that is missing',
      'pools:\n  - tier: LITE',
      '2:5: name: Invalid input: expected string, received undefined',
    ],
    ['a range that is none', 'networks:\n  - cidr: 10.1.0.0', '2:11: cidr: expected a range like 10.1.0.0/16'],
    [
      'a member out of range',
      'pools:\n  - name: x\n    settings:\n      Policies:\n        PasswordPolicy: { MinimumLength: 5 }',
      '5:42: MinimumLength: Too small: expected number to be >=6',
    ],
    ['YAML that is none', 'pools: [', '1:9:'],
    ['a key given twice', 'pools: []\npools: []', '2:1: Map keys must be unique'],
  ])('%s', (_, text, expected) => {
    expect(complaint(text)).toContain(`seed.yaml:${expected}`)
  })

  test('in JSON as well', () => {
    expect(complaint('{\n  "pools": [{ "name": "x", "teir": "PLUS" }]\n}')).toContain(
      'seed.yaml:2:28: there is no "teir" here',
    )
  })

  test.each([
    ['made', 'days: 3, place: Berlin, device: curl/8, perDya: 2', 'there is no "perDya" here. Did you mean "perDay"?'],
    ['listed', 'at: 2026-01-01T00:00:00Z, adress: 192.0.2.1', 'there is no "adress" here. Did you mean "address"?'],
  ])('in a %s history, about the kind that was meant', (_, row, expected) => {
    const text = `pools:\n  - name: x\n    users:\n      - username: ann\n        history:\n          - { ${row} }`

    expect(complaint(text)).toContain(expected)
    expect(complaint(text).split('\n')).toHaveLength(1)
  })

  test('all of it at once', () => {
    expect(complaint('pools:\n  - nam: x\n    tier: GOLD').split('\n')).toHaveLength(3)
  })
})
