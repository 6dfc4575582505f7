import type { ErrorName } from './generated/types.ts'

/** What a client may see, exactly as written. Anything else that is thrown is a bug of ours. */
export class ApiError extends Error {
  override readonly name: ErrorName
  /** HTTP status of the response. */
  readonly status: number
  /** How the body spells the member that carries the message; undefined where the body carries none. */
  readonly messageKey: 'message' | 'Message' | undefined
  /** Set where what was written before the throw must stay: a wrong password is refused and still counted. */
  keepsWrites = false
  /** Why it happened, for the request log; never sent. */
  readonly reason: string | undefined

  constructor(name: ErrorName, message: string, detail: { reason?: string; messageKey?: 'Message' | 'none' } = {}) {
    super(message)
    this.name = name
    this.status = statusOf(name)
    this.messageKey = detail.messageKey === 'none' ? undefined : (detail.messageKey ?? 'message')
    this.reason = detail.reason
  }
}

/** The same error, but thrown inside a transaction it commits what was written so far. */
export function keepingWrites(error: ApiError): ApiError {
  error.keepsWrites = true
  return error
}

/** Throws what `fault` makes unless the condition holds, and narrows it. */
export function ensure(condition: unknown, fault: () => ApiError): asserts condition {
  if (!condition) throw fault()
}

// Observed: public fixtures. Every error of a client is HTTP 400, not-found and throttling included.
// Documented: the service model marks two errors as the service's fault, which is HTTP 500.
function statusOf(name: ErrorName): number {
  switch (name) {
    case 'InternalErrorException':
    case 'InternalServerException':
      return 500
    // Ours: AWS never uses it, and the SDKs do not retry it.
    case 'NotImplementedByEmulator':
      return 501
    // Inferred: the front end refuses oversized bodies before any operation sees them.
    case 'RequestEntityTooLargeException':
      return 413
    default:
      return 400
  }
}
