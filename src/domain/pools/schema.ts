import { ensure } from '../../api/errors.ts'
import { invalidParameter as invalid } from '../../api/faults.ts'
import type { SchemaAttributeType } from '../../api/generated/types.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { standardAttributes } from './standard-attributes.ts'

/** A schema entry as a pool stores it: every member that has a default is there. */
export type AttributeDefinition = SchemaAttributeType & {
  [K in 'Name' | 'AttributeDataType' | 'DeveloperOnlyAttribute' | 'Mutable' | 'Required']: NonNullable<
    SchemaAttributeType[K]
  >
}

// Documented: quotas page. A pool has at most 50 custom attributes.
const customAttributesAtMost = 50
const longestString = 2048

/** The pool's whole schema: the standard attributes first, then the custom ones in the order in which they were added. */
export function schemaOf(pool: Pick<Pool, 'settings'>): readonly AttributeDefinition[] {
  return pool.settings.SchemaAttributes as AttributeDefinition[]
}

/** The definition of an attribute by its full name (`email`, `custom:plan`), or undefined. */
export function attributeDefinition(pool: Pick<Pool, 'settings'>, name: string): AttributeDefinition | undefined {
  return schemaOf(pool).find((definition) => definition.Name === name)
}

/** Whether a full attribute name is a custom one. */
export function isCustomAttribute(name: string): boolean {
  return name.startsWith('custom:') || name.startsWith('dev:')
}

/** The schema of a new pool, or the service's refusal of what was asked for. */
export function newSchema(given: readonly SchemaAttributeType[]): AttributeDefinition[] {
  const standard = standardAttributes.map((definition) => {
    const changed = given.find((entry) => entry.Name === definition.Name)
    return (changed ? adjusted(definition, changed) : definition) as AttributeDefinition
  })
  const names = new Set(standard.map((definition) => definition.Name))
  return withCustomAttributes(
    standard,
    given.filter((entry) => !names.has(entry.Name ?? '')),
  )
}

/** The schema with further custom attributes, or the service's refusal of one of them. */
export function withCustomAttributes(
  schema: readonly AttributeDefinition[],
  given: readonly SchemaAttributeType[],
): AttributeDefinition[] {
  const added: AttributeDefinition[] = []
  for (const entry of given) {
    const definition = customAttribute(entry)
    // Observed: deployments of 2026, this text and the next.
    ensure(
      !added.some(({ Name }) => Name === definition.Name),
      invalid(`Duplicate custom attribute names ${definition.Name} are not allowed in a user pool schema.`),
    )
    ensure(
      !schema.some(({ Name }) => Name === definition.Name),
      invalid(`${definition.Name}: Existing attribute already has name ${definition.Name}.`),
    )
    added.push(definition)
  }
  const all = [...schema, ...added]
  // Documented: quotas page. Inferred: the text.
  const custom = all.filter(({ Name }) => isCustomAttribute(Name)).length
  ensure(custom <= customAttributesAtMost, invalid('Number of custom attributes exceeds the limit of 50.'))
  return all
}

/** A standard attribute with what CreateUserPool may choose for it: whether it is required and mutable, and its limits. */
function adjusted(standard: SchemaAttributeType, given: SchemaAttributeType): SchemaAttributeType {
  const sameType = given.AttributeDataType === undefined || given.AttributeDataType === standard.AttributeDataType
  // Observed: deployments of 2026.
  ensure(
    sameType && given.DeveloperOnlyAttribute !== true,
    invalid(
      `You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute ${standard.Name}`,
    ),
  )
  // Inferred: what is always so for `sub` cannot be changed by naming it.
  if (standard.Name === 'sub') return standard
  const definition = {
    ...standard,
    Mutable: given.Mutable ?? standard.Mutable,
    Required: given.Required ?? standard.Required,
    ...limitsOf(standard, given),
  }
  requireLimits(definition, `user.${standard.Name}`)
  return definition
}

function customAttribute(given: SchemaAttributeType): AttributeDefinition {
  // Observed: the CLI's sample of a described pool writes dev:custom:<name> for developer-only attributes.
  const prefix = given.DeveloperOnlyAttribute ? 'dev:custom:' : 'custom:'
  const definition: AttributeDefinition = {
    Name: `${prefix}${given.Name ?? ''}`,
    AttributeDataType: given.AttributeDataType ?? 'String',
    DeveloperOnlyAttribute: given.DeveloperOnlyAttribute ?? false,
    Mutable: given.Mutable ?? true,
    Required: false,
  }
  // Inferred: the service does not name an attribute that has no name.
  ensure(given.Name, invalid('Attribute name is required.'))
  // Observed: deployments of 2026.
  ensure(given.Required !== true, invalid('Required custom attributes are not supported currently.'))
  Object.assign(definition, limitsOf(definition, given))
  requireLimits(definition, undefined)
  return definition
}

/** The limits of an attribute of this type. Observed: String and Number attributes always have the structure, others never. */
function limitsOf(defined: SchemaAttributeType, given: SchemaAttributeType): Partial<SchemaAttributeType> {
  if (defined.AttributeDataType === 'String') {
    return {
      StringAttributeConstraints: { ...defined.StringAttributeConstraints, ...given.StringAttributeConstraints },
    }
  }
  if (defined.AttributeDataType === 'Number') {
    return {
      NumberAttributeConstraints: { ...defined.NumberAttributeConstraints, ...given.NumberAttributeConstraints },
    }
  }
  return {}
}

/** `standard` is how the texts spell a standard attribute; custom ones have sentences of their own. */
function requireLimits(definition: SchemaAttributeType, standard: string | undefined): void {
  const { Name, StringAttributeConstraints: length, NumberAttributeConstraints: range } = definition
  const shortest = limit(length?.MinLength, 'String', Name)
  const longest = limit(length?.MaxLength, 'String', Name)
  const least = limit(range?.MinValue, 'Number', Name)
  const greatest = limit(range?.MaxValue, 'Number', Name)
  // Inferred: the sentences about standard attributes stand in another emulator's tests.
  ensure(
    (longest ?? 0) <= longestString && (shortest ?? 0) <= longestString,
    invalid(`${standard ?? Name}: String attributes cannot have a length of more than 2048`),
  )
  // Observed: deployments of 2026, for custom attributes.
  ensure(
    shortest === undefined || longest === undefined || shortest <= longest,
    invalid(
      standard
        ? `${standard}: Max length cannot be less than min length.`
        : `Attribute ${Name} cannot have a max length shorter than it's min length`,
    ),
  )
  ensure(
    least === undefined || greatest === undefined || least <= greatest,
    invalid(
      standard
        ? `${standard}: Max value cannot be less than min value.`
        : `Attribute ${Name} cannot have a max value smaller than it's min value`,
    ),
  )
}

function limit(given: string | undefined, type: 'String' | 'Number', name: string | undefined): number | undefined {
  if (given === undefined) return undefined
  const pattern = type === 'String' ? /^\d{1,9}$/ : /^-?\d{1,30}(\.\d+)?$/
  // Inferred: the sentence stands in another emulator's tests.
  ensure(pattern.test(given), invalid(`Invalid ${type}AttributeConstraints for schema attribute ${name}`))
  return Number(given)
}
