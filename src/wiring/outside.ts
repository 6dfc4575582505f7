import type { ManualClock } from '../base/clock.ts'
import { randomIds } from '../base/ids.ts'
import type { Random } from '../base/random.ts'
import type { Config } from '../config.ts'
import type { Settings, Triggers } from '../context.ts'
import { advanceImports, failRunningJobs } from '../domain/imports/run.ts'
import { exportUndelivered } from '../domain/risk/log-export.ts'
import { senderRelay } from '../edges/custom-sender.ts'
import { type Deliveries, relayDeliveries } from '../edges/deliveries.ts'
import { type ImportRunner, importRunner } from '../edges/import-runner.ts'
import { type LogExport, logExport } from '../edges/log-export.ts'
import { routedSink } from '../edges/log-routes.ts'
import { smtpRelay } from '../edges/smtp.ts'
import type { Kernel } from '../kernel/perform.ts'
import { newEntry } from '../kernel/request-log.ts'
import type { Log } from '../log.ts'
import type { Store } from '../store/database.ts'
import { logFolderOf } from './settings.ts'

/** What everything that goes on beside requests is made of. */
export interface Outside {
  readonly config: Config
  readonly clock: ManualClock
  readonly settings: Settings
  readonly random: Random
  readonly log: Log
  readonly store: Store
  readonly triggers: Triggers
  readonly warn: (text: string) => void
}

/** How many lines of an import file are read between two requests. */
const importedAtOnce = 50

/** Import jobs run with contexts of their own, like requests that nobody made. */
export function createImports(kernel: () => Kernel, { clock, random, config, log }: Outside): ImportRunner {
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

/** What sends exported logs; undefined where they have nowhere to go. */
export function createLogExport({ config, settings, store, log }: Outside): LogExport | undefined {
  if (!settings.exportsLogs) return undefined
  const { logsEndpoint: endpoints, region, account } = config
  const sink = routedSink({ endpoints, folder: logFolderOf(config), region, account })
  return logExport({ sink, transact: store.transact, warn: (text) => log.warn(text) })
}

/** What takes messages to SMTP servers and custom senders; `logs` hears of those that are given up. */
export function createDeliveries(outside: Outside, logs: LogExport | undefined): Deliveries {
  const { config, clock, settings, random, log, store, triggers, warn } = outside
  const sendLogs = () => logs?.nudge()
  return relayDeliveries({
    relay: senderRelay({
      triggers,
      relay: config.smtp === '' ? undefined : smtpRelay(config.smtp),
      transact: (work) => store.transact((tx) => work({ tx, settings, random, warn })),
    }),
    transact: (work) => store.transact((tx) => work({ tx })),
    warn: (text) => log.warn(text),
    givenUp({ tx }, { poolId, kind, id }, why) {
      const details = `The ${kind} message ${id} could not be delivered: ${why}`
      exportUndelivered({ tx, clock, settings, sendLogs }, poolId, details)
    },
  })
}

/** Writes a warning the first time it is given. */
export function warnOnce(log: Log): (text: string) => void {
  const warned = new Set<string>()
  return (text) => {
    if (!warned.has(text)) log.warn(text)
    warned.add(text)
  }
}
