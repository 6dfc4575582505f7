import type { Pool } from '../domain-request.ts'

/** What to call the name with which people sign in to a pool. */
export function signInNames({ settings }: Pool): string {
  const { UsernameAttributes: instead = [], AliasAttributes: besides = [] } = settings
  const names = instead.length > 0 ? instead : ['username', ...besides.filter((name) => name !== 'preferred_username')]
  const [first = '', ...others] = names.map((name) => words[name] ?? name)
  const text = [...others].length === 0 ? first : `${[first, ...others.slice(0, -1)].join(', ')} or ${others.at(-1)}`
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const words: Readonly<Record<string, string>> = {
  username: 'username',
  email: 'email address',
  phone_number: 'phone number',
}

/** Whether people may sign up by themselves. */
export function allowsSignUp({ settings }: Pool): boolean {
  return !settings.AdminCreateUserConfig?.AllowAdminCreateUserOnly
}

/** What to call an attribute: `phone_number` is a phone number, `custom:plan` a plan. */
export function attributeWords(name: string): string {
  const text = name.replace(/^(?:custom|dev):/, '').replaceAll(/[_-]/g, ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}
