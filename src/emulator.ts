import type { ManualClock } from './base/clock.ts'
import { type ControlApi, controlApi } from './client/client.ts'
import { ControlApiError, UnreachableError } from './client/send.ts'
import { requireSettings } from './config.ts'
import { ControlError, openContext } from './control/control.ts'
import { type Core, createCore } from './core.ts'
import { findPool } from './domain/pools/pools.ts'
import { issuerOf } from './domain/tokens/issuer.ts'
import type { LoggedRequest } from './kernel/request-log.ts'
import type { EmulatorOptions } from './options.ts'
import { listen, stop } from './server.ts'

/** A running emulator, as programs and tests hold it. */
export interface Emulator extends ControlApi, AsyncDisposable {
  /** `http://localhost:<port>`, or `https://` with `tls`: the endpoint for SDKs. */
  readonly url: string
  /** With `tls: true`, the certificate (PEM) that clients must trust; undefined otherwise. */
  readonly certificate: string | undefined
  readonly region: string
  /** The `iss` of the tokens of a pool. */
  issuer(poolId: string): string
  /** Answers a request without a socket. */
  fetch(request: Request): Promise<Response>
  /** Can be frozen, set and advanced, so that tokens expire without sleeping. */
  readonly clock: ManualClock
  /** The last 500 requests, newest first, with the reason behind each answer. */
  readonly requests: readonly LoggedRequest[]
  /** Stops listening and forgets what was kept in memory. */
  close(): Promise<void>
}

/**
 * Starts an emulator in this process and resolves once it listens: in memory and on a free port unless told otherwise.
 *
 * @param options every setting of the command line, and where time, chance and keys come from
 * @throws when the port is taken, a seed cannot be read, or the database was written by a newer version
 * @example
 * await using emulator = await startEmulator({ seed: ['shop.yaml'] })
 * const cognito = new CognitoIdentityProviderClient({ endpoint: emulator.url, region: emulator.region })
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  requireSettings(Object.keys(options), 'startEmulator', ownOptions)
  const core = createCore({ memory: true, port: 0, logLevel: 'error', ...options })
  try {
    await core.prepare()
    const server = await listen(core)
    return emulatorOf(core, () => stop(server).then(() => core.close()))
  } catch (error) {
    core.close()
    throw error
  }
}

/** What only programs can give. */
const ownOptions = ['clock', 'random', 'makeRsaKey', 'makeRsaKeyNow'] satisfies (keyof EmulatorOptions)[]

function emulatorOf(core: Core, end: () => Promise<void>): Emulator {
  let closed: Promise<void> | undefined
  const close = () => (closed ??= end())
  const fetch = async (request: Request) => {
    if (closed) throw new Error('it was closed')
    return core.app.fetch(request)
  }
  const directly = <T>(deed: () => T): T => {
    if (closed) throw new UnreachableError(`No emulator answers at ${core.baseUrl} (it was closed).`)
    try {
      return deed()
    } catch (error) {
      throw error instanceof ControlError ? new ControlApiError(error.status, error.code, error.message) : error
    }
  }
  return {
    ...controlApi(core.baseUrl, (url, init) => fetch(new Request(url, init))),
    // Megabytes that need not be copied through a request.
    snapshot: async () => directly(() => core.control.snapshot()),
    restore: async (image) => directly(() => core.control.restore(image)),
    url: core.baseUrl,
    certificate: core.authority,
    region: core.config.region,
    issuer: (poolId) => {
      const ctx = openContext(core.control, '127.0.0.1')
      return ctx.transact((inside) => issuerOf(inside, findPool(inside, poolId) ?? { id: poolId, settings: {} }))
    },
    fetch,
    clock: core.clock,
    get requests() {
      return core.kernel.log.entries
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}
