import { ensure } from '../../api/errors.ts'
import { invalidParameter as invalid } from '../../api/faults.ts'
import { regionOfArn } from '../../base/arn.ts'
import type { Context } from '../../context.ts'
import type { ClientSettings } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { featureUnavailable } from '../pools/tiers.ts'
import { requireAttributes } from './attributes.ts'
import { lifetimesOf } from './lifetimes.ts'
import { requireOAuth } from './oauth.ts'
import { requireProviders } from './providers.ts'

/**
 * Throws what the service says about client settings that do not go together. Observed: deployments of 2026 for the texts,
 * unless a line says otherwise. Inferred: their order.
 */
export function requireClientSettings(
  ctx: Pick<Context, 'tx' | 'settings'>,
  pool: Pool,
  settings: ClientSettings,
  { confidential }: { confidential: boolean },
): void {
  requireFlows(pool, settings, confidential)
  requireLifetimes(settings)
  requireAttributes(pool, settings)
  requireProviders(ctx, pool, settings)
  requireOAuth(ctx, pool, settings, { confidential })
  requireAnalytics(ctx, settings)
  // Observed: deployments of 2026.
  ensure(
    !settings.EnablePropagateAdditionalUserContextData || confidential,
    invalid('Client Secret is required to set EnablePropagateAdditionalUserContextData as true'),
  )
}

function requireFlows(pool: Pool, settings: ClientSettings, confidential: boolean): void {
  const flows = settings.ExplicitAuthFlows ?? []
  const newer = flows.filter((flow) => flow.startsWith('ALLOW_'))
  ensure(
    newer.length === 0 || newer.length === flows.length,
    invalid(`Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.`),
  )
  // Documented: SDK of 2026; the only flow of its client, which has a secret. Inferred: type and text.
  ensure(
    !flows.includes('ALLOW_CLIENT_TOKEN_AUTH') || (flows.length === 1 && confidential),
    invalid('ALLOW_CLIENT_TOKEN_AUTH must be the only auth flow of a client with a client secret.'),
  )
  // Documented: sign-in feature plans page. Inferred: type and feature name.
  ensure(
    !flows.includes('ALLOW_USER_AUTH') || pool.settings.UserPoolTier !== 'LITE',
    featureUnavailable(pool.settings.UserPoolTier, 'Choice-Based Authentication'),
  )
  // Documented: refresh token page of the developer guide. Inferred: the text.
  ensure(
    settings.RefreshTokenRotation?.Feature !== 'ENABLED' || !flows.includes('ALLOW_REFRESH_TOKEN_AUTH'),
    invalid('Refresh token rotation cannot be enabled together with ALLOW_REFRESH_TOKEN_AUTH.'),
  )
}

function requireLifetimes(settings: ClientSettings): void {
  const { access, id, refresh } = lifetimesOf({ settings })
  const inRange = within(access, 300, 86_400) && within(id, 300, 86_400) && within(refresh, 3600, 315_360_000)
  ensure(inRange, invalid('Invalid range for token validity.'))
  ensure(
    access <= refresh && id <= refresh,
    invalid('Access and Id Token expiration times must be less than or equal to refresh token expiration times.'),
  )
}

function requireAnalytics(ctx: Pick<Context, 'settings'>, { AnalyticsConfiguration: analytics }: ClientSettings): void {
  if (!analytics) return
  const { ApplicationArn, ApplicationId, RoleArn, ExternalId } = analytics
  const byArn = Boolean(ApplicationArn) && !ApplicationId && !ExternalId
  const byId = !ApplicationArn && Boolean(ApplicationId && RoleArn && ExternalId)
  ensure(
    byArn || byId,
    invalid(
      'Invalid analytics configuration given, either <application arn> or <application id, role arn, external id> are valid',
    ),
  )
  const region = ApplicationArn === undefined ? ctx.settings.region : regionOfArn(ApplicationArn)
  ensure(
    region === ctx.settings.region,
    invalid(`The integration with Pinpoint is not supported for the requested ${region} region.`),
  )
}

function within(seconds: number, least: number, greatest: number): boolean {
  return seconds >= least && seconds <= greatest
}
