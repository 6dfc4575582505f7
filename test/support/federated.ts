import { getPool } from '../../src/domain/pools/pools.ts'
import { insertUser } from '../../src/domain/users/create.ts'
import { addIdentity, subjectAttribute } from '../../src/domain/users/identities.ts'
import { newEntry } from '../../src/kernel/request-log.ts'
import type { Place } from './people.ts'

/** A user who came into being by signing in at a provider, as far as the user pool can tell. Answers the username. */
export function federatedUser({ core, clock, poolId }: Place, provider: string, value: string): string {
  const request = { id: 'federation', operation: 'Federation', ipAddress: '127.0.0.1', userAgent: undefined }
  const flow = core.kernel.open(newEntry(request, clock.now()), request, undefined)
  const username = `${provider}_${value}`
  flow.transact((ctx) => {
    const pool = getPool(ctx, poolId)
    const user = insertUser(ctx, pool, { username, status: 'EXTERNAL_PROVIDER', attributes: new Map() })
    addIdentity(ctx, pool, user, { provider, attribute: subjectAttribute, value }, true)
    return null
  })
  return username
}
