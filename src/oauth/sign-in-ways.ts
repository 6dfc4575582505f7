import { authFlowsOf } from '../domain/clients/settings.ts'
import type { Client, Pool } from './domain-request.ts'
import type { LoginVisit } from './login-visit.tsx'

/** Whether users of the pool itself sign in here. Inferred: a client that names no provider is for them. */
export function signsInLocally({ settings }: Client): boolean {
  return settings.SupportedIdentityProviders?.includes('COGNITO') ?? true
}

/** Whether people may sign up by themselves. */
export function allowsSignUp({ settings }: Pool): boolean {
  return !settings.AdminCreateUserConfig?.AllowAdminCreateUserOnly
}

/** The names of the identity providers that the client offers besides. */
export function otherProviders({ settings }: Client): string[] {
  return (settings.SupportedIdentityProviders ?? []).filter((name) => name !== 'COGNITO')
}

/**
 * Whether the user types a name first and then chooses a factor. Documented: managed login, from ESSENTIALS up, for
 * clients with choice-based sign-in. Inferred: and wherever a level of assurance is asked for.
 */
export function usesChoice({ request, login }: LoginVisit): boolean {
  if (!request.managed || login.pool.settings.UserPoolTier === 'LITE') return false
  return authFlowsOf(login.client).includes('ALLOW_USER_AUTH') || login.acrValues !== undefined
}
