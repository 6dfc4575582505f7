import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { listen, stop } from '../../src/server.ts'
import { ran } from '../support/cli.ts'
import { openShop, shop } from '../support/seeded.ts'

beforeEach(() => {
  vi.stubEnv('NO_COLOR', '1')
  return () => void vi.unstubAllEnvs()
})

async function openForBusiness(): Promise<string> {
  const { core } = await openShop({ port: 0 })
  const server = await listen(core)
  onTestFinished(() => stop(server))
  vi.stubEnv('COGNITO_PLUS_URL', core.baseUrl)
  return core.baseUrl
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'cognito-plus-refusals-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

const somewhere = ['simulate', 'ann', '--pool', shop.pool, '--ip']

describe('A value that cannot be is refused with code 2, before anybody is asked:', () => {
  test.each([
    ['an address', [...somewhere, '1.2.3'], "option '--ip <address>' argument '1.2.3' is invalid. Expected an IPv4 or"],
    ['a latitude', [...somewhere, '1.2.3.4', '--latitude', '91'], 'Expected a number from -90 to 90.'],
    ['a number', [...somewhere, '1.2.3.4', '--asn', 'AS1'], 'Expected a number of at least 0.'],
    ['a moment', [...somewhere, '1.2.3.4', '--at', 'yesterday'], 'Expected a moment in ISO 8601'],
    ['seconds', ['inbox', '--wait', 'long'], 'Expected a number from 0 to 3600.'],
    ['how many', ['replay', '--pool', 'p', '--policy', 'f', '--listed', ''], 'Expected a number of at least 0.'],
    ['since when', ['replay', '--pool', 'p', '--policy', 'f', '--since', '7'], 'Expected a moment in ISO 8601'],
    ['whose it was', ['feedback', 'x', 'perhaps'], 'Expected valid or invalid.'],
    ['where it answers', ['doctor', '--url', 'localhost:4590'], 'such as http://localhost:4590, got "localhost:4590".'],
  ])('%s', async (_, args, complaint) => {
    const { err, out, code } = await ran(...args)

    expect(err).toContain(complaint)
    expect({ out, code }).toEqual({ out: '', code: 2 })
  })

  test('and what only the emulator can know ends in the same way', async () => {
    await openForBusiness()

    const { err, code } = await ran('inbox', '--kind', 'Telegram')

    expect(err).toMatch(/^kind: Invalid option: expected one of "SignUp"/)
    expect(code).toBe(2)
  })
})

test('feedback may be spelt as the API spells it', async () => {
  await openForBusiness()
  const { authEvent } = JSON.parse((await ran(...somewhere, '198.19.4.4', '--json')).out)

  const { out } = await ran('feedback', authEvent.EventId, 'Valid')

  expect(out).toContain('is now marked Valid.')
})

describe('Files that cannot be written or read are named in one sentence:', () => {
  test.each([
    ['init', ['init', 'nowhere/seed.yaml'], /^nowhere\/seed\.yaml: there is no such file or folder\.\n$/],
    ['export', ['export', '-o', 'nowhere/x.yaml'], /^nowhere\/x\.yaml: there is no such file or folder\.\n$/],
    ['export to a folder', ['export', '-o', 'src'], /^src: this is a folder\.\n$/],
    [
      'snapshot',
      ['snapshot', 'save', 'x', '--dir', 'package.json/x'],
      /^package\.json.*: a part of this path is a file\.\n$/,
    ],
    ['start', ['start', '--data', 'package.json'], /^package\.json: a file is in the way\.\n$/],
    [
      'start with a location file',
      ['start', '--memory', '--geoip', 'package.json'],
      /^Setting geoip: package\.json cannot/,
    ],
  ])('%s', async (_, args, expected) => {
    await openForBusiness()

    const { err, code } = await ran(...args)

    expect(err).toMatch(expected)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
    expect(code).toBeGreaterThan(0)
  })
})

describe('Somebody else at the address', () => {
  test.each([
    [404, 'text/html', '<!DOCTYPE html>'],
    [200, 'text/html', '<!DOCTYPE html>'],
    [500, 'application/json', '{"oops":1}'],
  ])('is not taken for an emulator (%s, %s)', async (status, type, body) => {
    const server = createServer((_, answer) => answer.writeHead(status, { 'content-type': type }).end(body))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

    const { err, code } = await ran('doctor', '--url', url)

    expect(err).toBe(`What answers at ${url} is no emulator (status ${status}).\n`)
    expect(code).toBe(1)
  })
})

test('a pool that there is not cannot be exported', async () => {
  await openForBusiness()

  const { out, err, code } = await ran('export', '--pool', 'us-east-1_Nowhere')

  expect({ out, err, code }).toEqual({ out: '', err: 'User pool us-east-1_Nowhere does not exist.\n', code: 1 })
})

test('whoever reads may stop in the middle', async () => {
  const url = await openForBusiness()
  const file = join(folder(), 'errors')
  writeFileSync(file, '')

  const command = `"${process.execPath}" dist/cli.js export --url ${url} 2> "${file}" | head -n 1`
  const child = spawn('sh', ['-c', command], { stdio: ['ignore', 'pipe', 'inherit'] })
  let out = ''
  child.stdout.on('data', (text) => (out += text))
  await new Promise((end) => child.once('close', end))

  expect(out).toMatch(/^# yaml-language-server/)
  expect(execFileSync('cat', [file], { encoding: 'utf8' })).toBe('')
})
