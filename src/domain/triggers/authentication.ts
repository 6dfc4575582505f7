import type { FlowContext } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import { callTrigger } from './call.ts'

/** A sign-in that is about to be checked. */
export interface StartedSignIn {
  readonly client: Client
  /** As the caller wrote it; the event carries the user's own name where the user exists. */
  readonly username: string
  /** Undefined for a name of nobody, which reaches the function only where existence is hidden. */
  readonly user: User | undefined
  /** The ClientMetadata of InitiateAuth. */
  readonly validationData?: Readonly<Record<string, string>> | undefined
}

/** Asks PreAuthentication, before the password is looked at; an error of the function refuses the sign-in. */
export async function preAuthentication(ctx: FlowContext, pool: Pool, signIn: StartedSignIn): Promise<void> {
  const { client, username, user, validationData } = signIn
  const hides = client.settings.PreventUserExistenceErrors === 'ENABLED'
  await callTrigger(ctx, pool, 'PreAuthentication', {
    source: 'PreAuthentication_Authentication',
    userName: user?.username ?? username,
    clientId: client.id,
    user,
    request: {
      ...(user === undefined && { userAttributes: {} }),
      validationData: validationData ?? null,
      // Documented: pre authentication page. The member is there for clients that hide who exists.
      userNotFound: hides ? user === undefined : undefined,
    },
    response: {},
  })
}

/** A sign-in whose challenges are all answered. */
export interface CompletedSignIn {
  readonly client: Client
  readonly user: User
  /** Documented: only ever true where the pool remembers devices. */
  readonly newDeviceUsed: boolean
  /** The ClientMetadata of RespondToAuthChallenge; InitiateAuth's does not come here. */
  readonly clientMetadata?: Readonly<Record<string, string>> | undefined
}

/** Tells PostAuthentication, before tokens are made; an error of the function keeps them back. */
export async function postAuthentication(ctx: FlowContext, pool: Pool, signIn: CompletedSignIn): Promise<void> {
  const { client, user, newDeviceUsed, clientMetadata } = signIn
  await callTrigger(ctx, pool, 'PostAuthentication', {
    source: 'PostAuthentication_Authentication',
    userName: user.username,
    clientId: client.id,
    user,
    request: { newDeviceUsed, clientMetadata },
    response: {},
  })
}
