import type { UserRef } from './types.ts'

/** Where the control API keeps what belongs to a user. */
export function pathOf({ userPoolId, username }: UserRef): string {
  return `/pools/${encodeURIComponent(userPoolId)}/users/${encodeURIComponent(username)}`
}
