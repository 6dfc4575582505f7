import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'

// Documented: ListUsers API page, searching for users. Nothing else can be searched.
const attributes = ['email', 'phone_number', 'name', 'given_name', 'family_name', 'preferred_username'] as const
const columns = ['username', 'sub', 'cognito:user_status', 'status'] as const

/** An attribute with an index of its own, by which ListUsers can search. */
export type SearchedAttribute = (typeof attributes)[number]

/** The one term of a filter. */
export interface UserFilter {
  readonly by: SearchedAttribute | (typeof columns)[number]
  /** `^=`: the value is a beginning. */
  readonly prefix: boolean
  readonly value: string
}

/** Whether ListUsers can search by this attribute, so that users may lack it in AttributesToGet. */
export function isSearchable(name: string): boolean {
  return isKnown(name)
}

/** The filter of a request; undefined for an empty one, which lets everybody pass. */
export function readFilter(text: string | undefined): UserFilter | undefined {
  if (text === undefined || text.trim() === '') return undefined
  // Documented: ListUsers API page. attribute, = or ^=, and a value in quotes in which \ takes the next character as it is.
  const match = /^\s*(?:"([^"]+)"|([^\s"=^]+))\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/s.exec(text)
  // Inferred: both texts.
  ensure(match, faults.invalidParameter('Error while parsing filter'))
  const [, quoted, bare, operator, value = ''] = match
  const by = quoted ?? bare ?? ''
  ensure(isKnown(by), faults.invalidParameter(`Invalid search attribute: ${by}`))
  return { by, prefix: operator === '^=', value: value.replaceAll(/\\(.)/gs, '$1') }
}

function isKnown(name: string): name is UserFilter['by'] {
  return [...attributes, ...columns].some((known) => known === name)
}
