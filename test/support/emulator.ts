import { randomUUID } from 'node:crypto'
import { onTestFinished } from 'vitest'
import { checkOutput } from '../../src/api/encode.ts'
import { modelOf } from '../../src/api/generated/model.ts'
import type { ErrorName, OperationName, Operations } from '../../src/api/generated/types.ts'
import { ManualClock } from '../../src/base/clock.ts'
import { type Core, createCore, type EmulatorOptions } from '../../src/core.ts'
import { unreachable, unreachableEverywhere } from '../../src/dev/unreachable-errors.ts'
import { perform } from '../../src/kernel/perform.ts'
import { readyRsaKeys, readyRsaKeysNow } from './rsa-keys.ts'

/** How tests call an operation: decoded input in, decoded output out, the service's error thrown. */
export type Call = <K extends OperationName>(
  operation: K,
  input: Operations[K]['input'],
) => Promise<Operations[K]['output']>

/** What a test may say about who calls. */
export interface Caller {
  readonly ipAddress?: string
  readonly userAgent?: string
  readonly region?: string
}

/** What a test holds: an emulator of its own, in memory, with a clock and randomness of its own. */
export interface TestEmulator {
  readonly core: Core
  readonly clock: ManualClock
  readonly call: Call
  /** The same, from another address, with another user agent or signed for another Region. */
  callFrom(request: Caller): Call
}

/** The moment at which the clock of a test stands: 2026-03-02T09:00:00Z. */
export const testNow = Date.UTC(2026, 2, 2, 9)

/** A fresh emulator, closed when the test ends. Ids, codes and secrets are the same in every run. */
export function testEmulator(options: EmulatorOptions = {}): TestEmulator {
  const clock = options.clock ?? new ManualClock(testNow)
  const core = createCore({
    memory: true,
    logLevel: 'error',
    randomSeed: 'test',
    clock,
    makeRsaKey: readyRsaKeys(),
    makeRsaKeyNow: readyRsaKeysNow(),
    ...options,
  })
  onTestFinished(() => core.close())
  const callFrom: TestEmulator['callFrom'] = (request) => (operation, input) =>
    performAs(core, operation, input, request)
  return { core, clock, call: callFrom({}), callFrom }
}

async function performAs<K extends OperationName>(
  core: Core,
  operation: K,
  input: Operations[K]['input'],
  request: Caller,
): Promise<Operations[K]['output']> {
  const info = {
    id: randomUUID(),
    operation,
    ipAddress: request.ipAddress ?? '127.0.0.1',
    userAgent: request.userAgent,
    region: request.region,
  }
  // Through JSON, as a client would send it.
  const answer = await perform(core.kernel, info, JSON.parse(JSON.stringify(input, wireValue)) as unknown)
  if (answer.error) {
    requireDeclared(operation, answer.error.name)
    if (answer.error.reason !== 'fault') requireReachable(operation, answer.error.name)
    if (answer.error.name === 'InternalErrorException') {
      throw new Error(core.kernel.log.find(info.id)?.stack ?? 'internal error', { cause: answer.error })
    }
    throw answer.error
  }
  const misfits = checkOutput(operation, answer.output).filter((misfit) => !observedMisfits.has(misfit))
  if (misfits.length > 0) throw new Error(`${operation} answered what the model does not know: ${misfits.join('; ')}`)
  return answer.output as Operations[K]['output']
}

/** Where the service breaks its own model. Observed: the CLI's sample of a prefix domain shows an empty structure. */
const observedMisfits: ReadonlySet<string> = new Set([
  'DescribeUserPoolDomain.DomainDescription.CustomDomainConfig.CertificateArn is missing',
])

/** The front end's own errors, which no operation declares. */
const protocolErrors: ReadonlySet<string> = new Set([
  'SerializationException',
  'NotImplementedByEmulator',
  'InternalErrorException',
])

/** An operation may only answer with errors that the model declares for it. */
function requireDeclared(operation: OperationName, name: ErrorName): void {
  const declared: readonly string[] = modelOf(operation).errors
  if (!declared.includes(name) && !protocolErrors.has(name)) {
    throw new Error(`${operation} does not declare ${name}`)
  }
}

/** What the report calls unreachable must not turn up. */
function requireReachable(operation: OperationName, name: ErrorName): void {
  const reason = unreachable[operation]?.[name] ?? unreachableEverywhere[name]
  if (reason !== undefined) throw new Error(`${operation} answered ${name}, which is listed as unreachable: ${reason}`)
}

/** Bytes as they travel; looked up in their holder, because buffers have a form of their own in JSON. */
function wireValue(this: Readonly<Record<string, unknown>>, key: string, value: unknown): unknown {
  const held = this[key]
  return held instanceof Uint8Array ? Buffer.from(held).toString('base64') : value
}
