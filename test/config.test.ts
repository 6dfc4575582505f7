import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { resolveConfig } from '../src/config.ts'
import { readConfigFile } from '../src/config-file.ts'
import { ConfigError } from '../src/setting-kinds.ts'

describe('A setting', () => {
  test('is what the flag says, else the variable, else the file, else the default', () => {
    const variable = { COGNITO_PLUS_PORT: '2' }
    const file = { port: 3 }

    expect(resolveConfig({ port: '1' }, variable, file).port).toBe(1)
    expect(resolveConfig({}, variable, file).port).toBe(2)
    expect(resolveConfig({}, {}, file).port).toBe(3)
    expect(resolveConfig({}, {}).port).toBe(4590)
  })

  test('that takes several values takes them as a list or between commas', () => {
    expect(resolveConfig({ seed: ['a', 'b'] }, {}).seed).toEqual(['a', 'b'])
    expect(resolveConfig({}, { COGNITO_PLUS_SEED: 'a,b' }).seed).toEqual(['a', 'b'])
  })

  test('of log services is one URL for all of them, or one for each', () => {
    const [one, other] = ['http://127.0.0.1:4566', 'https://s3.example.com']

    expect(resolveConfig({ logsEndpoint: one }, {}).logsEndpoint).toEqual({ logs: one, firehose: one, s3: one })
    expect(resolveConfig({}, { COGNITO_PLUS_LOGS_ENDPOINT: `logs=${one},s3=${other}` }).logsEndpoint).toEqual({
      logs: one,
      s3: other,
    })
    expect(resolveConfig({ logsEndpoint: [one, `s3=${other}`] }, {}).logsEndpoint).toMatchObject({ s3: other })
  })

  test.each<[string, object, string]>([
    ['a service that is none', { logsEndpoint: 'sqs=http://127.0.0.1' }, 'Setting logsEndpoint: expected a URL'],
    ['an endpoint that is none', { logsEndpoint: 's3=127.0.0.1:9000' }, 'Setting logsEndpoint: expected a URL'],
    ['a port too large', { port: 70_000 }, 'Setting port: expected a number from 0 to 65535, got "70000".'],
    ['a number that is none', { feedbackTokenDays: 'week' }, 'Setting feedbackTokenDays: expected a number'],
    ['a switch that is none', { memory: 'yes' }, 'Setting memory: expected true or false, got "yes".'],
    ['a choice that is none', { addOnGate: 'open' }, 'Setting addOnGate: expected strict or observed, got "open".'],
  ])('refuses %s', (_, given, message) => {
    expect(() => resolveConfig(given, {})).toThrow(message)
  })

  test.each([
    ['a region', { region: 'x y' }, 'Setting region: expected a region such as eu-central-1, got "x y".'],
    ['an account', { account: '12' }, 'Setting account: expected twelve digits, got "12".'],
    ['an issuer', { issuer: 'me' }, 'Setting issuer: expected local, aws or a URL, got "me".'],
    ['a mail server', { smtp: 'localhost' }, 'Setting smtp: expected a URL with smtp:// or smtps://, got "localhost".'],
    ['an endpoint', { lambdaEndpoint: ':3001' }, 'expected a URL with http:// or https://, got ":3001".'],
    ['a proxy', { trustedProxies: '10.0.0.1' }, 'Setting trustedProxies: expected a range such as 10.0.0.0/8'],
    ['an origin', { controlOrigins: 'localhost:3000' }, 'expected an origin such as http://localhost:3000'],
    ['an origin with a path', { controlOrigins: 'http://a/b' }, 'expected an origin such as http://localhost:3000'],
  ])('has to be what it is for: %s', (_, given, message) => {
    expect(() => resolveConfig(given, {})).toThrow(message)
  })

  test('that is a secret is not repeated', () => {
    expect(() => resolveConfig({ accessKeys: 'verysecret' }, {})).toThrow(/^Setting accessKeys: expected id:secret\.$/)
  })

  test('whose variable is empty is the default', () => {
    const empty = { COGNITO_PLUS_PORT: '', COGNITO_PLUS_REGION: '', COGNITO_PLUS_DATA: '', COGNITO_PLUS_SMTP: '' }

    expect(resolveConfig({}, empty)).toEqual(resolveConfig({}, {}))
  })
})

describe('The configuration file', () => {
  const file = (text: string) => {
    const folder = mkdtempSync(join(tmpdir(), 'cognito-plus-config-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const path = join(folder, 'settings.yaml')
    writeFileSync(path, text)
    return path
  }

  test('has one setting a line', async () => {
    expect(await readConfigFile(file('port: 5000\nmemory: true\n'))).toEqual({ port: 5000, memory: true })
  })

  test('with a setting that nobody knows is refused, and what was meant is said', async () => {
    const path = file('prot: 1\n')

    await expect(readConfigFile(path)).rejects.toThrow(`${path}: there is no setting "prot". Did you mean "port"?`)
  })

  test('may be empty, or not be there', async () => {
    expect(await readConfigFile(file(''))).toEqual({})
    expect(await readConfigFile()).toEqual({})
  })

  test.each([
    ['a list', '- port'],
    ['no YAML', 'port: ['],
  ])('that is %s is refused', async (_, text) => {
    await expect(readConfigFile(file(text))).rejects.toThrow(ConfigError)
  })

  test('that is named has to be there', async () => {
    await expect(readConfigFile('nowhere.yaml')).rejects.toThrow('There is no configuration file nowhere.yaml.')
  })
})
