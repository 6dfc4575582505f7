import { vi } from 'vitest'
import { run } from '../../src/cli/program.ts'

/** Runs a command line in this process until it ends by itself: what it prints, and its exit code. */
export async function ran(...args: string[]): Promise<{ out: string; err: string; code: number }> {
  const printed = { out: '', err: '' }
  const to = (stream: 'out' | 'err') => (text: string | Uint8Array) => {
    printed[stream] += text
    return true
  }
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(to('out')),
    vi.spyOn(process.stderr, 'write').mockImplementation(to('err')),
  ]
  process.exitCode = undefined
  try {
    await run(args)
    return { ...printed, code: Number(process.exitCode ?? 0) }
  } finally {
    process.exitCode = undefined
    for (const spy of spies) spy.mockRestore()
  }
}
