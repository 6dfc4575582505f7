import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { Context, FlowContext } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { RefreshFamily } from '../../store/schema/sign-in.ts'
import type { User } from '../../store/schema/users.ts'
import { tracksDevices } from '../devices/devices.ts'
import { functionOf } from '../pools/functions.ts'
import type { TokenChanges } from '../triggers/token-changes.ts'
import { findUserById } from '../users/users.ts'
import { askForChanges, type DueTokens } from './changes.ts'
import { findFamily, requireUsable, useFamily } from './families.ts'
import type { RefreshToken } from './refresh-token.ts'
import { planTokens, type TokenPlan } from './tokens.ts'

/** A refresh token that may be used now, and whose it is. */
export interface Bearer {
  readonly token: RefreshToken
  readonly family: RefreshFamily
  readonly user: User
}

/** Who may refresh with an opened token, or the service's error. */
export function getBearer(
  ctx: Context,
  pool: Pool,
  client: Client,
  { token, deviceKey, hosted }: { token: RefreshToken; deviceKey: string | undefined; hosted?: boolean },
): Bearer {
  // Inferred: a deleted user's token is like one that never was.
  const family = findFamily(ctx, client, token)
  const user = family && findUserById(ctx, family.userId)
  ensure(user, faults.invalidRefreshToken)
  // Observed: public reports. Inferred: told before the revocation that comes with disabling.
  ensure(user.enabled, faults.userIsDisabled)
  requireUsable(ctx, family, token)
  // Documented: refresh token page. With device tracking, the device of the sign-in must be named again.
  // Documented: token endpoint page. There only those of sign-ins at the hosted pages need not.
  const isItsDevice =
    family.deviceKey === null || family.deviceKey === deviceKey || (hosted && family.carried.hosted !== undefined)
  ensure(isItsDevice || !tracksDevices(pool), faults.invalidRefreshToken)
  return { token, family, user }
}

/** What the pool's function wants refreshed tokens to say, asked before the token counts as used. `find` may refuse. */
export async function askOnRefresh(
  ctx: FlowContext,
  due: Omit<DueTokens, 'user' | 'scope'>,
  find: (ctx: Context) => Bearer,
): Promise<TokenChanges | undefined> {
  if (!functionOf(ctx, due.pool, 'PreTokenGeneration')) return undefined
  const { user, family } = ctx.transact(find)
  return askForChanges(ctx, { ...due, user, scope: family.scope })
}

/** New tokens of a sign-in that goes on. Documented: attributes are read anew, everything else is carried over. */
export function refreshTokens(
  ctx: Context,
  pool: Pool,
  client: Client,
  { token, family, user }: Bearer,
  changes?: TokenChanges,
): TokenPlan {
  const rotation = client.settings.RefreshTokenRotation
  const rotate = rotation?.Feature === 'ENABLED'
  const used = useFamily(ctx, family, token, { rotate, graceSeconds: rotation?.RetryGracePeriodSeconds ?? 0 })
  return planTokens(ctx, { pool, client, user, family: used, withRefreshToken: rotate, changes })
}
