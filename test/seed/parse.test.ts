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
    expect(parseSeed('', 'seed.yaml').seed).toEqual({
      networks: [],
      compromisedPasswords: [],
      compromisedPasswordHashes: [],
      pools: [],
    })
  })

  test('says the same in YAML and in JSON', () => {
    const yaml = parseSeed('pools:\n  - name: shop\n    settings: { MfaConfiguration: OPTIONAL }\n', 'a.yaml')
    const json = parseSeed('{"pools":[{"name":"shop","settings":{"MfaConfiguration":"OPTIONAL"}}]}', 'a.json')

    expect(yaml.seed).toEqual(json.seed)
  })
})

describe('What several places share', () => {
  test('is written once, by anchors and merged mappings', () => {
    const text = `
x-shared:
  home: &home { days: 30, place: Berlin, device: Chrome on Windows }
pools:
  - &shop
    name: shop
    tier: PLUS
    users:
      - { username: ann, history: [*home] }
      - { username: ben, history: [{ <<: *home, perDay: 2 }] }
  - { <<: *shop, name: other }
`
    const [shop, other] = parseSeed(text, 'seed.yaml').seed.pools

    expect(shop!.users[1]!.history).toMatchObject([{ days: 30, place: 'Berlin', perDay: 2 }])
    expect(other).toEqual({ ...shop, name: 'other' })
  })

  test('may be used as often as one likes', () => {
    const users = Array.from({ length: 300 }, (_, n) => `      - { username: u${n}, history: *past }`)
    const text = `x-past: &past [{ days: 3, place: Berlin, device: curl/8 }]\npools:\n  - name: x\n    users:\n${users.join('\n')}`

    expect(parseSeed(text, 'seed.yaml').seed.pools[0]!.users).toHaveLength(300)
  })

  test('and is wrong is pointed at where it is used', () => {
    const text =
      'x-home: &home { days: 3, place: Berlin, device: curl/8, hours: never }\npools:\n  - name: x\n    users:\n      - { username: ann, history: [*home] }'

    expect(complaint(text)).toBe('seed.yaml:5:36: hours: expected hours like 8-18, got "never".')
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
      '3:11: tier: expected LITE, ESSENTIALS or PLUS, got "GOLD".',
    ],
    [
      'a value that resembles one',
      'pools:\n  - name: x\n    tier: Pluss',
      '3:11: tier: expected LITE, ESSENTIALS or PLUS, got "Pluss". Did you mean "PLUS"?',
    ],
    ['a wrong type', 'pools: 7', '1:8: pools: expected a list, got 7.'],
    ['nothing', 'pools:', '1:7: pools: expected a list, got nothing.'],
    [
      'a number where text has to be',
      'pools:\n  - name: x\n    users: [{ username: 0815, phone: +4915550001 }]',
      '3:25: username: expected text, got 815. Put it in quotes.',
    ],
    ['something that is missing', 'pools:\n  - tier: LITE', '2:5: name is missing.'],
    [
      'a range that is none',
      'networks:\n  - cidr: 10.1.0.0',
      '2:11: cidr: expected a range like 10.1.0.0/16, got "10.1.0.0".',
    ],
    [
      'a member out of range',
      'pools:\n  - name: x\n    settings:\n      Policies:\n        PasswordPolicy: { MinimumLength: 5 }',
      '5:42: MinimumLength: expected a number of at least 6, got 5.',
    ],
    ['YAML that is none', 'pools: [', '1:9:'],
    ['a key given twice', 'pools: []\npools: []', '2:1: Map keys must be unique'],
    ['two documents', 'pools: []\n---\npools: []', '2:1: Expected one document: "---" begins another one.'],
    ['an alias of nothing', 'pools: *no', '1:8: Unresolved alias'],
    ['a moment', 'now: 2026-01-01', '1:6: now: expected a moment such as 2026-03-02T09:00:00Z, got "2026-01-01".'],
    [
      'a country',
      'networks:\n  - { cidr: 10.0.0.0/8, country: Atlantis }',
      '2:34: country: expected a code such as NO',
    ],
    [
      'an operation',
      'pools:\n  - name: x\n    calls: [{ operation: CreateResourceServr }]',
      '3:26: operation: expected one of 140 words, got "CreateResourceServr". Did you mean "CreateResourceServer"?',
    ],
    [
      'a member of a call',
      'pools:\n  - name: x\n    calls:\n      - { operation: CreateResourceServer, input: { Identifer: a, Name: a } }',
      '4:53: there is no "Identifer" here. Did you mean "Identifier"?',
    ],
    [
      'a repeated user without a number',
      'pools:\n  - name: x\n    users: [{ username: ann, repeat: 2 }]',
      '3:25: username: expected {n} in it, because the user is repeated, got "ann".',
    ],
    [
      'two passwords',
      'pools:\n  - name: x\n    users: [{ username: ann, password: a, temporaryPassword: b }]',
      '3:13: users: expected only one of password, temporaryPassword, passwordHash.',
    ],
    [
      'a factor that is preferred and not there',
      'pools:\n  - name: x\n    users: [{ username: ann, mfa: { preferred: totp } }]',
      '3:48: preferred: expected a factor that the user has, got "totp".',
    ],
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
    ['made, without device,', 'days: 3, place: Berlin', '6:13: device is missing.'],
    [
      'made and never beginning',
      'days: 3, until: 3, place: Berlin, device: curl/8',
      '6:31: until: expected fewer days than',
    ],
    ['misspelt', 'day: 3, place: Berlin, device: curl/8', '6:15: there is no "day" here. Did you mean "days"?'],
  ])('in a %s history, about the kind that was meant', (_, row, expected) => {
    const text = `pools:\n  - name: x\n    users:\n      - username: ann\n        history:\n          - { ${row} }`

    expect(complaint(text)).toContain(expected)
    expect(complaint(text).split('\n')).toHaveLength(1)
  })

  test('all of it at once, and what explains it only once', () => {
    expect(complaint('pools:\n  - nam: x\n    tier: GOLD\n    domain: 7').split('\n')).toEqual([
      'seed.yaml:2:5: there is no "nam" here. Did you mean "name"?',
      'seed.yaml:3:11: tier: expected LITE, ESSENTIALS or PLUS, got "GOLD".',
      'seed.yaml:4:13: domain: expected text, got 7. Put it in quotes.',
    ])
  })

  test('without what is secret', () => {
    const said = complaint(
      'compromisedPasswords: [7391]\npools:\n  - name: x\n    clients: [{ name: web, secret: hush }]\n    users: [{ username: ann, password: 24816 }]',
    )

    expect(said).not.toMatch(/7391|hush|24816/)
    expect(said).toContain('5:40: password: expected text, got a number. Put it in quotes.')
  })
})
