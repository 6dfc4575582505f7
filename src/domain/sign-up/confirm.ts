import { ApiError, ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type {
  CodeDeliveryDetailsType,
  ConfirmSignUpRequest,
  ResendConfirmationCodeRequest,
} from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import { hidesExistence, unknownUser } from '../clients/existence.ts'
import { dropCode, useCode } from '../codes/codes.ts'
import { clearAttempts, countAttempt, limits } from '../codes/limits.ts'
import { simulatedDelivery } from '../messages/simulated.ts'
import { readAttempt } from '../risk/attempt.ts'
import { refuseBlockedAddress } from '../risk/protect.ts'
import { recordEvent, settleEvent } from '../risk/record.ts'
import { writeAttributes } from '../users/attributes.ts'
import { updateUser } from '../users/users.ts'
import { readNamed } from './named.ts'
import { sendSignUpCode } from './register.ts'

/** Checks the code of a new user and confirms the user; returns the confirmed one. */
// Inferred: this order: user, state, attempts, code, alias.
export function confirmByCode(ctx: Context, input: ConfirmSignUpRequest): User {
  const { client, pool, user } = readNamed(ctx, input)
  // Documented: developer guide, managing errors. Never UserNotFoundException where existence is hidden.
  if (!user) throw unknownUser(client, faults.expiredCode)
  ensure(user.enabled, faults.userIsDisabled)
  ensure(user.status === 'UNCONFIRMED', faults.userCannotBeConfirmed(user.status))
  countAttempt(ctx, user, 'confirm-sign-up', limits['confirm-sign-up'])
  const { attribute } = useCode(ctx, user, 'sign-up', input.ConfirmationCode)
  clearAttempts(ctx, user, 'confirm-sign-up')
  writeAttributes(ctx, pool, user, new Map([[`${attribute}_verified`, 'true']]), {
    taken: (alias) => faults.aliasTakenOnConfirm(alias)(),
    force: input.ForceAliasCreation,
  })
  return confirmUser(ctx, user)
}

/** Makes a user confirmed who is not; anybody else is refused with the state they are in. */
export function confirmUser(ctx: Context, user: User): User {
  ensure(user.status === 'UNCONFIRMED', faults.userCannotBeConfirmed(user.status))
  dropCode(ctx, user, 'sign-up')
  settleEvent(ctx, user, 'SignUp', 'Pass')
  return updateUser(ctx, user, { status: 'CONFIRMED' })
}

/** Sends another confirmation code to a user who is not confirmed, or pretends to. */
export function resendCode(ctx: Context, input: ResendConfirmationCodeRequest): CodeDeliveryDetailsType {
  const { client, pool, user } = readNamed(ctx, input)
  const attempt = readAttempt(ctx, pool, client, input)
  refuseBlockedAddress(ctx, pool, client, user, attempt, 'ResendCode')
  if (!user) return pretendToSend(ctx, pool, client, input.Username)
  ensure(user.enabled, faults.userIsDisabled)
  ensure(user.status === 'UNCONFIRMED', faults.userIsAlreadyConfirmed)
  countAttempt(ctx, user, 'resend-code', limits['resend-code'])
  const delivery = sendSignUpCode(ctx, pool, client, user, 'ResendCode', input.ClientMetadata)
  // Observed: public reports disagree about the error's name.
  const nothingToVerify = () =>
    new ApiError('NotAuthorizedException', 'Cannot resend codes. Auto verification not turned on.')
  ensure(delivery, nothingToVerify)
  recordEvent(ctx, { pool, client, user, attempt, type: 'ResendCode', response: 'Pass' })
  return delivery
}

function pretendToSend(ctx: Context, pool: Pool, client: Client, name: string): CodeDeliveryDetailsType {
  if (!hidesExistence(client)) throw faults.usernameClientCombinationNotFound()
  ctx.note('The user does not exist, and the client hides that.')
  const verified = pool.settings.AutoVerifiedAttributes ?? []
  return simulatedDelivery(ctx, pool, name, verified.includes('phone_number') ? 'phone_number' : 'email')
}
