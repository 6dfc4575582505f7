import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { CodeDeliveryDetailsType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import { dropCode } from '../codes/codes.ts'
import type { ContactAttribute } from '../messages/masks.ts'
import { attributeDefinition } from '../pools/schema.ts'
import { writeAttributes } from '../users/attributes.ts'
import { requireConforming, requireNotReserved, requireVerifiedValues } from '../users/conformity.ts'
import { findHolder, nameOf, possibleNames } from '../users/names.ts'
import { attributesOf } from '../users/users.ts'
import { type CodeRequest, sendAttributeCode } from './attribute-codes.ts'

const contacts: readonly ContactAttribute[] = ['email', 'phone_number']

/**
 * Changes attributes of a user (an empty text deletes one) and sends the codes that follow; answers where they went.
 * The caller has checked who may write them.
 */
// Inferred: this order: schema, alias, store, message.
export function updateAttributes(
  ctx: Context,
  pool: Pool,
  user: User,
  given: ReadonlyMap<string, string>,
  request: CodeRequest = {},
): CodeDeliveryDetailsType[] {
  // Documented: UpdateUserAttributes API page. An empty value deletes.
  const changes = new Map([...given].map(([name, value]) => [name, value === '' ? undefined : value] as const))
  const present = attributesOf(ctx, user)
  requireChangeable(pool, changes)
  const changed = contacts.filter(
    (attribute) => changes.has(attribute) && changes.get(attribute) !== present.get(attribute),
  )
  const plans = contacts.flatMap((attribute) => planContact(pool, attribute, present, changes) ?? [])
  for (const { attribute, value } of plans) requireFreeAlias(ctx, pool, user, attribute, value)
  for (const { attribute, waits } of plans) {
    if (waits) changes.delete(attribute)
  }
  requireVerifiedValues(merged(present, changes))
  writeAttributes(ctx, pool, user, changes)
  // A code that went to the old address must not verify the new one.
  for (const attribute of changed) dropCode(ctx, user, attribute)
  return plans.flatMap(({ attribute, value, waits, code }) => {
    if (!code) return []
    const pendingValue = waits ? value : undefined
    return [sendAttributeCode(ctx, { pool, user, attribute, kind: 'UpdateUserAttribute', pendingValue, ...request })]
  })
}

/** Deletes attributes; `requireAllowed` is asked after the schema. Inferred: one that has no value is no error. */
export function deleteAttributes(
  ctx: Context,
  pool: Pool,
  user: User,
  names: readonly string[],
  requireAllowed: (names: readonly string[]) => void = () => {},
): void {
  requireDeletable(pool, names)
  requireAllowed(names)
  const changes = new Map<string, string | undefined>(names.map((name) => [name, undefined]))
  for (const attribute of contacts) {
    if (!changes.has(attribute)) continue
    changes.set(`${attribute}_verified`, undefined)
    dropCode(ctx, user, attribute)
  }
  writeAttributes(ctx, pool, user, changes)
}

/** A new address or number. */
interface ContactPlan {
  readonly attribute: ContactAttribute
  readonly value: string
  /** The old value stays until the code has been given. */
  readonly waits: boolean
  readonly code: boolean
}

/** What a change of address or number entails; completes `changes` with the flag. */
function planContact(
  pool: Pool,
  attribute: ContactAttribute,
  present: ReadonlyMap<string, string>,
  changes: Map<string, string | undefined>,
): ContactPlan | undefined {
  if (!changes.has(attribute)) return undefined
  const value = changes.get(attribute)
  const flag = `${attribute}_verified`
  if (value === undefined) {
    // Inferred: what is not there is not verified either.
    if (!changes.has(flag)) changes.set(flag, undefined)
    return undefined
  }
  // Observed: public reports (amazon-cognito-identity-js#350, amplify-cli#13833). Writing the same value again sends no code.
  // Inferred: it changes nothing about it.
  if (value === present.get(attribute)) return undefined
  const verified = changes.get(flag)?.toLowerCase() === 'true'
  const { UserAttributeUpdateSettings, AutoVerifiedAttributes = [] } = pool.settings
  const first = UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate ?? []
  // Documented: UserAttributeUpdateSettingsType. Old value and flag stay until the new value is verified.
  const waits = first.includes(attribute) && !verified && present.has(attribute)
  if (!waits && !changes.has(flag)) changes.set(flag, 'false')
  return { attribute, value, waits, code: !verified && AutoVerifiedAttributes.includes(attribute) }
}

function requireChangeable(pool: Pool, changes: ReadonlyMap<string, string | undefined>): void {
  const set = new Map([...changes].filter((change): change is [string, string] => change[1] !== undefined))
  requireNotReserved(changes.keys())
  requireConforming(pool, set, { update: true })
  const misfits = [...changes.keys()].flatMap((name) => (set.has(name) ? [] : deletionMisfits(pool, name)))
  ensure(misfits.length === 0, faults.attributesCannotChange(misfits))
}

/** Refuses to delete attributes that the pool does not know, that it requires, or that cannot change. */
function requireDeletable(pool: Pool, names: readonly string[]): void {
  const misfits = names.flatMap((name) => deletionMisfits(pool, name))
  // Observed: an emulator's tests against the service: the lines of a refused update after other words.
  ensure(misfits.length === 0, faults.invalidUserAttributes(misfits.map((misfit) => `user.${misfit}`)))
}

// Observed: a project's tests against the service, for an update with an empty text; a list of known messages, for what is
// required. The same text is said of each.
function deletionMisfits(pool: Pool, name: string): string[] {
  const definition = attributeDefinition(pool, name)
  if (!definition) return [`${name}: Attribute does not exist in the schema.`]
  if (definition.Required) return [`${name}: Required attribute cannot be deleted.`]
  return definition.Mutable === false ? [`${name}: Attribute cannot be updated.`] : []
}

/** Documented: developer guide, user attributes. A value that somebody has verified as alias is theirs. */
function requireFreeAlias(ctx: Context, pool: Pool, user: User, attribute: ContactAttribute, value: string): void {
  const { AliasAttributes = [], UsernameAttributes = [] } = pool.settings
  if (!AliasAttributes.includes(attribute) && !UsernameAttributes.includes(attribute)) return
  if (!possibleNames(pool, user).includes(attribute)) return
  const holder = findHolder(ctx, pool, attribute, nameOf(pool, attribute, value))
  ensure(holder === undefined || holder === user.id, faults.aliasTaken(attribute))
}

function merged(
  present: ReadonlyMap<string, string>,
  changes: ReadonlyMap<string, string | undefined>,
): ReadonlyMap<string, string> {
  const all = new Map([...present, ...changes])
  return new Map([...all].filter((entry): entry is [string, string] => entry[1] !== undefined))
}
