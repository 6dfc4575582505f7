import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { type Figure, median } from './measure.ts'

const runs = 11

/** From the start of the built program's process to its first answer. */
export async function coldStart(): Promise<Figure[]> {
  const times: number[] = []
  for (let run = 0; run <= runs; run++) {
    const started = performance.now()
    const program = spawn(process.execPath, [
      'dist/cli.js',
      'start',
      '--memory',
      '--port',
      '0',
      '--json',
      '--log-level',
      'silent',
    ])
    const line = await new Promise<string>((resolve, reject) => {
      program.once('exit', (code) => reject(new Error(`The program ended with ${code}; was it built (npm run build)?`)))
      createInterface({ input: program.stdout }).once('line', resolve)
    })
    const { url } = JSON.parse(line) as { url: string }
    await (await fetch(`${url}/health`)).text()
    // The first run warms the file cache.
    if (run > 0) times.push(performance.now() - started)
    program.removeAllListeners('exit')
    program.kill()
  }
  const empty = await emptyProcess()
  return [
    {
      name: `cold start of the built program to its first answer (median of ${runs})`,
      value: median(times),
      unit: 'ms',
      atMost: 150,
    },
    { name: 'the same over a Node process that does nothing', value: median(times) / empty, unit: 'x' },
  ]
}

async function emptyProcess(): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < 5; run++) {
    const started = performance.now()
    await new Promise((resolve) => spawn(process.execPath, ['-e', '']).once('exit', resolve))
    times.push(performance.now() - started)
  }
  return median(times)
}
