import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { onTestFinished } from 'vitest'

/** A project of somebody who uses the package: these files, and these packages besides ours and its dependency. */
export function project(files: Record<string, string>, packages: readonly string[] = []): string {
  const folder = mkdtempSync(join(tmpdir(), 'cognito-plus-project-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const link = (name: string, target: string) => {
    const path = join(folder, 'node_modules', name)
    mkdirSync(dirname(path), { recursive: true })
    symlinkSync(target, path)
  }
  // Where it lies decides how tools treat it: as a package, not as a part of the project.
  const installed = join(folder, 'node_modules/cognito-plus')
  for (const part of ['package.json', 'dist', 'migrations', 'schema']) {
    cpSync(resolve(part), join(installed, part), { recursive: true })
  }
  for (const name of ['better-sqlite3', ...packages]) link(name, resolve('node_modules', name))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

/** Runs a program in a project: everything it prints, and its exit code. */
export async function runIn(folder: string, ...args: string[]): Promise<{ printed: string; code: number | null }> {
  const env = { ...process.env, VITEST: undefined, VITEST_POOL_ID: undefined, NODE_ENV: undefined, NO_COLOR: '1' }
  const child = spawn(process.execPath, args, { cwd: folder, env })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (printed += text))
  const code = await new Promise<number | null>((end) => child.once('close', end))
  return { printed, code }
}
