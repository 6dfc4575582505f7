import {
  forgetDelivered,
  type LogBatch,
  type LogQueue,
  nextBatch,
  noteFailure,
  waitingLogs,
} from '../domain/risk/log-outbox.ts'
import type { Tx } from '../store/database.ts'
import { type LogSink, PartlyArrived, reasonOf } from './log-sink.ts'

/** What takes records of exported logs from the outbox to where they belong, beside the requests and never before them. */
export interface LogExport {
  /** There may be something to send. */
  nudge(): void
  /** Sends what there is now, even where a destination has failed lately; resolves when everything has been tried. */
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
const firstRetryMs = 1_000
const lastRetryMs = 60_000

/**
 * Exports records queue by queue: one queue is one source of one pool, and waits for no other. Where a destination fails,
 * its records stay and are tried again after a second, two, four, at last every minute.
 */
export function logExport({ sink, transact, warn }: LogExportParts): LogExport {
  const underWay = new Map<string, Promise<void>>()
  const resting = new Map<string, NodeJS.Timeout>()
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  /** Empties a queue as far as its destination lets it; one run at a time keeps its records in order. */
  function drain(queue: LogQueue): Promise<void> {
    const name = nameOf(queue)
    const running = underWay.get(name) ?? sendAll(queue).finally(() => underWay.delete(name))
    underWay.set(name, running)
    return running
  }

  async function sendAll(queue: LogQueue): Promise<void> {
    let batch = next(queue)
    while (batch && (await arrives(batch))) batch = next(queue)
    if (batch) restAfter(batch)
  }

  function next(queue: LogQueue): LogBatch | undefined {
    const batch = stopped ? undefined : transact((tx) => nextBatch(tx, queue))
    return batch?.records.length ? batch : undefined
  }

  async function arrives(batch: LogBatch): Promise<boolean> {
    try {
      await sink.write(batch)
      if (!stopped) transact((tx) => forgetDelivered(tx, batch.records))
      return true
    } catch (error) {
      const why = reasonOf(error)
      const arrived = new Set(error instanceof PartlyArrived ? error.arrived : [])
      const left = batch.records.filter((record) => !arrived.has(record))
      if (!stopped) {
        transact((tx) => {
          forgetDelivered(tx, [...arrived])
          noteFailure(tx, left, why)
        })
      }
      warn(`Records of ${batch.source} in ${batch.poolId} could not be exported: ${why}`)
      return false
    }
  }

  function restAfter({ records, poolId, source }: LogBatch): void {
    if (stopped) return
    const name = nameOf({ poolId, source })
    const delayMs = Math.min(lastRetryMs, firstRetryMs * 2 ** (records[0]?.attempts ?? 0))
    const again = () => {
      resting.delete(name)
      void drain({ poolId, source })
    }
    resting.set(name, setTimeout(again, delayMs).unref())
  }

  const waiting = () => (stopped ? [] : transact((tx) => waitingLogs(tx)))

  return {
    nudge() {
      if (stopped) return
      timer ??= setTimeout(() => {
        timer = undefined
        for (const queue of waiting()) if (!resting.has(nameOf(queue))) void drain(queue)
      }, restMs).unref()
    },
    async flush() {
      for (const rest of resting.values()) clearTimeout(rest)
      resting.clear()
      await Promise.all(waiting().map(drain))
    },
    stop() {
      stopped = true
      clearTimeout(timer)
      for (const rest of resting.values()) clearTimeout(rest)
    },
  }
}

function nameOf({ poolId, source }: LogQueue): string {
  return `${poolId} ${source}`
}
