import { ApiError, ensure } from '../../api/errors.ts'
import type { UserPoolTierType } from '../../api/generated/types.ts'
import type { PoolSettings } from '../../store/schema/pools.ts'
import type { PoolRequest } from './settings.ts'

/**
 * The tier of a new pool. Documented: sign-in feature plans page; ESSENTIALS, and PLUS where threat protection is asked for
 * without naming a tier.
 */
export function tierOfNewPool(request: PoolRequest): UserPoolTierType {
  return request.UserPoolTier ?? (wantsThreatProtection(request) ? 'PLUS' : 'ESSENTIALS')
}

/** The refusal of a single feature that starts at a higher tier. */
export function featureUnavailable(tier: UserPoolTierType | undefined, feature: string): () => ApiError {
  // Observed: deployments of 2026 (managed login, log streaming).
  const message = `The following feature is not available for the ${tier} pricing tier configured: ${feature}`
  return () => new ApiError('FeatureUnavailableInTierException', message)
}

/** Throws unless the pool is on ESSENTIALS or PLUS. */
export function requireEssentials(pool: { readonly settings: PoolSettings }, feature: string): void {
  const tier = pool.settings.UserPoolTier
  ensure(tier !== 'LITE', featureUnavailable(tier, feature))
}

/** Throws unless every feature that the settings switch on is in their tier. */
export function requireTier(settings: PoolSettings): void {
  const tier = settings.UserPoolTier
  const features =
    tier === 'LITE' ? [...essentialsFeatures(settings), ...plusFeatures(settings)] : plusFeatures(settings)
  ensure(tier === 'PLUS' || features.length === 0, featuresInUse(tier, features))
}

/** The refusal of a tier because of features that are on. */
export function featuresInUse(tier: UserPoolTierType | undefined, features: readonly string[]): () => ApiError {
  // Observed: deployments and issue reports of 2024 to 2026, each with one feature. Inferred: several are joined by a comma.
  const message = `The following features need to be disabled for the ${tier} pricing tier configured: ${features.join(', ')}`
  return () => new ApiError('FeatureUnavailableInTierException', message)
}

// Observed: the names of the first two. Documented: the plans page lists the others. Inferred: their names in this sentence.
function essentialsFeatures(settings: PoolSettings): string[] {
  const version = settings.LambdaConfig?.PreTokenGenerationConfig?.LambdaVersion
  const factors = settings.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? []
  const used: readonly (readonly [boolean, string])[] = [
    [factors.some((factor) => factor !== 'PASSWORD'), 'Passwordless Sign-In'],
    [version !== undefined && version !== 'V1_0', `Token Customization with Pre-Token Generation Lambda ${version}`],
    [settings.EmailMfaConfiguration !== undefined, 'Email MFA'],
    [(settings.Policies?.PasswordPolicy?.PasswordHistorySize ?? 0) > 0, 'Password History'],
    [settings.AcrConfiguration !== undefined, 'Step-Up Authentication'],
    [settings.DcrConfiguration?.EnableStatus === 'Enabled', 'Dynamic Client Registration'],
  ]
  return used.filter(([on]) => on).map(([, name]) => name)
}

function plusFeatures(settings: PoolSettings): string[] {
  return wantsThreatProtection(settings) ? ['Threat Protection'] : []
}

function wantsThreatProtection({ UserPoolAddOns }: Pick<PoolSettings, 'UserPoolAddOns'>): boolean {
  const mode = UserPoolAddOns?.AdvancedSecurityMode ?? 'OFF'
  return mode !== 'OFF' || UserPoolAddOns?.AdvancedSecurityAdditionalFlows?.CustomAuthMode !== undefined
}
