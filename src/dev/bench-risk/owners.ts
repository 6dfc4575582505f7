import type { Owners } from './experiments/moment.ts'
import type { Login } from './login.ts'

/** The successes of owners, seen from a position in the file that moves forward. */
export interface MovingOwners extends Owners {
  /** Moves to the record at `position`. */
  moveTo(position: number): void
}

/** Collects what owners do in a file. */
export function ownersOf(logins: readonly Login[]): MovingOwners {
  const byUser = new Map<string, { position: number; login: Login }[]>()
  for (const [position, login] of logins.entries()) {
    if (login.y !== 'o' || login.ok === 0) continue
    const known = byUser.get(login.u)
    if (known) known.push({ position, login })
    else byUser.set(login.u, [{ position, login }])
  }
  const seen: string[] = []
  const counted = new Map<string, number>()
  let here = 0
  return {
    moveTo(position) {
      for (; here < position; here++) {
        const login = logins[here]!
        if (login.y !== 'o' || login.ok === 0) continue
        const count = counted.get(login.u) ?? 0
        if (count === 0) seen.push(login.u)
        counted.set(login.u, count + 1)
      }
    },
    latest: (user) => byUser.get(user)?.[(counted.get(user) ?? 0) - 1]?.login,
    next: (user) => byUser.get(user)?.[counted.get(user) ?? 0]?.login,
    seen: () => seen,
  }
}
