import type { LogBatch } from '../domain/risk/log-outbox.ts'
import type { LogRecord } from '../store/schema/logs.ts'

/** Where exported records go. */
export interface LogSink {
  /** Resolves once all records have arrived, in their order; what it throws says why not, and `PartlyArrived` which ones have. */
  write(batch: LogBatch): Promise<void>
}

/** Thrown where some records of a batch have arrived and the rest has not. */
export class PartlyArrived extends Error {
  readonly arrived: readonly LogRecord[]

  constructor(message: string, arrived: readonly LogRecord[]) {
    super(message)
    this.arrived = arrived
  }
}

/** Sends the parts of a batch one after the other; a failure tells what has arrived until then. */
export async function sendParts(
  parts: readonly (readonly LogRecord[])[],
  send: (part: readonly LogRecord[]) => Promise<void>,
): Promise<void> {
  const arrived: LogRecord[] = []
  for (const part of parts) {
    try {
      await send(part)
      arrived.push(...part)
    } catch (error) {
      throw new PartlyArrived(reasonOf(error), [...arrived, ...(error instanceof PartlyArrived ? error.arrived : [])])
    }
  }
}

/** What one call takes. */
export interface CallLimits {
  readonly maxBytes: number
  /** What a record costs besides its own bytes. */
  readonly bytesAround: number
  /** Whether a record may follow those from `first` to `last`; any may unless this is given. */
  readonly follows?: (first: LogRecord, last: LogRecord, next: LogRecord) => boolean
}

/** Cuts records into parts of which each fits into one call. */
export function partsOf(records: readonly LogRecord[], { maxBytes, bytesAround, follows }: CallLimits): LogRecord[][] {
  const parts: LogRecord[][] = []
  let bytes = 0
  for (const next of records) {
    const part = parts.at(-1)
    const [first, last] = [part?.[0], part?.at(-1)]
    const size = Buffer.byteLength(next.record) + bytesAround
    bytes += size
    if (part && first && last && bytes <= maxBytes && (follows?.(first, last, next) ?? true)) {
      part.push(next)
    } else {
      parts.push([next])
      bytes = size
    }
  }
  return parts
}

/** What went wrong, in words: errors of clients have a name, and those of the network often nothing but a code. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const text = error.message || code || 'no reason given'
  return error.name === 'Error' || error instanceof PartlyArrived ? text : `${error.name}: ${text}`
}
