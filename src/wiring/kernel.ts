import { generateKeyPair, generateKeyPairSync } from 'node:crypto'
import { promisify } from 'node:util'
import type { Clock } from '../base/clock.ts'
import { randomIds } from '../base/ids.ts'
import type { FlowContext, Place, Triggers } from '../context.ts'
import { verifyAccessToken } from '../domain/tokens/access-token.ts'
import type { Deliveries } from '../edges/deliveries.ts'
import type { ImportRunner } from '../edges/import-runner.ts'
import type { LogExport } from '../edges/log-export.ts'
import { askWeb } from '../edges/web.ts'
import { FaultTable } from '../kernel/fault-table.ts'
import type { Kernel } from '../kernel/perform.ts'
import { Quotas } from '../kernel/quotas.ts'
import { type LoggedRequest, RequestLog } from '../kernel/request-log.ts'
import { flows, operations } from '../operations/index.ts'
import type { Outside } from './outside.ts'

/** What the kernel is joined with; what changes while the emulator runs is asked for each time. */
export interface KernelParts extends Outside {
  readonly imports: ImportRunner
  readonly deliveries: Deliveries
  readonly logs: LogExport | undefined
  readonly makeRsaKey: (() => Promise<string>) | undefined
  readonly makeRsaKeyNow: (() => string) | undefined
  readonly baseUrl: string
  readonly geoip: (ipAddress: string) => Place | undefined
}

/** The straight line's surroundings: contexts, tables of operations, log, faults and quotas. */
export function createKernel(parts: KernelParts): Kernel {
  const { config, clock, settings, random, log, store } = parts
  return {
    operations,
    flows,
    log: new RequestLog(),
    faults: new FaultTable(),
    quotas: new Quotas(),
    authorize: verifyAccessToken,
    clock,
    elapsed: () => performance.now(),
    deliver: (requestId) => parts.deliveries.deliver(requestId),
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
        sendLogs: () => parts.logs?.nudge(),
      }
      const now = parts.makeRsaKeyNow ?? makeRsaKeyNow
      const flow: FlowContext = {
        ...common,
        transact: (work) => store.transact((tx) => work({ ...common, tx, makeRsaKeyNow: now })) as never,
        triggers: loggedTriggers(parts.triggers, entry),
        makeRsaKey: parts.makeRsaKey ?? makeRsaKey,
        askWeb,
      }
      return flow
    },
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

function makeRsaKeyNow(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}
