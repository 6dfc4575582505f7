import type { Pool } from '../domain-request.ts'
import type { Words } from './en.ts'

/** What to call the name with which people sign in to a pool, as a label. */
export function signInNames(words: Words, { settings }: Pool): string {
  const { UsernameAttributes: instead = [], AliasAttributes: besides = [] } = settings
  const names = instead.length > 0 ? instead : ['username', ...besides.filter((name) => name !== 'preferred_username')]
  return asLabel(words, words.either(names.map((name) => own(words.names, name) ?? name)))
}

/** A name as it stands on a label. */
export function asLabel({ language }: Words, name: string): string {
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1)
}

/** What to call an attribute: `phone_number` is a phone number, `custom:plan` a plan in every language. */
export function attributeName(words: Words, name: string): string {
  const plain = () => asLabel(words, name.replace(/^(?:custom|dev):/, '').replaceAll(/[_-]/g, ' '))
  return own(words.attributes, name) ?? plain()
}

/** What to call a factor. */
export function factorName({ factors }: Words, name: string): string {
  return own(factors, name) ?? name
}

/** What the service says, in the language; English where there is no translation. */
export function inWords({ service }: Words, text: string): string {
  return own(service, text) ?? text
}

function own(names: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(names, name) ? names[name] : undefined
}
