import type { AuthFactorType, GetUserAuthFactorsResponse } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import { hasSoftwareToken } from '../credentials/software-token.ts'
import { attributesOf, mfaSettings } from '../users/users.ts'
import { offeredFactors } from './first-factors.ts'

/**
 * The factors that a user has, as both operations show them. Documented: SDK of 2026; first and second factors, the
 * authenticator app among them. Inferred: of the first factors those that USER_AUTH would offer.
 */
export function authFactorsOf(ctx: Context, pool: Pool, user: User): GetUserAuthFactorsResponse {
  const offered = offeredFactors(ctx, pool, user, attributesOf(ctx, user))
  const factors = offered.flatMap((factor): AuthFactorType[] => (factor === 'PASSWORD_SRP' ? [] : [factor]))
  if (hasSoftwareToken(ctx, user)) factors.push('SOFTWARE_TOKEN')
  return {
    Username: user.username,
    ...mfaSettings(user),
    ConfiguredUserAuthFactors: factors.length > 0 ? factors : undefined,
  }
}
