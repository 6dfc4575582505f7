/** What an edge throws when a call gave no answer that could be read. */
export class TriggerFailure extends Error {
  /** `function`: it ran and threw; `invocation`: it could not be called; `json`: what it sent is no JSON. */
  readonly kind: 'function' | 'invocation' | 'json'
  /** Why, for the request log; never sent. */
  readonly reason: string | undefined
  /** Whether the call may be tried again. */
  readonly retryable: boolean

  /** `message` is the function's own for `function`, and the name of an AWS error for `invocation`. */
  constructor(kind: TriggerFailure['kind'], message: string, detail: { reason?: string; retryable?: boolean } = {}) {
    super(message)
    this.kind = kind
    this.reason = detail.reason
    this.retryable = detail.retryable ?? false
  }
}
