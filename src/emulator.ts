import { generateKeyPair } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import { type Clock, ManualClock } from './base/clock.ts'
import { randomIds } from './base/ids.ts'
import { type Random, seededRandom, systemRandom } from './base/random.ts'
import { type Config, resolveConfig } from './config.ts'
import type { FlowContext, Settings, Triggers } from './context.ts'
import { verifyAccessToken } from './domain/tokens/access-token.ts'
import { createApp } from './http/app.ts'
import { peerWith } from './http/peer.ts'
import { signaturePresent, signatureVerified } from './http/sigv4.ts'
import { FaultTable } from './kernel/fault-table.ts'
import type { Kernel } from './kernel/perform.ts'
import { Quotas } from './kernel/quotas.ts'
import { RequestLog } from './kernel/request-log.ts'
import { createLog, type Log } from './log.ts'
import { flows, operations } from './operations/index.ts'
import { openStore, type Store } from './store/database.ts'

/** How to start an emulator from a program; every setting of the command line may be given, too. */
export interface EmulatorOptions extends Partial<Config> {
  /** Where the time comes from; the operating system's clock unless given. */
  clock?: ManualClock
  /** Where chance comes from; `randomSeed` is the shorter way. */
  random?: Random
  /** Makes RSA pairs of 2048 bits (PKCS #8 PEM); a test may hand out ready ones. */
  makeRsaKey?: () => Promise<string>
  /** Functions for Lambda triggers. */
  triggers?: Triggers
}

/** The parts of a running emulator that its own layers use; tests too. */
export interface Core {
  readonly config: Config
  readonly store: Store
  readonly kernel: Kernel
  readonly clock: ManualClock
  readonly app: Hono
  readonly log: Log
  /** Set once the server listens; before it, what it would be on the configured port. */
  baseUrl: string
  close(): void
}

/** Builds everything and joins it together, without listening. */
export function createCore(options: EmulatorOptions = {}): Core {
  const config = resolveConfig(options, {})
  const clock = options.clock ?? new ManualClock()
  const random = options.random ?? (config.randomSeed ? seededRandom(config.randomSeed) : systemRandom)
  const log = createLog(config.logLevel)
  const store = openStore(config.memory ? ':memory:' : join(config.data, 'cognito-plus.sqlite'))
  const core: Partial<Core> & { baseUrl: string } = { baseUrl: `http://localhost:${config.port}` }
  const kernel = createKernel(core, { config, clock, random, log, store, options })
  const app = createApp({
    kernel,
    peer: peerWith(config.trustedProxies),
    signature: config.requireSignature ? signatureVerified(config.accessKeys.map(signingKey)) : signaturePresent,
    requestId: () => randomIds(random, config.region).uuid(),
  })
  return Object.assign(core, { config, store, kernel, clock, app, log, close: () => store.close() })
}

interface Parts {
  config: Config
  clock: Clock
  random: Random
  log: Log
  store: Store
  options: EmulatorOptions
}

function createKernel(core: { baseUrl: string }, parts: Parts): Kernel {
  const { config, clock, random, log, store, options } = parts
  const settings = settingsOf(config)
  const warned = new Set<string>()
  const requests = new RequestLog()
  return {
    operations,
    flows,
    log: requests,
    faults: new FaultTable(),
    quotas: new Quotas(),
    authorize: verifyAccessToken,
    elapsed: () => performance.now(),
    async deliver() {},
    report: (entry) => log.request(entry),
    open(entry, request, accessToken) {
      const at = request.simulated?.at
      const common = {
        clock: at === undefined ? clock : { now: () => at },
        random,
        ids: randomIds(random, config.region),
        settings,
        request,
        accessToken,
        baseUrl: () => core.baseUrl,
        geoip: () => undefined,
        note: (reason: string) => void entry.reasons.push(reason),
        warn: (text: string) => {
          if (!warned.has(text)) log.warn(text)
          warned.add(text)
        },
      }
      const flow: FlowContext = {
        ...common,
        transact: (work) => store.transact((tx) => work({ ...common, tx })) as never,
        triggers: options.triggers ?? noTriggers,
        makeRsaKey: options.makeRsaKey ?? makeRsaKey,
      }
      return flow
    },
  }
}

const noTriggers: Triggers = {
  invoke: async (target) => {
    throw new Error(`No edge is configured that could call ${target}.`)
  },
}

async function makeRsaKey(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

function settingsOf(config: Config): Settings {
  return {
    region: config.region,
    accountId: config.account,
    issuer: config.issuer,
    addOnGate: config.addOnGate,
    feedbackTokenLife: Math.round(config.feedbackTokenDays * 86_400),
    revokeOnInvalid: config.revokeOnInvalid,
    trustAllowedRisk: config.trustAllowedRisk,
    relaysMail: config.smtp !== '',
    quotas: config.quotas,
  }
}

function signingKey(text: string): { accessKeyId: string; secretAccessKey: string } {
  const colon = text.indexOf(':')
  return { accessKeyId: text.slice(0, colon), secretAccessKey: text.slice(colon + 1) }
}

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
  const core = createCore({ memory: true, port: 0, ...options })
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

/** Listens where the configuration says and sets the core's base URL; rejects when the port is taken. */
export async function listen(core: Core): Promise<Server> {
  const server = createServer(getRequestListener(core.app.fetch))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(core.config.port, core.config.host, resolve)
  })
  core.baseUrl = `http://localhost:${(server.address() as AddressInfo).port}`
  return server
}

/** Stops listening and lets go of idle connections. */
export async function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeAllConnections()
  await closed
}
