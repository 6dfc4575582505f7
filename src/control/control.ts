import type { ManualClock } from '../base/clock.ts'
import type { FlowContext } from '../context.ts'
import type { Kernel } from '../kernel/perform.ts'
import { newEntry } from '../kernel/request-log.ts'
import type { SeedReport } from '../seed/load.ts'

/** What the control API may reach: the running emulator, seen from inside. */
export interface Control {
  readonly kernel: Kernel
  readonly clock: ManualClock
  readonly version: string
  /** A new id for a request made on a caller's behalf. */
  requestId(): string
  /** Loads a seed file given as text, or throws `SeedError`. */
  seed(text: string, name: string): Promise<SeedReport>
  /** Writes a bug of ours to the log. */
  report(error: unknown): void
  /** Back to the seeds, or to nothing. */
  reset(options: { seed: boolean }): Promise<void>
  /** Everything there is, as the bytes of an SQLite file. */
  snapshot(): Uint8Array
  /** Back to what a snapshot holds. */
  restore(image: Uint8Array): void
}

/** A context for the control API itself: its requests do not fill the request log, which is about the API's. */
export function openContext(control: Control, ipAddress: string): FlowContext {
  const request = { id: control.requestId(), operation: 'Control', ipAddress, userAgent: undefined }
  return control.kernel.open(newEntry(request, control.kernel.clock.now()), request, undefined)
}

/** A refusal with the status and the code that the caller sees. */
export class ControlError extends Error {
  readonly status: 400 | 403 | 404 | 409
  readonly code: string

  constructor(status: ControlError['status'], code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}
