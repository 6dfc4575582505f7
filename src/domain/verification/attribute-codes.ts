import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { CodeDeliveryDetailsType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import { findCode, issueCode, lifeOfCodes, useCode } from '../codes/codes.ts'
import { clearAttempts, countAttempt, limits } from '../codes/limits.ts'
import { type CodeMessage, sendCode } from '../messages/codes.ts'
import type { ContactAttribute } from '../messages/masks.ts'
import { writeAttributes } from '../users/attributes.ts'
import { attributesOf } from '../users/users.ts'

/** What the functions that word and send messages shall know about the request. */
export type CodeRequest = Pick<CodeMessage, 'client' | 'clientMetadata'>

/** A code that shall verify an address or a number. */
export interface AttributeCode extends CodeRequest {
  readonly pool: Pool
  readonly user: User
  readonly attribute: ContactAttribute
  readonly kind: 'UpdateUserAttribute' | 'VerifyUserAttribute'
  /** A new value, which replaces the old one when the code is given; the code goes there. */
  readonly pendingValue?: string | undefined
}

/** Makes a code for an attribute and sends it. */
export function sendAttributeCode(ctx: Context, wanted: AttributeCode): CodeDeliveryDetailsType {
  const { pool, user, attribute, pendingValue, ...message } = wanted
  const code = issueCode(ctx, user, { purpose: attribute, attribute, lifeSeconds: lifeOfCodes.attribute, pendingValue })
  return sendCode(ctx, { ...message, pool, user, attribute, code, destination: pendingValue })
}

/** Sends another code for an attribute of a user who is signed in. */
export function requestAttributeCode(
  ctx: Context,
  pool: Pool,
  user: User,
  name: string,
  request: CodeRequest = {},
): CodeDeliveryDetailsType {
  const attribute = requireContact(name)
  // Inferred: where a new value waits for its code, the next code goes there as well.
  const pendingValue = findCode(ctx, user, attribute)?.pendingValue ?? undefined
  // Inferred: the text.
  const nothingThere = faults.invalidParameter(`User does not have a value for the attribute ${attribute}.`)
  ensure(pendingValue !== undefined || attributesOf(ctx, user).has(attribute), nothingThere)
  countAttempt(ctx, user, 'request-attribute-code', limits['request-attribute-code'])
  return sendAttributeCode(ctx, { pool, user, attribute, kind: 'VerifyUserAttribute', pendingValue, ...request })
}

/** Takes the code for an attribute: it becomes verified, with the value that waited for the code if there is one. */
export function verifyAttribute(ctx: Context, pool: Pool, user: User, name: string, code: string): void {
  const attribute = requireContact(name)
  countAttempt(ctx, user, 'verify-attribute', limits['verify-attribute'])
  const { pendingValue } = useCode(ctx, user, attribute, code)
  clearAttempts(ctx, user, 'verify-attribute')
  const changes = new Map([[`${attribute}_verified`, 'true']])
  if (pendingValue !== null) changes.set(attribute, pendingValue)
  writeAttributes(ctx, pool, user, changes)
}

/** Documented: GetUserAttributeVerificationCode API page. Only these two can be verified. Inferred: the text. */
function requireContact(name: string): ContactAttribute {
  if (name === 'email' || name === 'phone_number') return name
  throw faults.invalidParameter(`Attribute ${name} cannot be verified.`)()
}
