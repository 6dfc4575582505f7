import { encode } from '../api/encode.ts'
import { ApiError } from '../api/errors.ts'
import { modelOf } from '../api/generated/model.ts'
import type { InitiateAuthRequest, OperationName, RespondToAuthChallengeRequest } from '../api/generated/types.ts'
import { errorBody } from '../api/protocol.ts'
import { redactInput, redactOutput } from '../api/redact.ts'
import { validate } from '../api/validate.ts'
import type { Clock } from '../base/clock.ts'
import type { AccessToken, Context, FlowContext, RequestInfo } from '../context.ts'
import { wordDrafts } from '../domain/triggers/custom-message.ts'
import type { FaultTable } from './fault-table.ts'
import { warnOfIgnored } from './ignored-members.ts'
import type { Quotas } from './quotas.ts'
import { requireServed } from './regions.ts'
import { type LoggedRequest, newEntry, type RequestLog } from './request-log.ts'

/** The table of operations that answer inside one transaction; the compiler checks each entry where the table is made. */
export type OperationTable = Partial<Record<OperationName, (ctx: Context, input: never) => unknown>>
/** The table of operations that wait for something between their transactions. */
export type FlowTable = Partial<Record<OperationName, (ctx: FlowContext, input: never) => Promise<unknown>>>

/** Everything the straight line from request to answer needs. Built once, by emulator.ts. */
export interface Kernel {
  readonly operations: OperationTable
  readonly flows: FlowTable
  readonly log: RequestLog
  readonly faults: FaultTable
  readonly quotas: Quotas
  /** The context of one request. */
  open(entry: LoggedRequest, request: RequestInfo, accessToken: AccessToken | undefined): FlowContext
  /** Checks signature and expiry of an access token, or throws the service's error. */
  authorize(ctx: FlowContext, token: string): Promise<AccessToken>
  /** Sends what the request left in the outbox; bounded in time, and never throws. */
  deliver(requestId: string): Promise<void>
  /** Writes one line about a finished request, with the stack where it was a bug of ours. */
  report(entry: LoggedRequest): void
  readonly clock: Clock
  /** Real milliseconds, for durations only. */
  elapsed(): number
}

/** What goes back to the caller: a status, a body and what the headers repeat. */
export interface Answer {
  readonly status: number
  readonly body: string
  readonly error: ApiError | undefined
  /** The output before encoding, for callers inside this process. */
  readonly output: unknown
}

/** Performs one operation on a decoded body: validate → authorize → run → commit → word → deliver → encode. */
export async function perform(kernel: Kernel, request: RequestInfo, body: unknown): Promise<Answer> {
  const operation = request.operation as OperationName
  const started = kernel.elapsed()
  const entry = newEntry(request, momentOf(kernel, request), redactInput(operation, body))
  const answer = await attempt(kernel, request, entry, operation, body)
  entry.durationMs = kernel.elapsed() - started
  entry.status = answer.status
  if (answer.error) entry.error = { name: answer.error.name, message: answer.error.message }
  kernel.log.add(entry)
  kernel.report(entry)
  return answer
}

async function attempt(
  kernel: Kernel,
  request: RequestInfo,
  entry: LoggedRequest,
  operation: OperationName,
  body: unknown,
): Promise<Answer> {
  try {
    const output = await run(kernel, request, entry, operation, body)
    await deliver(kernel, entry)
    entry.output = redactOutput(operation, output)
    return { status: 200, body: encode(operation, output as never), error: undefined, output }
  } catch (thrown) {
    // Whatever a refused request was allowed to keep (a notification of a blocked sign-in, say) leaves as well.
    await deliver(kernel, entry)
    return refusal(entry, thrown)
  }
}

async function run(
  kernel: Kernel,
  request: RequestInfo,
  entry: LoggedRequest,
  operation: OperationName,
  body: unknown,
): Promise<unknown> {
  const anonymous = kernel.open(entry, request, undefined)
  const input = validate(operation, body)
  noteSubject(entry, input)
  warnOfIgnored(anonymous, input)

  const fault = await kernel.faults.meet(operation)
  if (fault?.error) throw new ApiError(fault.error, fault.message ?? 'A fault that was asked for.', { reason: 'fault' })
  const { poolId } = entry
  kernel.quotas.count(operation, anonymous, poolId)
  if (poolId !== undefined && request.region !== undefined && request.region !== anonymous.settings.region) {
    anonymous.transact((inside) => requireServed(inside, operation, poolId))
  }

  const token = tokenOf(input)
  const accessToken = token === undefined ? undefined : await kernel.authorize(anonymous, token)
  if (accessToken) {
    entry.poolId = accessToken.poolId
    entry.username = accessToken.username
  }
  const ctx = accessToken ? kernel.open(entry, request, accessToken) : anonymous
  kernel.quotas.countUser(operation, anonymous, accessToken?.sub ?? quotaName(input))

  const output = await answerOf(kernel, ctx, operation, input)
  if (entry.messages.length > 0) await wordDrafts(ctx)
  return output
}

async function answerOf(kernel: Kernel, ctx: FlowContext, operation: OperationName, input: object): Promise<unknown> {
  const synchronous = kernel.operations[operation]
  if (synchronous) return ctx.transact((inside) => synchronous(inside, input as never) as object)
  const flow = kernel.flows[operation]
  if (flow) return await flow(ctx, input as never)
  throw new ApiError('NotImplementedByEmulator', `${operation} is not implemented by this version of cognito-plus.`)
}

/** Lets the messages of a request leave, if it wrote any. */
export async function deliver(kernel: Kernel, entry: LoggedRequest): Promise<void> {
  if (entry.messages.length > 0) await kernel.deliver(entry.id)
}

/** The one place where an unexpected error becomes what a client may see. */
function refusal(entry: LoggedRequest, thrown: unknown): Answer {
  let error: ApiError
  if (thrown instanceof ApiError) {
    error = thrown
    if (thrown.reason) entry.reasons.push(thrown.reason)
  } else {
    error = new ApiError('InternalErrorException', 'Internal error.')
    entry.stack = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
  }
  return { status: error.status, body: errorBody(error), error, output: undefined }
}

/** The refusal of something that never reached an operation. */
export function refuse(error: ApiError): Answer {
  return { status: error.status, body: errorBody(error), error, output: undefined }
}

/** When a request happens: simulated ones may have a time of their own. */
function momentOf(kernel: Kernel, request: RequestInfo): number {
  return request.simulated?.at ?? kernel.clock.now()
}

function tokenOf(input: object): string | undefined {
  return 'AccessToken' in input && typeof input.AccessToken === 'string' ? input.AccessToken : undefined
}

/** Who wants to sign in, with the client that they use: whoever it is, they share a rate. */
function quotaName(input: object): string | undefined {
  const name = signInName(input)
  return name === undefined ? undefined : `${(input as Partial<InitiateAuthRequest>).ClientId} ${name}`
}

/** The name with which somebody signs in or answers a challenge. */
function signInName(input: object): string | undefined {
  const { AuthParameters, ChallengeResponses } = input as Partial<InitiateAuthRequest & RespondToAuthChallengeRequest>
  return (AuthParameters ?? ChallengeResponses)?.['USERNAME']
}

/** Whose pool, client and user a request is about, for the request log: names, as they were sent. */
function noteSubject(entry: LoggedRequest, input: object): void {
  const text = (name: string) => {
    const value = (input as Readonly<Record<string, unknown>>)[name]
    return typeof value === 'string' ? value : undefined
  }
  entry.poolId = text('UserPoolId')
  entry.clientId = text('ClientId')
  entry.username = text('Username') ?? signInName(input)
}

/** Whether callers must sign this operation. */
export function isSigned(operation: OperationName): boolean {
  return modelOf(operation).auth === 'sigv4'
}
