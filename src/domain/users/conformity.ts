import { ApiError, ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { SchemaAttributeType } from '../../api/generated/types.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { attributeDefinition, isCustomAttribute, schemaOf } from '../pools/schema.ts'
import { isEmail, isPhoneNumber } from './names.ts'

/** What is being done with the attributes. */
export interface Occasion {
  /** Every attribute that the schema requires must be there. */
  readonly complete?: boolean | undefined
  /** They replace values of a user who exists, so that attributes that cannot change are refused. */
  readonly update?: boolean | undefined
}

/** Throws the service's InvalidParameterException unless every attribute fits the pool's schema. */
export function requireConforming(pool: Pool, attributes: ReadonlyMap<string, string>, occasion: Occasion = {}): void {
  const misfits: string[] = []
  for (const [name, value] of attributes) {
    const rule = attributeDefinition(pool, name)
    const misfit = rule ? valueMisfit(rule, value, occasion) : unknownAttribute(name)
    if (misfit !== undefined) misfits.push(misfit)
  }
  if (occasion.complete) {
    // Observed: public reports.
    misfits.push(...missingAttributes(pool, attributes).map((name) => `${name}: The attribute is required`))
  }
  // Observed: public reports. Several misfits stand in one message, one a line.
  ensure(misfits.length === 0, faults.attributesDidNotConform(misfits.join('\n')))
  const email = attributes.get('email')
  ensure(email === undefined || isEmail(email), faults.invalidEmailFormat)
  const phoneNumber = attributes.get('phone_number')
  ensure(phoneNumber === undefined || isPhoneNumber(phoneNumber), faults.invalidPhoneFormat)
}

/** Refuses what only the service writes. Documented: developer guide, user attributes. Inferred: the text. */
export function requireNotReserved(names: Iterable<string>): void {
  for (const name of names) {
    const reserved = name === 'sub' || name === 'identities'
    ensure(!reserved, faults.attributesDidNotConform(`${name}: Attribute cannot be updated.`))
  }
}

/** The names of required attributes that are missing. Documented: `sub` is required and given by the service. */
export function missingAttributes(pool: Pool, attributes: ReadonlyMap<string, string>): string[] {
  return schemaOf(pool).flatMap(({ Name, Required }) =>
    Required && Name !== undefined && Name !== 'sub' && !attributes.has(Name) ? [Name] : [],
  )
}

/** Throws NotAuthorizedException unless the client may write each of these attributes. */
export function requireWritable({ settings }: Client, names: Iterable<string>): void {
  for (const name of names) {
    const writable = !neverWritable.has(name) && isOpen(settings.WriteAttributes, name)
    ensure(writable, faults.unauthorizedAttribute)
  }
}

/** Whether the client may read the attribute. */
export function isReadable({ settings }: Client, name: string): boolean {
  return name === 'sub' || isOpen(settings.ReadAttributes, name)
}

// Documented: UserPoolClientType. Without a list all standard attributes are open. Observed: the service's console, as
// aws-aspnet-cognito-identity-provider#89 quotes it, and terraform-provider-aws#28684; custom ones are, too. Inferred: what is
// the developer's only is not.
function isOpen(list: readonly string[] | undefined, name: string): boolean {
  return list?.includes(name) ?? !name.startsWith('dev:')
}

// Documented: developer guide, user attributes.
const neverWritable: ReadonlySet<string> = new Set(['sub', 'email_verified', 'phone_number_verified', 'identities'])

// Observed: public reports; the second with these braces.
function unknownAttribute(name: string): string {
  if (isCustomAttribute(name)) return `${name}: Attribute does not exist in the schema.`
  return `Type for attribute {${name}} could not be determined`
}

// Inferred: the service names the attribute and what is wrong with it; only the form of the line was seen.
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
