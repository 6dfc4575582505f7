import { ApiError, ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { SchemaAttributeType } from '../../api/generated/types.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { listsAttribute } from '../clients/attributes.ts'
import { attributeDefinition, isCustomAttribute, schemaOf } from '../pools/schema.ts'
import { isEmail, isPhoneNumber } from './names.ts'

/** What is being done with the attributes. */
export interface Occasion {
  /** Every attribute that the schema requires must be there. */
  readonly complete?: boolean | undefined
  /** They replace values of a user who exists, so that attributes that cannot change are refused. */
  readonly update?: boolean | undefined
  /** They come from an identity provider. */
  readonly federated?: boolean | undefined
}

/** Throws the service's InvalidParameterException unless every attribute fits the pool's schema. */
export function requireConforming(pool: Pool, attributes: ReadonlyMap<string, string>, occasion: Occasion = {}): void {
  const missing = occasion.complete ? missingAttributes(pool, filled(attributes)) : []
  const misfits: string[] = []
  for (const [name, value] of attributes) {
    if (missing.includes(name)) continue
    const rule = attributeDefinition(pool, name)
    const misfit = rule ? valueMisfit(rule, value, occasion) : unknownAttribute(name, occasion)
    if (misfit !== undefined) misfits.push(misfit)
  }
  // Observed: public reports.
  misfits.push(...missing.map((name) => `${name}: The attribute is required`))
  ensure(misfits.length === 0, refusal(occasion)(misfits))
  const email = attributes.get('email')
  ensure(email === undefined || isEmail(email), faults.invalidEmailFormat)
  const phoneNumber = attributes.get('phone_number')
  ensure(phoneNumber === undefined || isPhoneNumber(phoneNumber), faults.invalidPhoneFormat)
}

function refusal({ update, federated }: Occasion) {
  if (update) return faults.attributesCannotChange
  return federated ? faults.invalidUserAttributes : faults.attributesDidNotConform
}

/** Observed: a project's notes of August 2026. A required attribute with an empty text is missing. */
function filled(attributes: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...attributes].filter(([, value]) => value !== ''))
}

/** Refuses what only the service writes. Documented: developer guide, user attributes. */
export function requireNotReserved(names: Iterable<string>): void {
  for (const name of names) ensure(!reserved.has(name), faults.nonMutableAttribute(name))
}

// Inferred: `identities` is refused as `sub` is.
const reserved: ReadonlySet<string> = new Set(['sub', 'identities'])

/** The names of required attributes that are missing. Documented: `sub` is required and given by the service. */
export function missingAttributes(pool: Pool, attributes: ReadonlyMap<string, string>): string[] {
  return schemaOf(pool).flatMap(({ Name, Required }) =>
    Required && Name !== undefined && Name !== 'sub' && !attributes.has(Name) ? [Name] : [],
  )
}

/** Throws NotAuthorizedException unless the client may write each of these attributes. */
export function requireWritable({ settings }: Client, names: Iterable<string>): void {
  for (const name of names) {
    const writable = !isNeverWritable(name) && isOpen(settings.WriteAttributes, name)
    ensure(writable, faults.unauthorizedAttribute)
  }
}

/** Whether the client may read the attribute. */
export function isReadable({ settings }: Client, name: string): boolean {
  return name === 'sub' || isOpen(settings.ReadAttributes, name)
}

// Documented: user attributes page, attribute permissions: a new client may read and write all standard and custom
// attributes (the API page of UserPoolClientType names the standard ones only). Observed: aws-cdk#30608 and #21835,
// terraform-provider-aws#28684, sample-citadel#146: without a list, or with an empty one, users write custom ones. Inferred:
// what is the developer's only is not open.
function isOpen(list: readonly string[] | undefined, name: string): boolean {
  return list ? listsAttribute(list, name) : !name.startsWith('dev:')
}

/** Whether no client may write the attribute. */
export function isNeverWritable(name: string): boolean {
  return neverWritable.has(name)
}

// Documented: developer guide, user attributes.
const neverWritable: ReadonlySet<string> = new Set(['sub', 'email_verified', 'phone_number_verified', 'identities'])

// Observed: public reports; of new users the second with these braces, of others and their updates the first for both.
function unknownAttribute(name: string, { update, federated }: Occasion): string {
  if (update || federated || isCustomAttribute(name)) return `${name}: Attribute does not exist in the schema.`
  return `Type for attribute {${name}} could not be determined`
}

// Observed: the line of what cannot change, and those of texts too short and too long. Inferred: the others.
function valueMisfit(rule: SchemaAttributeType, value: string, occasion: Occasion): string | undefined {
  const name = rule.Name ?? ''
  if (occasion.update && rule.Mutable === false) return `${name}: Attribute cannot be updated.`
  switch (rule.AttributeDataType) {
    case 'Number':
      return numberMisfit(rule, value)
    case 'Boolean':
      return /^(true|false)$/i.test(value) ? undefined : `${name}: Attribute must be a boolean.`
    case 'DateTime':
      return Number.isNaN(Date.parse(value)) ? `${name}: Attribute must be a date.` : undefined
    default:
      return lengthMisfit(rule, value)
  }
}

function numberMisfit(
  { Name, NumberAttributeConstraints: limits }: SchemaAttributeType,
  value: string,
): string | undefined {
  if (!/^-?\d+(\.\d+)?$/.test(value)) return `${Name}: Attribute must be a number.`
  const { MinValue, MaxValue } = limits ?? {}
  if (MinValue !== undefined && Number(value) < Number(MinValue))
    return `${Name}: Number must be no less than ${MinValue}`
  if (MaxValue !== undefined && Number(value) > Number(MaxValue))
    return `${Name}: Number must be no greater than ${MaxValue}`
  return undefined
}

function lengthMisfit(
  { Name, StringAttributeConstraints: limits }: SchemaAttributeType,
  value: string,
): string | undefined {
  const length = [...value].length
  const { MinLength, MaxLength } = limits ?? {}
  if (MinLength !== undefined && length < Number(MinLength))
    return `${Name}: String must be no shorter than ${MinLength} characters`
  if (MaxLength !== undefined && length > Number(MaxLength))
    return `${Name}: String must be no longer than ${MaxLength} characters`
  // Documented: quotas page, 2,048 bytes whatever the schema says. Inferred: the text.
  if (Buffer.byteLength(value) > 2048) return `${Name}: String must be no longer than 2048 characters`
  return undefined
}

/** Refuses a flag that says verified of an attribute that is not there. Documented: AdminCreateUser API page. */
export function requireVerifiedValues(attributes: ReadonlyMap<string, string>): void {
  for (const name of ['email', 'phone_number'] as const) {
    const claimed = attributes.get(`${name}_verified`)?.toLowerCase() === 'true'
    // Inferred: the text; the rule is documented.
    const text = `${name} is required when ${name}_verified is true.`
    ensure(!claimed || attributes.has(name), () => new ApiError('InvalidParameterException', text))
  }
}
