import type { SchemaAttributeType } from '../../api/generated/types.ts'

/**
 * The attributes that every pool has. Observed: schemas described in 2021 and 2026; names, types and limits agree, and
 * pools of today begin with `profile` and list `identities`. Inferred: the order of the rest, which clients do not use.
 */
export const standardAttributes: readonly SchemaAttributeType[] = [
  text('profile'),
  text('address'),
  text('birthdate', { min: '10', max: '10' }),
  text('gender'),
  text('preferred_username'),
  { ...plain('updated_at'), AttributeDataType: 'Number', NumberAttributeConstraints: { MinValue: '0' } },
  text('website'),
  text('picture'),
  { ...plain('identities'), AttributeDataType: 'String', StringAttributeConstraints: {} },
  { ...text('sub', { min: '1', max: '2048' }), Mutable: false, Required: true },
  text('phone_number'),
  { ...plain('phone_number_verified'), AttributeDataType: 'Boolean' },
  text('zoneinfo'),
  text('locale'),
  text('email'),
  { ...plain('email_verified'), AttributeDataType: 'Boolean' },
  text('given_name'),
  text('family_name'),
  text('middle_name'),
  text('name'),
  text('nickname'),
]

function text(name: string, limits = { min: '0', max: '2048' }): SchemaAttributeType {
  return {
    ...plain(name),
    AttributeDataType: 'String',
    StringAttributeConstraints: { MinLength: limits.min, MaxLength: limits.max },
  }
}

function plain(name: string): SchemaAttributeType {
  return { Name: name, DeveloperOnlyAttribute: false, Mutable: true, Required: false }
}
