import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { ran } from '../support/cli.ts'

const { isTTY } = process.stdin
function onTerminal(value: boolean): void {
  Object.defineProperty(process.stdin, 'isTTY', { value, configurable: true })
  onTestFinished(() => void Object.defineProperty(process.stdin, 'isTTY', { value: isTTY, configurable: true }))
}

/** The exit code of `exec` when it gets SIGINT itself: 7 where the command got it from `exec`, 3 where it did not. */
async function interrupted(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'cognito-plus-exec-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const ready = join(folder, 'ready')
  const script = `process.on('SIGINT', () => process.exit(7)); require('fs').writeFileSync(process.argv[1], '')
    setTimeout(() => process.exit(3), 700)`
  const running = ran('exec', '--', process.execPath, '-e', script, ready)
  await vi.waitFor(() => expect(existsSync(ready)).toBe(true), { timeout: 10_000 })
  process.emit('SIGINT', 'SIGINT')
  return (await running).code
}

test('a profile of AWS is not in the way of the command', async () => {
  for (const name of ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE', 'AWS_SESSION_TOKEN']) vi.stubEnv(name, 'of-work')
  onTestFinished(() => void vi.unstubAllEnvs())
  const script = `process.exit(Object.values(process.env).includes('of-work') ? 1 : 0)`

  const { code } = await ran('exec', '--', process.execPath, '-e', script)

  expect(code).toBe(0)
})

describe('Ctrl-C', () => {
  test('reaches a command in a terminal once: from the terminal', async () => {
    onTerminal(true)

    expect(await interrupted()).toBe(3)
  })

  test('is passed on where there is no terminal', async () => {
    onTerminal(false)

    expect(await interrupted()).toBe(7)
  })
})

test('the help of exec has the defaults of exec', async () => {
  const words = (await ran('exec', '--help')).out.replace(/\s+/g, ' ')

  expect(words).toContain('0 takes a free one. Default: a free one. [COGNITO_PLUS_PORT]')
  expect(words).toContain('Default: none, in memory. [COGNITO_PLUS_DATA]')
  expect(words).not.toContain('Default: 4590')
})

test('a server whose owner holds its standard input ends with it', { timeout: 30_000 }, async () => {
  const args = ['dist/cli.js', 'start', '--memory', '--port', '0', '--json', '--stop-with-stdin']
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  await new Promise((resolve) => child.stdout.once('data', resolve))

  child.stdin.end()

  expect(await ended).toBe(0)
})
