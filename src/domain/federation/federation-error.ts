/** Why somebody cannot be signed in who comes from an identity provider; the sentence goes to the client. */
export class FederationError extends Error {
  /** `invalid_request` unless the provider said that the person refused. */
  readonly code: 'invalid_request' | 'access_denied'

  constructor(message: string, code: 'invalid_request' | 'access_denied' = 'invalid_request') {
    super(message)
    this.name = 'FederationError'
    this.code = code
  }
}

/** Throws with a sentence for the client unless the condition holds, and narrows it. */
export function expectThat(condition: unknown, message: string): asserts condition {
  if (!condition) throw new FederationError(message)
}
