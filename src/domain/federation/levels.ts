import type { IdentityProvider } from '../../store/schema/identity-providers.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { acrLevels, acrValue } from '../pools/acr.ts'
import { expectThat } from './federation-error.ts'

/**
 * What the provider calls the wanted levels, best first; undefined where it has no names for them. Documented: SDK of 2026,
 * AcrMapping. Inferred: the parameter that carries it.
 */
export function levelsAtProvider(
  pool: Pool,
  { acrMapping }: IdentityProvider,
  wanted: string | undefined,
): string | undefined {
  const names = (wanted ?? '').split(' ').flatMap((acr) => {
    const level = acrLevels.find((one) => acrValue(pool, one) === acr)
    return (level && acrMapping?.[level]) ?? []
  })
  return names.length > 0 ? names.join(' ') : undefined
}

/**
 * The claims of a sign-in that was asked for a level, once the provider has said what it reached. Documented: SDK of 2026;
 * what is not mapped counts as the lowest level. Inferred: a level that is too low is an error, and its sentence.
 */
export function reachedClaims(
  pool: Pool,
  { acrMapping }: IdentityProvider,
  reached: string | undefined,
  wanted: string | undefined,
): { acr: string; amr: string[] } | undefined {
  if (wanted === undefined) return undefined
  const mapped = acrLevels.findLastIndex((level) => reached !== undefined && acrMapping?.[level] === reached)
  const rank = Math.max(0, mapped)
  const ranks = wanted.split(' ').map((acr) => acrLevels.findIndex((level) => acrValue(pool, level) === acr))
  const isEnough = ranks.some((one) => one >= 0 && one <= rank)
  expectThat(isEnough, 'The identity provider did not reach the requested authentication level')
  return { acr: acrValue(pool, acrLevels[rank]!), amr: ['fed'] }
}
