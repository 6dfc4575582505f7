import { generateKeyPair } from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Hono } from 'hono'
import { type Clock, ManualClock } from './base/clock.ts'
import { randomIds } from './base/ids.ts'
import { type Random, seededRandom, systemRandom } from './base/random.ts'
import { type Config, resolveConfig } from './config.ts'
import type { FlowContext, Place, Settings, Triggers } from './context.ts'
import type { Control } from './control/control.ts'
import { advanceImports, failRunningJobs } from './domain/imports/run.ts'
import { exportUndelivered } from './domain/risk/log-export.ts'
import { verifyAccessToken } from './domain/tokens/access-token.ts'
import { triggerNames } from './domain/triggers/names.ts'
import { senderRelay } from './edges/custom-sender.ts'
import { type Deliveries, relayDeliveries } from './edges/deliveries.ts'
import { type ImportRunner, importRunner } from './edges/import-runner.ts'
import { type LogExport, logExport } from './edges/log-export.ts'
import { fileSink } from './edges/log-files.ts'
import { type Retention, retention } from './edges/retention.ts'
import { smtpRelay } from './edges/smtp.ts'
import { routedTriggers } from './edges/triggers.ts'
import { createApp } from './http/app.ts'
import { peerWith } from './http/peer.ts'
import { signaturePresent, signatureVerified } from './http/sigv4.ts'
import { FaultTable } from './kernel/fault-table.ts'
import type { Kernel } from './kernel/perform.ts'
import { Quotas } from './kernel/quotas.ts'
import { type LoggedRequest, newEntry, RequestLog } from './kernel/request-log.ts'
import { createLifecycle } from './lifecycle.ts'
import { createLog, type Log } from './log.ts'
import { flows, operations } from './operations/index.ts'
import { openStore, type Store } from './store/database.ts'
import { version } from './version.ts'

/** How to start an emulator from a program; every setting of the command line may be given, too. */
export interface EmulatorOptions extends Partial<Config> {
  /** Where the time comes from; the operating system's clock unless given. */
  clock?: ManualClock
  /** Where chance comes from; `randomSeed` is the shorter way. */
  random?: Random
  /** Makes RSA pairs of 2048 bits (PKCS #8 PEM); a test may hand out ready ones. */
  makeRsaKey?: () => Promise<string>
}

/** The parts of a running emulator that its own layers use; tests too. */
export interface Core {
  readonly config: Config
  readonly store: Store
  readonly kernel: Kernel
  readonly clock: ManualClock
  readonly app: Hono
  readonly control: Control
  readonly log: Log
  /** Sends exported logs; undefined where they have nowhere to go. */
  readonly logs: LogExport | undefined
  readonly retention: Retention
  /** Set once the server listens; before it, what it would be on the configured port. */
  baseUrl: string
  /**
   * What has to be there before the first answer: location files, seeds (`seedWhenEmpty` only in an empty database on
   * disk), deliveries left over from the last run.
   */
  prepare(seedWhenEmpty?: string): Promise<void>
  close(): void
}

/** How many lines of an import file are read between two requests. */
const importedAtOnce = 50

/** Builds everything and joins it together, without listening. */
export function createCore(options: EmulatorOptions = {}): Core {
  const config = resolveConfig(options, {})
  const clock = options.clock ?? new ManualClock()
  const random = options.random ?? (config.randomSeed ? seededRandom(config.randomSeed) : systemRandom)
  const log = createLog(config.logLevel)
  const store = openStore(config.memory ? ':memory:' : join(config.data, 'cognito-plus.sqlite'))
  const triggers = routedTriggers({
    handlers: config.triggers,
    lambdaEndpoint: config.lambdaEndpoint,
    limitMs: config.triggerTimeout * 1000,
  })
  const outside = { config, clock, settings: settingsOf(config), random, log, store, triggers, warn: warnOnce(log) }
  const parts: Parts = {
    ...{ ...outside, options },
    baseUrl: `http://localhost:${config.port}`,
    geoip: () => undefined,
    deliveries: createDeliveries(outside),
    logs: createLogExport(outside),
    retention: retention(store, clock),
    imports: createImports(() => kernel, outside),
  }
  const kernel = createKernel(parts)
  const requestId = () => randomIds(random, config.region).uuid()
  const lifecycle = createLifecycle({ config, clock, kernel, store })
  const control = {
    ...{ kernel, clock, version, requestId, ...lifecycle },
    report: (error: unknown) => log.error(error instanceof Error ? (error.stack ?? error.message) : String(error)),
  }
  const app = createApp({
    ...{ kernel, control, requestId, guard: config },
    peer: peerWith(config.trustedProxies),
    signature: config.requireSignature ? signatureVerified(config.accessKeys.map(signingKey)) : signaturePresent,
  })
  return Object.assign(parts, {
    kernel,
    app,
    control,
    async prepare(seedWhenEmpty?: string) {
      if (config.geoip.length > 0) {
        const { openGeoDatabases } = await import('./domain/risk/context/geo-databases.ts')
        parts.geoip = openGeoDatabases(config.geoip)
      }
      await lifecycle.loadSeeds(seedWhenEmpty)
      parts.deliveries.start()
      parts.logs?.nudge()
      parts.retention.start()
      parts.imports.nudge()
    },
    close() {
      parts.deliveries.stop()
      parts.logs?.stop()
      parts.retention.stop()
      parts.imports.stop()
      store.close()
    },
  })
}

/** What deliveries need as well. */
interface Outside {
  readonly config: Config
  readonly clock: ManualClock
  readonly settings: Settings
  readonly random: Random
  readonly log: Log
  readonly store: Store
  readonly triggers: Triggers
  readonly warn: (text: string) => void
}

interface Parts extends Outside {
  readonly options: EmulatorOptions
  readonly imports: ImportRunner
  readonly deliveries: Deliveries
  readonly logs: LogExport | undefined
  readonly retention: Retention
  baseUrl: string
  geoip: (ipAddress: string) => Place | undefined
}

function createKernel(parts: Parts): Kernel {
  const { config, clock, random, log, store, options } = parts
  const { settings } = parts
  return {
    operations,
    flows,
    log: new RequestLog(),
    faults: new FaultTable(),
    quotas: new Quotas(),
    authorize: verifyAccessToken,
    clock,
    elapsed: () => performance.now(),
    async deliver(requestId) {
      await parts.deliveries.deliver(requestId)
      parts.logs?.nudge()
    },
    report: (entry) => log.request(entry),
    open(entry, request, accessToken) {
      const common = {
        clock: clockOf(request.simulated?.at, clock),
        random,
        ids: randomIds(random, config.region),
        settings,
        request,
        accessToken,
        baseUrl: () => parts.baseUrl,
        geoip: (ipAddress: string) => parts.geoip(ipAddress),
        note: (reason: string) => void entry.reasons.push(reason),
        wrote: (messageId: string) => void entry.messages.push(messageId),
        warn: parts.warn,
        resumeImports: () => parts.imports.nudge(),
      }
      const flow: FlowContext = {
        ...common,
        transact: (work) => store.transact((tx) => work({ ...common, tx })) as never,
        triggers: loggedTriggers(parts.triggers, entry),
        makeRsaKey: options.makeRsaKey ?? makeRsaKey,
      }
      return flow
    },
  }
}

/** Import jobs run with contexts of their own, like requests that nobody made. */
function createImports(kernel: () => Kernel, { clock, random, config, log }: Outside): ImportRunner {
  const request = { operation: 'UserImport', ipAddress: '127.0.0.1', userAgent: undefined }
  const flow = () => {
    const own = { ...request, id: randomIds(random, config.region).uuid() }
    return kernel().open(newEntry(own, clock.now()), own, undefined)
  }
  return importRunner({
    advance: () => flow().transact((ctx) => advanceImports(ctx, importedAtOnce)),
    giveUp: () => flow().transact((ctx) => failRunningJobs(ctx, 'Internal error.')),
    report: (error) => log.error(error instanceof Error ? (error.stack ?? error.message) : String(error)),
  })
}

function createLogExport({ config, store, log }: Outside): LogExport | undefined {
  const folder = logFolderOf(config)
  if (folder === undefined) return undefined
  return logExport({ sink: fileSink(folder), transact: store.transact, warn: (text) => log.warn(text) })
}

function createDeliveries({ config, clock, settings, random, log, store, triggers, warn }: Outside): Deliveries {
  return relayDeliveries({
    relay: senderRelay({
      triggers,
      relay: config.smtp === '' ? undefined : smtpRelay(config.smtp),
      transact: (work) => store.transact((tx) => work({ tx, settings, random, warn })),
    }),
    transact: (work) => store.transact((tx) => work({ tx })),
    warn: (text) => log.warn(text),
    givenUp: ({ tx }, { poolId, kind, id }, why) =>
      exportUndelivered({ tx, clock, settings }, poolId, `The ${kind} message ${id} could not be delivered: ${why}`),
  })
}

/** Where exported logs go; undefined where nothing shall be left on disk. */
function logFolderOf({ logs, memory, data }: Config): string | undefined {
  if (logs !== '') return logs
  return memory ? undefined : join(data, 'logs')
}

function warnOnce(log: Log): (text: string) => void {
  const warned = new Set<string>()
  return (text) => {
    if (!warned.has(text)) log.warn(text)
    warned.add(text)
  }
}

/** A simulated attempt may happen at a time of its own. */
function clockOf(at: number | undefined, clock: Clock): Clock {
  return at === undefined ? clock : { now: () => at }
}

/** The port of one request, which writes every call into the request's entry of the log. */
function loggedTriggers(triggers: Triggers, entry: LoggedRequest): Triggers {
  return {
    async invoke(target, event) {
      const started = performance.now()
      const call = {
        trigger: target.trigger,
        source: event.triggerSource,
        target: target.arn,
        durationMs: 0,
        failed: true,
      }
      entry.triggers.push(call)
      try {
        const answer = await triggers.invoke(target, event)
        call.failed = false
        return answer
      } finally {
        call.durationMs = performance.now() - started
      }
    },
  }
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
    exportsLogs: logFolderOf(config) !== undefined,
    quotas: config.quotas,
    localTriggers: new Set(Object.keys(config.triggers).filter(namesTrigger)),
    senderKey: senderKeyOf(config.senderKey),
  }
}

function senderKeyOf(given: string): Settings['senderKey'] {
  if (given === '' || given === 'kms') return given || undefined
  return Buffer.from(given, 'base64')
}

/** Whether a name of a function is that of a trigger, or of a trigger of one pool. */
function namesTrigger(name: string): boolean {
  return triggerNames.some((trigger) => trigger === name.slice(name.indexOf('/') + 1))
}

function signingKey(text: string): { accessKeyId: string; secretAccessKey: string } {
  const colon = text.indexOf(':')
  return { accessKeyId: text.slice(0, colon), secretAccessKey: text.slice(colon + 1) }
}
