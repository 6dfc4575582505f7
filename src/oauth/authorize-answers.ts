import { ApiError } from '../api/errors.ts'
import { withParameters } from '../domain/hosted/grant.ts'
import { Sent } from './leaving.ts'
import type { LoginRequest } from './login-request.ts'

/** The way back to the client with an error; members in the order of captures. */
export function back({ redirectUri, state }: LoginRequest, error: string, description?: string): string {
  return withParameters(redirectUri, '?', { error_description: description, state, error })
}

/**
 * Observed: redirects after functions that failed and after attributes that did not fit, the code and the form of the
 * description: a space follows it (amplify-js#3526, and clients that were tested with what came).
 */
export function failed(login: LoginRequest, error: unknown): never {
  throw error instanceof ApiError ? new Sent(back(login, 'invalid_request', `${error.message} `), error.message) : error
}
