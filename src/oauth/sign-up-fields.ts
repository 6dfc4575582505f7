import { isWritableBy } from '../domain/hosted/sign-up.ts'
import type { Client, Pool } from './domain-request.ts'
import type { Words } from './languages/en.ts'
import { attributeName } from './languages/names.ts'

/** An attribute that a page asks for, as its field needs it. */
export interface AttributeField {
  readonly name: string
  readonly label: string
  readonly type: string
  readonly autocomplete: string
  readonly autocapitalize: 'none' | 'words'
  readonly hint: string | undefined
}

/**
 * What the sign-up page asks for besides name and password. Documented: hosted UI pages; every attribute that the pool
 * requires. Inferred: and the addresses to which it sends codes, unless they are the username itself.
 */
export function attributeFields(
  words: Words,
  pool: Pool,
  client: Client,
): (AttributeField & { readonly required: boolean })[] {
  const { SchemaAttributes = [], AutoVerifiedAttributes = [], UsernameAttributes = [] } = pool.settings
  const required = SchemaAttributes.filter(({ Required, Name }) => Required && Name !== 'sub').map(
    ({ Name = '' }) => Name,
  )
  const verified = AutoVerifiedAttributes.filter((name) => isWritableBy(client, name))
  const asName: readonly string[] = UsernameAttributes.length === 1 ? UsernameAttributes : []
  const names = [...new Set([...required, ...verified])].filter((name) => !asName.includes(name))
  return inOrder(names).map((name) => ({
    ...attributeField(words, name),
    required: required.includes(name) || UsernameAttributes.length === 0,
  }))
}

/** The field of one attribute. */
export function attributeField(words: Words, name: string): AttributeField {
  const [autocomplete = 'on', type = 'text'] = kinds[name] ?? []
  return {
    ...{ name, type, autocomplete, label: attributeName(words, name) },
    autocapitalize: /name$/.test(name) && name !== 'preferred_username' ? 'words' : 'none',
    hint: name === 'phone_number' ? words.countryCode : undefined,
  }
}

/** Attributes as people are used to giving them; those of the pool's own come last. Inferred: the service's order. */
export function inOrder(names: readonly string[]): string[] {
  const known = Object.keys(kinds)
  const rank = (name: string) => (known.includes(name) ? known.indexOf(name) : known.length)
  return names.toSorted((a, b) => rank(a) - rank(b))
}

/** What browsers fill in, and the type of the input unless it is text, in the order of forms. */
const kinds: Readonly<Record<string, readonly [autocomplete: string, type?: string]>> = {
  email: ['email', 'email'],
  phone_number: ['tel', 'tel'],
  name: ['name'],
  given_name: ['given-name'],
  middle_name: ['additional-name'],
  family_name: ['family-name'],
  nickname: ['nickname'],
  preferred_username: ['on'],
  birthdate: ['bday', 'date'],
  gender: ['sex'],
  address: ['street-address'],
  locale: ['language'],
  zoneinfo: ['on'],
  website: ['url', 'url'],
  profile: ['on', 'url'],
  picture: ['photo', 'url'],
}
