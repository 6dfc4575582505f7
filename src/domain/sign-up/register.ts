import { ApiError, ensure, keepingWrites } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { ClientMetadataType, CodeDeliveryDetailsType, SignUpRequest } from '../../api/generated/types.ts'
import type { Context, MessageKind } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { AttemptContext } from '../../store/schema/events.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import { getClient, requireSecretHash } from '../clients/clients.ts'
import { issueCode, lifeOfCodes } from '../codes/codes.ts'
import { requirePolicy } from '../credentials/password-policy.ts'
import { setPassword } from '../credentials/passwords.ts'
import { sendCode } from '../messages/codes.ts'
import { getPool } from '../pools/pools.ts'
import { readAttempt } from '../risk/attempt.ts'
import { checkCompromised } from '../risk/compromised-check.ts'
import { countRefusedSignUp } from '../risk/event-counts.ts'
import { refuseBlockedAddress } from '../risk/protect.ts'
import { recordEvent } from '../risk/record.ts'
import type { PreSignUpAnswer } from '../triggers/pre-sign-up.ts'
import { readAttributes } from '../users/attributes.ts'
import { requireConforming, requireWritable } from '../users/conformity.ts'
import { insertUser } from '../users/create.ts'
import { requireUsernameForm, usernameAttribute } from '../users/names.ts'
import { attributesOf } from '../users/users.ts'
import { verificationTarget } from '../verification/target.ts'

/** A sign-up that passed every check but the one for names in use. */
export interface SignUpDraft {
  readonly pool: Pool
  readonly client: Client
  readonly username: string
  readonly attributes: ReadonlyMap<string, string>
  /** Undefined for a user who will sign in without one. */
  readonly password: string | undefined
  readonly attempt: AttemptContext
  readonly compromised: boolean
  readonly clientMetadata: ClientMetadataType | undefined
}

/** What else a new user is made from: the sub, and what the pool's function decided. */
export interface SignUpDecision extends PreSignUpAnswer {
  readonly sub: string
}

/** A user who has just signed up, and where the code went. */
export interface Registration {
  readonly user: User
  readonly delivery: CodeDeliveryDetailsType | undefined
}

/** All checks of SignUp that come before the pool's own function is asked; writes nothing but a refusal. */
// Inferred: this order: client, secret hash, permission, username form, attributes, password.
export function draftSignUp(ctx: Context, input: SignUpRequest): SignUpDraft {
  const client = getClient(ctx, input.ClientId)
  const pool = getPool(ctx, client.poolId)
  requireSecretHash(ctx, client, input.Username, input.SecretHash)
  // Observed: public reports.
  const notPermitted = () => new ApiError('NotAuthorizedException', 'SignUp is not permitted for this user pool')
  ensure(!pool.settings.AdminCreateUserConfig?.AllowAdminCreateUserOnly, notPermitted)
  const attempt = readAttempt(ctx, pool, client, input)
  refuseBlockedAddress(ctx, pool, client, undefined, attempt, 'SignUp')
  requireUsernameForm(pool, input.Username)
  const attributes = requireAttributes(pool, client, input)
  const compromised = requirePassword(ctx, pool, client, input.Password)
  return {
    ...{ pool, client, username: input.Username, attributes, password: input.Password, attempt, compromised },
    clientMetadata: input.ClientMetadata,
  }
}

/** Writes the user; also code and message, unless the pool's function has confirmed the user. */
export function registerUser(ctx: Context, draft: SignUpDraft, decision: SignUpDecision): Registration {
  const { pool, client, attempt, compromised, clientMetadata } = draft
  const { username, password } = draft
  const { sub, autoConfirmUser: confirmed, autoVerifyEmail, autoVerifyPhone } = decision
  const user = insertUser(ctx, pool, {
    username,
    sub,
    status: confirmed ? 'CONFIRMED' : 'UNCONFIRMED',
    attributes: flagged(draft.attributes, decision),
    // Documented: pre sign-up page. An alias that the function verifies moves here from whoever has it.
    forceAlias: autoVerifyEmail || autoVerifyPhone,
  })
  if (password !== undefined) setPassword(ctx, pool, user, password, { temporary: false })
  const response = confirmed ? 'Pass' : 'InProgress'
  recordEvent(ctx, { pool, client, user, attempt, type: 'SignUp', response, compromised })
  if (confirmed) return { user, delivery: undefined }
  return { user, delivery: sendSignUpCode(ctx, pool, client, user, 'SignUp', clientMetadata) }
}

/** Sends a fresh confirmation code; undefined where the pool verifies nothing that the user has. */
export function sendSignUpCode(
  ctx: Context,
  pool: Pool,
  client: Client,
  user: User,
  kind: MessageKind,
  clientMetadata?: ClientMetadataType,
): CodeDeliveryDetailsType | undefined {
  const attribute = verificationTarget(pool, attributesOf(ctx, user))
  if (attribute === undefined) return undefined
  const code = issueCode(ctx, user, { purpose: 'sign-up', attribute, lifeSeconds: lifeOfCodes.signUp })
  return sendCode(ctx, { pool, client, user, kind, attribute, code, clientMetadata })
}

function requireAttributes(pool: Pool, client: Client, input: SignUpRequest): Map<string, string> {
  const attributes = readAttributes(input.UserAttributes)
  // Documented: developer guide, user attributes. Inferred: the text.
  const aliasTooEarly = faults.invalidParameter('preferred_username can only be set after the user is confirmed.')
  ensure(
    !(pool.settings.AliasAttributes?.includes('preferred_username') && attributes.has('preferred_username')),
    aliasTooEarly,
  )
  const written = [...attributes.keys()]
  const name = usernameAttribute(pool, input.Username)
  if (name !== undefined && !attributes.has(name)) attributes.set(name, input.Username)
  requireConforming(pool, attributes, { complete: true })
  requireWritable(client, written)
  return attributes
}

/** Checks a new user's password and tells whether it is known to be compromised. */
function requirePassword(ctx: Context, pool: Pool, client: Client, password: string | undefined): boolean {
  if (password === undefined) {
    // Documented: developer guide, authentication. Only a pool for sign-in without passwords can do without one.
    const factors = pool.settings.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? []
    // Inferred: the service's sentence for a member that is missing.
    const text =
      "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must not be null"
    ensure(
      factors.some((factor) => factor !== 'PASSWORD'),
      faults.invalidParameter(text),
    )
    return false
  }
  requirePolicy(pool, password)
  const { detected, block } = checkCompromised(ctx, pool, client, password, 'SIGN_UP')
  if (!block) return detected
  // Documented: metrics page; compromised credentials of sign-ups are counted, too.
  countRefusedSignUp(ctx.tx, pool.id)
  throw keepingWrites(faults.compromisedPassword())
}

/** Observed: users who signed up and did not confirm show both flags as false. */
function flagged(attributes: ReadonlyMap<string, string>, decision: PreSignUpAnswer): Map<string, string> {
  const verified = { email: decision.autoVerifyEmail, phone_number: decision.autoVerifyPhone }
  const flags = (['email', 'phone_number'] as const)
    .filter((name) => attributes.has(name))
    .map((name) => [`${name}_verified`, String(verified[name])] as const)
  return new Map([...attributes, ...flags])
}
