import type { ManualClock } from './base/clock.ts'
import { openContext } from './control/control.ts'
import { type InboxQuery, readInbox } from './control/inbox.ts'
import type { InboxMessage } from './control/schemas.ts'
import { type Core, createCore, type EmulatorOptions } from './core.ts'
import { issuerOf } from './domain/tokens/issuer.ts'
import type { LoggedRequest } from './kernel/request-log.ts'
import type { SeedReport } from './seed/load.ts'
import { listen, stop } from './server.ts'

/** Which messages are meant; what is left out does not matter. */
export type MessageQuery = Partial<Pick<InboxQuery, 'userPoolId' | 'username' | 'to' | 'kind' | 'after'>>

/** What was sent to users. */
export interface Inbox {
  /** The newest message that fits, or undefined. */
  latest(query?: MessageQuery): Promise<InboxMessage | undefined>
  /** All messages that fit, newest first. */
  list(query?: MessageQuery): Promise<InboxMessage[]>
  /** The newest message that fits, as soon as there is one; rejects after `timeoutMs` (5,000 unless given). */
  waitFor(query?: MessageQuery, options?: { timeoutMs?: number }): Promise<InboxMessage>
}

/** A running emulator, as programs and tests hold it. */
export interface Emulator extends AsyncDisposable {
  /** `http://localhost:<port>`: the endpoint for SDKs. */
  readonly url: string
  readonly region: string
  /** The `iss` of the tokens of a pool. */
  issuer(poolId: string): string
  /** Answers a request without a socket. */
  fetch(request: Request): Promise<Response>
  /** Can be frozen, set and advanced, so that tokens expire without sleeping. */
  readonly clock: ManualClock
  readonly inbox: Inbox
  /** The last 500 requests, newest first, with the reason behind each answer. */
  readonly requests: readonly LoggedRequest[]
  /** Loads a seed: its text in YAML or JSON, or the same as an object. */
  seed(seed: string | object): Promise<SeedReport>
  /** Back to the seeds, same port; `{ seed: false }` leaves nothing. The clock starts anew, too. */
  reset(options?: { seed?: boolean }): Promise<void>
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
  const core = createCore({ memory: true, port: 0, logLevel: 'error', ...options })
  try {
    await core.prepare()
    const server = await listen(core)
    let closed: Promise<void> | undefined
    return emulatorOf(core, () => {
      closed ??= stop(server).then(() => core.close())
      return closed
    })
  } catch (error) {
    core.close()
    throw error
  }
}

function emulatorOf(core: Core, close: () => Promise<void>): Emulator {
  const { control } = core
  return {
    url: core.baseUrl,
    region: core.config.region,
    issuer: (poolId) => issuerOf(openContext(control, '127.0.0.1'), poolId),
    fetch: async (request) => core.app.fetch(request),
    clock: core.clock,
    inbox: inboxOf(core),
    get requests() {
      return core.kernel.log.entries
    },
    seed: (seed) => control.seed(typeof seed === 'string' ? seed : JSON.stringify(seed), 'seed'),
    reset: (options = {}) => control.reset({ seed: options.seed ?? true }),
    close,
    [Symbol.asyncDispose]: close,
  }
}

function inboxOf({ control }: Core): Inbox {
  const read = (query: MessageQuery, more: Partial<InboxQuery> = {}) =>
    readInbox({ control, ctx: openContext(control, '127.0.0.1') }, { ...query, ...more })
  return {
    latest: async (query = {}) => (await read(query, { limit: 1 }))[0],
    list: (query = {}) => read(query),
    async waitFor(query = {}, { timeoutMs = 5000 } = {}) {
      const [message] = await read(query, { limit: 1, wait: timeoutMs / 1000 })
      if (!message) throw new Error(`No message within ${timeoutMs} ms that fits ${JSON.stringify(query)}.`)
      return message
    },
  }
}
