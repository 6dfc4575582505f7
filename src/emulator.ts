import type { ManualClock } from './base/clock.ts'
import { createCore, type EmulatorOptions } from './core.ts'
import { listen, stop } from './server.ts'

/** A running emulator, as programs and tests hold it. */
export interface Emulator extends AsyncDisposable {
  /** `http://localhost:<port>`: the endpoint for SDKs. */
  readonly url: string
  readonly region: string
  readonly clock: ManualClock
  /** Answers a request without a socket. */
  fetch(request: Request): Promise<Response>
  close(): Promise<void>
}

/** Starts an emulator in this process and resolves once it listens. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const core = createCore({ memory: true, port: 0, logLevel: 'error', ...options })
  await core.prepare()
  const server = await listen(core)
  let closed: Promise<void> | undefined
  const close = () => {
    closed ??= stop(server).then(() => core.close())
    return closed
  }
  return {
    url: core.baseUrl,
    region: core.config.region,
    clock: core.clock,
    fetch: async (request) => core.app.fetch(request),
    close,
    [Symbol.asyncDispose]: close,
  }
}
