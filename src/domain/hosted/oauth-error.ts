/** The error codes of RFC 6749, 6750, 7009, 7591, 8707 and OpenID Connect that the endpoints answer with. */
export const oauthCodes = [
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'unsupported_token_type',
  'invalid_scope',
  'invalid_target',
  'invalid_token',
  'insufficient_scope',
  'login_required',
  'access_denied',
  'invalid_redirect_uri',
  'invalid_client_metadata',
  'server_error',
  'temporarily_unavailable',
] as const

export type OAuthCode = (typeof oauthCodes)[number]

/**
 * What stands in the place of a code where a rate is exceeded. Observed: a project's notes on the token endpoint (2025), tests
 * of a page where a code is typed in; AWS Support on re:Post says that it means an exceeded quota.
 */
export const busy = 'Application is busy, please try again in a few minutes.'

/** What an OAuth client may see of a failure. Details that it may not see go to the request log. */
export class OAuthError extends Error {
  readonly code: OAuthCode | typeof busy
  /** Goes to the client as `error_description`; most errors of the service have none. */
  readonly description: string | undefined
  /** Set where what was written before the throw must stay. */
  keepsWrites = false

  constructor(code: OAuthCode | typeof busy, description?: string) {
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
