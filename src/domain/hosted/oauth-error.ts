/** The error codes of RFC 6749, 6750, 7009, 7591, 8707 and OpenID Connect that the endpoints answer with. */
export type OAuthCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'unsupported_token_type'
  | 'invalid_scope'
  | 'invalid_target'
  | 'invalid_token'
  | 'insufficient_scope'
  | 'login_required'
  | 'access_denied'
  | 'invalid_redirect_uri'
  | 'invalid_client_metadata'
  | 'server_error'

/** What an OAuth client may see of a failure. Details that it may not see go to the request log. */
export class OAuthError extends Error {
  readonly code: OAuthCode
  /** Goes to the client as `error_description`; most errors of the service have none. */
  readonly description: string | undefined
  /** Set where what was written before the throw must stay. */
  keepsWrites = false

  constructor(code: OAuthCode, description?: string) {
    super(description ?? code)
    this.name = 'OAuthError'
    this.code = code
    this.description = description
  }
}

/** Throws an OAuth error unless the condition holds, and narrows it. */
export function demand(condition: unknown, code: OAuthCode, description?: string): asserts condition {
  if (!condition) throw new OAuthError(code, description)
}
