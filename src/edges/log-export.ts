import { forgetDelivered, type LogBatch, nextBatch, noteFailure, waitingLogs } from '../domain/risk/log-outbox.ts'
import type { Tx } from '../store/database.ts'

/** Where exported records go. */
export interface LogSink {
  /** Resolves once all records have arrived, in their order. */
  write(batch: LogBatch): Promise<void>
}

/** What takes records of exported logs from the outbox to where they belong, beside the requests and never before them. */
export interface LogExport {
  /** There may be something to send. */
  nudge(): void
  /** Sends what there is now; resolves when everything has been tried. */
  flush(): Promise<void>
  stop(): void
}

/** What the export needs from the rest of the program. */
export interface LogExportParts {
  readonly sink: LogSink
  /** One transaction. */
  transact<T>(work: (tx: Tx) => T): T
  warn(text: string): void
}

const restMs = 25
const retryMs = 30_000

/** Exports records pool by pool. Where a destination fails, its records stay and are tried again every half minute. */
export function logExport({ sink, transact, warn }: LogExportParts): LogExport {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<boolean> | undefined
  let stopped = false

  async function sendAll(): Promise<boolean> {
    let complete = true
    for (const source of transact((tx) => waitingLogs(tx))) {
      for (;;) {
        const batch = stopped ? undefined : transact((tx) => nextBatch(tx, source))
        if (!batch || batch.records.length === 0) break
        if (await send(batch)) continue
        complete = false
        break
      }
    }
    return complete
  }

  async function send(batch: LogBatch): Promise<boolean> {
    try {
      await sink.write(batch)
      if (!stopped) transact((tx) => forgetDelivered(tx, batch))
      return true
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      if (!stopped) transact((tx) => noteFailure(tx, batch, why))
      warn(`Records of ${batch.source} in ${batch.poolId} could not be exported: ${why}`)
      return false
    }
  }

  function schedule(afterMs: number): void {
    if (stopped || timer) return
    timer = setTimeout(() => {
      timer = undefined
      void flush()
    }, afterMs).unref()
  }

  async function flush(): Promise<void> {
    // One run at a time keeps the records of a destination in order.
    await running
    running = sendAll()
    const complete = await running
    if (!complete) schedule(retryMs)
  }

  return {
    nudge: () => schedule(restMs),
    flush,
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
