import { queryOf } from './ask.ts'

type Query = Readonly<Record<string, string | number | undefined>>

const base = '/_emulator'

/** Where every page of the console is. */
export const links = {
  overview: base,
  lab: (query: Query = {}) => `${base}/lab${queryOf(query)}`,
  pools: `${base}/pools`,
  pool: (id: string, part = '', query: Query = {}) =>
    `${base}/pools/${encodeURIComponent(id)}${part === '' ? '' : `/${part}`}${queryOf(query)}`,
  user: (poolId: string, name: string, part = '', query: Query = {}) =>
    `${base}/pools/${encodeURIComponent(poolId)}/users/${encodeURIComponent(name)}${part === '' ? '' : `/${part}`}${queryOf(query)}`,
  event: (poolId: string, name: string, eventId: string, part = '', query: Query = {}) =>
    `${links.user(poolId, name, `events/${encodeURIComponent(eventId)}`)}${part === '' ? '' : `/${part}`}${queryOf(query)}`,
  inbox: (query: Query = {}) => `${base}/inbox${queryOf(query)}`,
  message: (id: string, part = '') => `${base}/inbox/${encodeURIComponent(id)}${part === '' ? '' : `/${part}`}`,
  preview: (number: string) => `${base}/previews/${number}`,
  requests: (query: Query = {}) => `${base}/requests${queryOf(query)}`,
  request: (id: string) => `${base}/requests/${encodeURIComponent(id)}`,
  clock: `${base}/clock`,
  tour: (step: number, query: Query = {}) => `${base}/tour/${step}${queryOf(query)}`,
  tourDeed: (deed: 'prepare' | 'sign-in' | 'answer') => `${base}/tour/${deed}`,
  openApi: `${base}/api/openapi.json`,
} as const

/** The same under the control API: the path of a user. */
export function apiUser(poolId: string, name: string): string {
  return `/pools/${encodeURIComponent(poolId)}/users/${encodeURIComponent(name)}`
}
