import { ApiError, ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { ClientMetadataType, CodeDeliveryDetailsType, ForgotPasswordRequest } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import { hidesExistence } from '../clients/existence.ts'
import { issueCode, lifeOfCodes } from '../codes/codes.ts'
import { countAttempt, limits } from '../codes/limits.ts'
import { type CodeMessage, sendCode } from '../messages/codes.ts'
import { simulatedDelivery } from '../messages/simulated.ts'
import { readAttempt } from '../risk/attempt.ts'
import { refuseBlockedAddress } from '../risk/protect.ts'
import { recordEvent } from '../risk/record.ts'
import { readNamed } from '../sign-up/named.ts'
import { attributesOf, updateUser } from '../users/users.ts'
import { findRecoveryTarget, recoveryOrder, recoveryTarget, requireSelfRecovery } from './recovery-target.ts'

/** Sends a reset code to the user, or pretends to where the client hides who exists. */
export function forgotPassword(ctx: Context, input: ForgotPasswordRequest): CodeDeliveryDetailsType {
  const { client, pool, user } = readNamed(ctx, input)
  const attempt = readAttempt(ctx, pool, client, input)
  refuseBlockedAddress(ctx, pool, client, user, attempt, 'ForgotPassword')
  requireSelfRecovery(pool)
  if (!user) return pretend(ctx, pool, client, input.Username, faults.usernameClientCombinationNotFound())
  if (!user.enabled) return pretend(ctx, pool, client, input.Username, faults.userIsDisabled())
  requireResettable(user)
  const reachable = findRecoveryTarget(pool, user, attributesOf(ctx, user))
  if (!reachable) return pretend(ctx, pool, client, input.Username, faults.noVerifiedRecovery())
  countAttempt(ctx, user, 'forgot-password', limits['forgot-password'])
  recordEvent(ctx, { pool, client, user, attempt, type: 'ForgotPassword', response: 'Pass' })
  return sendResetCode(ctx, { pool, user, client, clientMetadata: input.ClientMetadata })
}

/** Sends a reset code on behalf of an administrator; the user cannot sign in until it has been used. */
export function resetByAdministrator(ctx: Context, pool: Pool, user: User, clientMetadata?: ClientMetadataType): void {
  // Observed: public reports; this one without a full stop.
  ensure(user.enabled, () => new ApiError('NotAuthorizedException', 'User is disabled'))
  // Observed: public reports. Documented: AdminResetUserPassword API page, only confirmed users can be reset.
  ensure(user.status === 'CONFIRMED' || user.status === 'RESET_REQUIRED', faults.passwordCannotBeReset)
  requireSelfRecovery(pool)
  countAttempt(ctx, user, 'forgot-password', limits['forgot-password'])
  sendResetCode(ctx, { pool, user, clientMetadata })
  updateUser(ctx, user, { status: 'RESET_REQUIRED' })
}

/** Whose password is to be reset, and what the message's trigger shall know. */
type ResetRequest = Pick<CodeMessage, 'pool' | 'user' | 'client' | 'clientMetadata'>

/** Sends a reset code; throws where the user has nothing to send it to. */
function sendResetCode(ctx: Context, { pool, user, client, clientMetadata }: ResetRequest): CodeDeliveryDetailsType {
  const attribute = recoveryTarget(pool, user, attributesOf(ctx, user))
  const code = issueCode(ctx, user, { purpose: 'forgot-password', attribute, lifeSeconds: lifeOfCodes.forgotPassword })
  return sendCode(ctx, { pool, client, user, kind: 'ForgotPassword', attribute, code, clientMetadata })
}

/** Refuses users whose password is still the administrator's or somebody else's to set. */
function requireResettable(user: User): void {
  // Observed: public reports for FORCE_CHANGE_PASSWORD. Inferred: users of another provider have no password to reset.
  const resettable = user.status !== 'FORCE_CHANGE_PASSWORD' && user.status !== 'EXTERNAL_PROVIDER'
  ensure(resettable, faults.passwordCannotBeReset)
}

// Documented: developer guide, managing errors. Unknown, disabled and unverified users look alike where existence is hidden.
function pretend(ctx: Context, pool: Pool, client: Client, name: string, truth: ApiError): CodeDeliveryDetailsType {
  if (!hidesExistence(client)) throw truth
  ctx.note(`Nothing was sent, and the client hides why: ${truth.message}`)
  return simulatedDelivery(ctx, pool, name, recoveryOrder(pool)[0] ?? 'email')
}
