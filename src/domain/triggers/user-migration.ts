import { ApiError } from '../../api/errors.ts'
import type { FlowContext } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { type Answer, readChoice, readFlag, readTextMap, readTexts, unrecognizable } from './answer.ts'
import { callTrigger } from './call.ts'

/** A name of nobody that somebody wants to use. */
export interface UnknownUser {
  readonly source: 'Authentication' | 'ForgotPassword'
  readonly userName: string
  readonly clientId: string
  /** Undefined where a password is forgotten. */
  readonly password?: string | undefined
  readonly validationData?: Readonly<Record<string, string>> | undefined
  readonly clientMetadata?: Readonly<Record<string, string>> | undefined
}

/** A user whom the function knows from elsewhere. */
export interface MigratedUser {
  /** Undefined where the name that was typed becomes the username. */
  readonly username: string | undefined
  /** Without the username. */
  readonly attributes: ReadonlyMap<string, string>
  /** Documented: RESET_REQUIRED unless the function says CONFIRMED, which keeps the password without a look at the policy. */
  readonly finalUserStatus: 'CONFIRMED' | 'RESET_REQUIRED'
  /** Whether the welcome message stays unwritten. */
  readonly suppressMessage: boolean
  /** Documented: SMS unless the function says otherwise. */
  readonly desiredDeliveryMediums: readonly ('EMAIL' | 'SMS')[]
  /** Whether text messages become the second factor. */
  readonly enableSMSMFA: boolean
  /** Whether an alias that belongs to another user moves to this one. */
  readonly forceAliasCreation: boolean
}

/**
 * Asks UserMigration for a user whom the pool does not know; undefined where the function does not know him either.
 * Documented: its errors are answered as an unknown user; they are in the request log.
 */
export async function userMigration(
  ctx: FlowContext,
  pool: Pool,
  unknown: UnknownUser,
): Promise<MigratedUser | undefined> {
  const { source, userName, clientId, password, validationData, clientMetadata } = unknown
  try {
    const answer = await callTrigger(ctx, pool, 'UserMigration', {
      source: `UserMigration_${source}`,
      userName,
      clientId,
      request: { password: password ?? null, validationData: validationData ?? null, clientMetadata },
      response: {
        userAttributes: null,
        forceAliasCreation: null,
        enableSMSMFA: null,
        finalUserStatus: null,
        messageAction: null,
        desiredDeliveryMediums: null,
      },
    })
    return answer && migratedUser(answer)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    ctx.note(`UserMigration knows no such user: ${error.message}`)
    return undefined
  }
}

function migratedUser(answer: Answer): MigratedUser | undefined {
  const given = readTextMap(answer, 'userAttributes')
  if (!given || given.size === 0) return undefined
  // Observed: public functions, and a report of what the service makes of it (cognito-local#277). One of the attributes may
  // be the username, which is not one; so that people who sign in with an alias get a username of their own.
  const { username, ...attributes } = Object.fromEntries(given)
  const mediums = readTexts(answer, 'desiredDeliveryMediums') ?? ['SMS']
  return {
    username: username || undefined,
    attributes: new Map(Object.entries(attributes)),
    finalUserStatus: readChoice(answer, 'finalUserStatus', ['CONFIRMED', 'RESET_REQUIRED']) ?? 'RESET_REQUIRED',
    suppressMessage: readChoice(answer, 'messageAction', ['SUPPRESS', 'RESEND']) === 'SUPPRESS',
    desiredDeliveryMediums: mediums.map(deliveryMedium),
    enableSMSMFA: readFlag(answer, 'enableSMSMFA') ?? false,
    forceAliasCreation: readFlag(answer, 'forceAliasCreation') ?? false,
  }
}

function deliveryMedium(medium: string): 'EMAIL' | 'SMS' {
  if (medium === 'EMAIL' || medium === 'SMS') return medium
  throw unrecognizable('desiredDeliveryMediums must hold EMAIL or SMS')
}
