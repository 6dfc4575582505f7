import type { AcrLevelNameType } from '../../api/generated/types.ts'
import type { Pool } from '../../store/schema/pools.ts'

/** The four levels of assurance, lowest first. */
export const acrLevels = ['Level1', 'Level2', 'Level3', 'Level4'] as const satisfies readonly AcrLevelNameType[]

/** The names of the levels in a pool that names none. Documented: step-up page of the developer guide. */
export const defaultAcr: Readonly<Record<AcrLevelNameType, { AcrValue: string }>> = {
  Level1: { AcrValue: 'urn:cognito:loa:1' },
  Level2: { AcrValue: 'urn:cognito:loa:2' },
  Level3: { AcrValue: 'urn:cognito:loa:3' },
  Level4: { AcrValue: 'urn:cognito:loa:4' },
}

/** What the pool calls a level. */
export function acrValue(pool: Pick<Pool, 'settings'>, level: AcrLevelNameType): string {
  return (pool.settings.AcrConfiguration?.[level] ?? defaultAcr[level]).AcrValue
}
