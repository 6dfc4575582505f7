import { join } from 'node:path'
import type { Hono } from 'hono'
import { ManualClock } from './base/clock.ts'
import { randomIds } from './base/ids.ts'
import { seededRandom, systemRandom } from './base/random.ts'
import { type Config, localUrl, resolveConfig } from './config.ts'
import type { Place } from './context.ts'
import type { Control } from './control/control.ts'
import type { LogExport } from './edges/log-export.ts'
import { type Retention, retention } from './edges/retention.ts'
import { routedTriggers } from './edges/triggers.ts'
import { createApp } from './http/app.ts'
import { peerWith } from './http/peer.ts'
import { signaturePresent, signatureVerified } from './http/sigv4.ts'
import type { Kernel } from './kernel/perform.ts'
import { createLifecycle, type SeedOptions } from './lifecycle.ts'
import { createLog, type Log } from './log.ts'
import type { EmulatorOptions } from './options.ts'
import { ConfigError } from './setting-kinds.ts'
import { openStore, type Store } from './store/database.ts'
import { version } from './version.ts'
import { createKernel } from './wiring/kernel.ts'
import { createDeliveries, createImports, createLogExport, warnOnce } from './wiring/outside.ts'
import { settingsOf, signingKey } from './wiring/settings.ts'

export type { EmulatorOptions }

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
  /** With a certificate of its own, the PEM that clients must trust; known once the server listens. */
  authority: string | undefined
  /**
   * What has to be there before the first answer: location files, seeds (`seedWhenEmpty` only in an empty database on
   * disk), deliveries left over from the last run.
   */
  prepare(options?: SeedOptions): Promise<void>
  close(): void
}

/** Builds everything and joins it together, without listening. */
export function createCore(options: EmulatorOptions = {}): Core {
  const config = resolveConfig(options, {})
  const clock = options.clock ?? new ManualClock()
  const seeded = config.randomSeed === '' ? undefined : seededRandom(config.randomSeed)
  const random = options.random ?? seeded ?? systemRandom
  const log = createLog(config.logLevel)
  const store = openStore(config.memory ? ':memory:' : join(config.data, 'cognito-plus.sqlite'))
  const triggers = routedTriggers({
    handlers: config.triggers,
    lambdaEndpoint: config.lambdaEndpoint,
    limitMs: config.triggerTimeout * 1000,
  })
  const outside = { config, clock, settings: settingsOf(config), random, log, store, triggers, warn: warnOnce(log) }
  const logs = createLogExport(outside)
  const parts = {
    ...outside,
    makeRsaKey: options.makeRsaKey,
    makeRsaKeyNow: options.makeRsaKeyNow,
    baseUrl: localUrl(config),
    authority: undefined as string | undefined,
    geoip: (_: string): Place | undefined => undefined,
    deliveries: createDeliveries(outside, logs),
    logs,
    retention: retention(store, clock),
    imports: createImports((): Kernel => kernel, outside),
  }
  const kernel: Kernel = createKernel(parts)
  const requestId = () => randomIds(random, config.region).uuid()
  const lifecycle = createLifecycle({ config, clock, kernel, store, restartRandom: () => seeded?.restart() })
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
    async prepare(options?: SeedOptions) {
      if (config.geoip.length > 0) {
        const { openGeoDatabases } = await import('./domain/risk/context/geo-databases.ts')
        try {
          parts.geoip = openGeoDatabases(config.geoip)
        } catch (error) {
          throw new ConfigError(`Setting geoip: ${(error as Error).message}`)
        }
      }
      await lifecycle.loadSeeds(options)
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
