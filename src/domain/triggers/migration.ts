import { ApiError, ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { Context, FlowContext } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import { setPassword } from '../credentials/passwords.ts'
import { sendInvitation } from '../messages/invitation.ts'
import { getPool } from '../pools/pools.ts'
import { requireConforming } from '../users/conformity.ts'
import { insertUser } from '../users/create.ts'
import { requireUsernameForm, usernameAttribute } from '../users/names.ts'
import { attributesOf, updateUser } from '../users/users.ts'
import { type MigratedUser, type UnknownUser, userMigration } from './user-migration.ts'

/** Asks UserMigration for an unknown user and makes the user it describes; undefined where there is still nobody. */
export async function migrateUser(ctx: FlowContext, pool: Pool, unknown: UnknownUser): Promise<User | undefined> {
  const migrated = await userMigration(ctx, pool, unknown)
  if (!migrated) return undefined
  // Observed: a public report (stackoverflow.com/q/71560661), of an address in a pool whose aliases are addresses.
  if (!pool.settings.UsernameAttributes) requireUsernameForm(pool, migrated.username ?? unknown.userName)
  try {
    return ctx.transact((inside) => writeMigrated(inside, getPool(inside, pool.id), unknown, migrated))
  } catch (error) {
    // Observed: public reports (boto3#2747). Attributes that the pool cannot take make the user unknown, without a word.
    if (!(error instanceof ApiError)) throw error
    ctx.note(`The user of UserMigration was not made: ${error.message}`)
    return undefined
  }
}

function writeMigrated(ctx: Context, pool: Pool, unknown: UnknownUser, migrated: MigratedUser): User {
  const { attributes, finalUserStatus: status, forceAliasCreation: forceAlias } = migrated
  ensure(!attributes.has('sub'), faults.nonMutableAttribute('sub'))
  const named = usernameAttribute(pool, unknown.userName)
  requireConforming(pool, named === undefined ? attributes : new Map([[named, unknown.userName], ...attributes]))
  const { userName: username } = unknown
  const user = insertUser(ctx, pool, { username, stored: migrated.username, status, attributes, forceAlias })
  // Documented: migrate user page. The password is kept as it is, without a look at the policy.
  if (status === 'CONFIRMED' && unknown.password !== undefined) {
    setPassword(ctx, pool, user, unknown.password, { temporary: false })
  }
  if (!migrated.suppressMessage) welcome(ctx, pool, user, unknown, migrated)
  return migrated.enableSMSMFA ? updateUser(ctx, user, { mfaFactors: ['SMS_MFA'] }) : user
}

// Documented: migrate user page, a welcome message. Inferred: the invitation's words, and nothing where no address is.
function welcome(ctx: Context, pool: Pool, user: User, unknown: UnknownUser, migrated: MigratedUser): void {
  const attributes = attributesOf(ctx, user)
  for (const medium of migrated.desiredDeliveryMediums) {
    const to = attributes.get(medium === 'EMAIL' ? 'email' : 'phone_number')
    const channel = medium === 'EMAIL' ? 'email' : 'sms'
    const { userName: name, clientMetadata } = unknown
    if (to) sendInvitation(ctx, { pool, user, channel, to, name, temporaryPassword: undefined, clientMetadata })
  }
}
