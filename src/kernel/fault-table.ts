import { setTimeout as wait } from 'node:timers/promises'
import { modelOf } from '../api/generated/model.ts'
import type { ErrorName, OperationName } from '../api/generated/types.ts'
import { type OAuthCode, oauthCodes } from '../domain/hosted/oauth-error.ts'
import { type HostedOperation, hostedOperations } from './hosted-operations.ts'

/** What can be made to fail. */
export type Faultable = OperationName | HostedOperation

/** With what the operation or endpoint `O` can be made to fail. */
export type FaultError<O extends Faultable> = O extends OperationName ? ErrorName : HostedError
type HostedError = OAuthCode | 'TooManyRequestsException'

/** A fault that was asked for: the next calls of an operation or endpoint fail with an error, take a while, or both. */
export interface Fault<O extends Faultable = Faultable> {
  operation: O
  /** One of `faultErrors`. */
  error?: FaultError<O> | undefined
  message?: string | undefined
  latencyMs?: number | undefined
  /** How many calls it still holds for; null until cleared. */
  times: number | null
}

/** The faults now set. */
export class FaultTable {
  #faults: Fault[] = []

  get all(): readonly Fault[] {
    return this.#faults
  }

  set(fault: Fault): void {
    this.#faults.push(fault)
  }

  /** Forgets all faults, or those of one operation or endpoint. */
  clear(operation?: Faultable): void {
    this.#faults = operation === undefined ? [] : this.#faults.filter((fault) => fault.operation !== operation)
  }

  /** The first fault set for `operation`, counted down; resolves once its time has passed. */
  async meet<O extends Faultable>(operation: O): Promise<Fault<O> | undefined> {
    const fault = this.#faults.find((candidate) => candidate.operation === operation)
    if (fault && fault.times !== null) {
      fault.times -= 1
      if (fault.times <= 0) this.#faults = this.#faults.filter((other) => other !== fault)
    }
    if (fault?.latencyMs) await wait(fault.latencyMs)
    return fault as Fault<O> | undefined // it is the one whose operation was asked for
  }
}

/** The errors with which an operation or endpoint can be made to fail. */
export function faultErrors(operation: Faultable): readonly (ErrorName | HostedError)[] {
  if (!isHosted(operation)) return [...new Set([...modelOf(operation).errors, ...ofTheService])]
  // Pages and documents are there, or they are not.
  return [...(telling.has(operation) ? oauthCodes : outages), 'TooManyRequestsException']
}

/** Any operation may fail with these, declared or not. */
const ofTheService = ['InternalErrorException', 'TooManyRequestsException'] as const
const outages = ['server_error', 'temporarily_unavailable'] as const

/** The endpoints that tell programs what is wrong. */
const telling: ReadonlySet<HostedOperation> = new Set([
  'Authorize_GET',
  'Token_POST',
  'UserInfo_GET',
  'UserInfo_POST',
  'Revoke_POST',
  'Register_POST',
])

function isHosted(operation: Faultable): operation is HostedOperation {
  return (hostedOperations as readonly string[]).includes(operation)
}
