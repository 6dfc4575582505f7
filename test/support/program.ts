import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'

const bundle = 'dist/cli.js'

/** The built program, running. */
export interface Program {
  readonly url: string
  readonly child: ChildProcess
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>
  /** Asks it to end and waits for its exit code. */
  stop(): Promise<number | null>
}

/** Starts the bundle on a free port and waits until it answers. `npm test` has built it before. */
export async function startProgram(args: string[]): Promise<Program> {
  if (!existsSync(bundle)) throw new Error(`${bundle} is missing: run "npm run build" first.`)
  const child = spawn(process.execPath, [bundle, 'start', '--port', '0', '--json', '--log-level', 'error', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal)
    return exited
  }
  const line = await Promise.race([firstLine(child), exited.then(() => undefined)])
  if (line === undefined) throw new Error(`The program ended before it listened (exit code ${child.exitCode}).`)
  const { url } = JSON.parse(line) as { url: string }
  return { url, child, kill: async () => void (await end('SIGKILL')), stop: () => end('SIGTERM') }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => createInterface({ input: child.stdout! }).once('line', resolve))
}
