import type { Context } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { MfaFactor, User } from '../../store/schema/users.ts'
import { hasSoftwareToken } from '../credentials/software-token.ts'
import { usableFactors } from '../credentials/usable-factors.ts'
import { mfaModeOf } from '../pools/mfa.ts'

/**
 * The second factors with which the user could be challenged: an authenticator that is registered, an address or number
 * that is known. Documented: threat protection page; neither a preference nor a verified address is needed.
 */
export function eligibleFactors(
  ctx: Pick<Context, 'tx'>,
  pool: Pool,
  user: User,
  attributes: ReadonlyMap<string, string>,
): MfaFactor[] {
  if (mfaModeOf(pool) === 'OFF') return []
  return usableFactors(pool, attributes, () => hasSoftwareToken(ctx, user))
}
