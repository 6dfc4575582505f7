import { appendFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { LogSink } from './log-sink.ts'

/** Appends records to `<folder>/<pool id>/<source>.jsonl`, one JSON object a line. */
export function fileSink(folder: string): LogSink {
  return {
    async write({ poolId, source, records }) {
      const ofPool = join(folder, poolId)
      await mkdir(ofPool, { recursive: true })
      await appendFile(join(ofPool, `${source}.jsonl`), records.map(({ record }) => `${record}\n`).join(''))
    },
  }
}
