import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** The program itself in a process of its own, on a database that is thrown away. */
export interface Server extends AsyncDisposable {
  readonly url: string
}

/** Starts the server from source on a free port and resolves once it listens. */
export async function startServer(): Promise<Server> {
  const data = await mkdtemp(join(tmpdir(), 'cognito-plus-demo-'))
  const settings = ['--port', '0', '--json', '--data', data, '--log-level', 'error', '--random-seed', 'demo']
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'start', ...settings], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = async () => {
    child.kill()
    await exited
    await rm(data, { recursive: true, force: true })
  }
  const line = await Promise.race([firstLine(child.stdout), exited])
  if (line === undefined) {
    await stop()
    throw new Error('The server ended before it listened.')
  }
  return { url: (JSON.parse(line) as { url: string }).url, [Symbol.asyncDispose]: stop }
}

function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve) => createInterface({ input: stream }).once('line', resolve))
}
