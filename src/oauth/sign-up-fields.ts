import { isWritableBy } from '../domain/hosted/sign-up.ts'
import type { Client, Pool } from './domain-request.ts'
import type { Words } from './languages/en.ts'
import { attributeName } from './languages/names.ts'

/** An attribute that a page asks for. */
export interface AttributeField {
  readonly name: string
  readonly label: string
  readonly type: string
  readonly required: boolean
  readonly hint: string | undefined
}

/**
 * What the sign-up page asks for besides name and password. Documented: hosted UI pages; every attribute that the pool
 * requires. Inferred: and the addresses to which it sends codes, unless they are the username itself.
 */
export function attributeFields(words: Words, pool: Pool, client: Client): AttributeField[] {
  const { SchemaAttributes = [], AutoVerifiedAttributes = [], UsernameAttributes = [] } = pool.settings
  const required = SchemaAttributes.filter(({ Required, Name }) => Required && Name !== 'sub').map(
    ({ Name = '' }) => Name,
  )
  const verified = AutoVerifiedAttributes.filter((name) => isWritableBy(client, name))
  const asName: readonly string[] = UsernameAttributes.length === 1 ? UsernameAttributes : []
  return [...new Set([...required, ...verified])]
    .filter((name) => !asName.includes(name))
    .map((name) => ({
      name,
      label: attributeName(words, name),
      type: types[name] ?? 'text',
      required: required.includes(name) || UsernameAttributes.length === 0,
      hint: name === 'phone_number' ? words.countryCode : undefined,
    }))
}

const types: Readonly<Record<string, string>> = {
  email: 'email',
  phone_number: 'tel',
  birthdate: 'date',
  website: 'url',
  picture: 'url',
  profile: 'url',
}
