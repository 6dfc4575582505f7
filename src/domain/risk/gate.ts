import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { Pool } from '../../store/schema/pools.ts'

/** How far threat protection goes on a pool: not at all, watching, or acting. */
export type ProtectionMode = 'OFF' | 'AUDIT' | 'ENFORCED'

/** The mode of standard sign-ins. Documented: threat protection is a feature of the Plus plan. */
export function protectionOf(pool: Pool): ProtectionMode {
  if (pool.settings.UserPoolTier !== 'PLUS') return 'OFF'
  return pool.settings.UserPoolAddOns?.AdvancedSecurityMode ?? 'OFF'
}

/** The mode of sign-ins by CUSTOM_AUTH. Documented: it is set by itself, and leaving it out means no protection. */
export function customAuthProtectionOf(pool: Pool): ProtectionMode {
  if (pool.settings.UserPoolTier !== 'PLUS') return 'OFF'
  return pool.settings.UserPoolAddOns?.AdvancedSecurityAdditionalFlows?.CustomAuthMode ?? 'OFF'
}

/** Throws UserPoolAddOnNotEnabledException unless some kind of sign-in is protected. Inferred: watching counts, as it fills the log. */
export function requireAddOn(pool: Pool): void {
  ensure(isProtected(pool), faults.addOnNotEnabled)
}

/** Whether sign-ins of any kind are protected: only then are there events. */
export function isProtected(pool: Pool): boolean {
  return protectionOf(pool) !== 'OFF' || customAuthProtectionOf(pool) !== 'OFF'
}
