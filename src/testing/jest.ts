import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { runInThisContext } from 'node:vm'
import { enter, environmentFor } from '../cli/environment.ts'
import { type ControlClient, connect } from '../client/client.ts'
import { type CognitoMatchers, matchersFor } from './matchers.ts'

// A set-up file of Jest (setupFilesAfterEnv): every test file gets an emulator of its own, in a process of its own, because
// Jest runs tests as CommonJS. Seeds come from COGNITO_PLUS_SEED or cognito-plus.config.yaml.

export type { CognitoMatchers }

/** What Jest puts into every test file. */
declare const jestGlobals: {
  beforeAll(deed: () => Promise<void>, timeoutMs?: number): void
  afterAll(deed: () => Promise<void>): void
  expect: { extend(matchers: object): void }
}
const { beforeAll, afterAll, expect } = globalThis as unknown as typeof jestGlobals

let child: ChildProcess | undefined
let client: ControlClient | undefined

/** The emulator of this test file; there from the first `beforeAll` on. */
export const emulator: ControlClient = new Proxy({} as ControlClient, {
  get(_, name) {
    if (!client) throw new Error('The emulator is there inside tests and hooks, not while the file is loaded.')
    return client[name as keyof ControlClient]
  },
})

beforeAll(async () => {
  const { url, region } = await start()
  // An environment such as jsdom hides the fetch of Node; this is the one behind it.
  client = connect(url, { fetch: runInThisContext('fetch') as typeof fetch })
  enter(environmentFor(url, region))
}, 30_000)

afterAll(async () => {
  if (!child || child.exitCode !== null) return
  const ended = new Promise((resolve) => child?.once('exit', resolve))
  child.kill()
  await ended
})

expect.extend(matchersFor(() => emulator))

function start(): Promise<{ url: string; region: string }> {
  const program = fileURLToPath(new URL('./cli.js', import.meta.url))
  const args = [program, 'start', '--memory', '--port', '0', '--json', '--log-level', 'error', '--stop-with-stdin']
  // It speaks http, because a process learns whom to trust when it starts.
  const env = { ...process.env, COGNITO_PLUS_TLS: 'false', COGNITO_PLUS_TLS_CERT: '', COGNITO_PLUS_TLS_KEY: '' }
  // Where Jest ends without its hooks, the pipe to standard input does, too.
  const started = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'], env })
  child = started
  return new Promise((resolve, reject) => {
    createInterface({ input: started.stdout }).once('line', (line) => resolve(JSON.parse(line)))
    started.once('exit', (code) => reject(new Error(`cognito-plus ended with code ${code} before it listened.`)))
  })
}

declare global {
  namespace jest {
    // Declared as @types/jest declares it, so that the two are merged.
    // biome-ignore lint/complexity/noBannedTypes: the same parameters
    interface Matchers<R, T = {}> extends CognitoMatchers<R> {}
  }
}
