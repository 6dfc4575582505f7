import { ApiError, ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { AdminCreateUserRequest, ClientMetadataType, DeliveryMediumType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import { requirePolicy, temporaryPassword } from '../credentials/password-policy.ts'
import { setPassword } from '../credentials/passwords.ts'
import { sendInvitation } from '../messages/invitation.ts'
import { readAttributes } from '../users/attributes.ts'
import { requireConforming, requireNotReserved, requireVerifiedValues } from '../users/conformity.ts'
import { insertUser } from '../users/create.ts'
import { requireUsernameForm, usernameAttribute } from '../users/names.ts'
import { attributesOf, getUser } from '../users/users.ts'

/** A user as an administrator wants one, checked as far as that is possible without looking for conflicts. */
export interface InvitationDraft {
  readonly username: string
  readonly attributes: ReadonlyMap<string, string>
  /** Undefined for a user who will sign in without a password. */
  readonly password: string | undefined
  readonly forceAlias: boolean
  /** Where the invitation is to go; empty when none is wanted. */
  readonly media: readonly DeliveryMediumType[]
  readonly clientMetadata: ClientMetadataType | undefined
}

/** All checks of AdminCreateUser that come before the pool's own function is asked; writes nothing. */
// Inferred: this order: username form, schema, password policy, and the username itself last.
export function draftInvitation(ctx: Context, pool: Pool, input: AdminCreateUserRequest): InvitationDraft {
  requireUsernameForm(pool, input.Username)
  const attributes = readAttributes(input.UserAttributes)
  const alias = usernameAttribute(pool, input.Username)
  if (alias !== undefined && !attributes.has(alias)) attributes.set(alias, input.Username)
  requireConforming(pool, attributes)
  requireNotReserved(attributes.keys())
  requireVerifiedValues(attributes)
  if (input.TemporaryPassword !== undefined) requirePolicy(pool, input.TemporaryPassword)
  return {
    username: input.Username,
    attributes,
    password:
      input.TemporaryPassword ?? (canSignInWithout(pool, attributes) ? undefined : temporaryPassword(ctx, pool)),
    forceAlias: input.ForceAliasCreation ?? false,
    media: input.MessageAction === 'SUPPRESS' ? [] : reachableMedia(attributes, input.DesiredDeliveryMediums),
    clientMetadata: input.ClientMetadata,
  }
}

/** Writes the user, the password and the invitation. */
export function inviteUser(ctx: Context, pool: Pool, draft: InvitationDraft, sub?: string): User {
  const user = insertUser(ctx, pool, {
    username: draft.username,
    sub,
    // Observed: captures of 2026. A user without password in a pool for sign-in without one is confirmed from the start.
    status: draft.password === undefined ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD',
    attributes: draft.attributes,
    // Inferred: widely quoted.
    taken: () => new ApiError('UsernameExistsException', 'User account already exists'),
    forceAlias: draft.forceAlias,
  })
  if (draft.password !== undefined) setPassword(ctx, pool, user, draft.password, { temporary: true })
  sendInvitations(ctx, pool, user, draft)
  return user
}

/** Gives an invited user a new temporary password and sends the invitation again. */
export function inviteAgain(ctx: Context, pool: Pool, input: AdminCreateUserRequest): User {
  const user = getUser(ctx, pool, input.Username)
  // Documented: AdminCreateUser API page, MessageAction and errors. Inferred: the text.
  const unsupported = () =>
    new ApiError('UnsupportedUserStateException', 'Resend not possible. User is not in FORCE_CHANGE_PASSWORD state.')
  ensure(user.status === 'FORCE_CHANGE_PASSWORD', unsupported)
  if (input.TemporaryPassword !== undefined) requirePolicy(pool, input.TemporaryPassword)
  const password = input.TemporaryPassword ?? temporaryPassword(ctx, pool)
  const media = reachableMedia(attributesOf(ctx, user), input.DesiredDeliveryMediums)
  setPassword(ctx, pool, user, password, { temporary: true })
  sendInvitations(ctx, pool, user, { username: input.Username, password, media, clientMetadata: input.ClientMetadata })
  return user
}

function sendInvitations(
  ctx: Context,
  pool: Pool,
  user: User,
  {
    username,
    password,
    media,
    clientMetadata,
  }: Pick<InvitationDraft, 'username' | 'password' | 'media' | 'clientMetadata'>,
): void {
  const attributes = attributesOf(ctx, user)
  for (const medium of media) {
    const to = attributes.get(medium === 'EMAIL' ? 'email' : 'phone_number') ?? ''
    const channel = medium === 'EMAIL' ? 'email' : 'sms'
    sendInvitation(ctx, { pool, user, channel, to, name: username, temporaryPassword: password, clientMetadata })
  }
}

// Documented: AdminCreateUser API page. SMS unless asked otherwise; a destination that is missing is an error only where
// the medium was asked for.
function reachableMedia(
  attributes: ReadonlyMap<string, string>,
  asked: readonly DeliveryMediumType[] | undefined,
): readonly DeliveryMediumType[] {
  if (asked === undefined || asked.length === 0) return attributes.has('phone_number') ? ['SMS'] : []
  for (const medium of asked) {
    const attribute = medium === 'EMAIL' ? 'email' : 'phone_number'
    // Inferred: the text.
    const text = `User does not have an ${attribute} attribute to deliver the invitation to.`
    ensure(attributes.has(attribute), faults.invalidParameter(text))
  }
  return [...new Set(asked)]
}

/** Whether the user can sign in with a one-time password from the start. Documented: developer guide, authentication. */
function canSignInWithout(pool: Pool, attributes: ReadonlyMap<string, string>): boolean {
  const factors = pool.settings.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? []
  const byEmail = factors.includes('EMAIL_OTP') && attributes.has('email')
  return byEmail || (factors.includes('SMS_OTP') && attributes.has('phone_number'))
}
