import { createHash } from 'node:crypto'
import { count, eq, isNotNull } from 'drizzle-orm'
import { ApiError, ensure } from '../../api/errors.ts'
import { invalidParameter as invalid } from '../../api/faults.ts'
import type {
  CreateUserPoolDomainRequest,
  DomainDescriptionType,
  UpdateUserPoolDomainRequest,
} from '../../api/generated/types.ts'
import { versionStamp } from '../../base/aws-date.ts'
import type { Context } from '../../context.ts'
import { type Domain, domains, type Pool } from '../../store/schema/pools.ts'
import { requireCertificate, requireCustomName, requirePrefix } from './domain-names.ts'
import { domainsOf, findDomain } from './domains.ts'
import { featureUnavailable } from './tiers.ts'

// Documented: quotas page, custom domains of an account in a Region.
const customDomainsAtMost = 4

/** Gives a pool a domain, or throws the service's refusal. Inferred: the order of the checks. */
export function createDomain(ctx: Context, pool: Pool, request: CreateUserPoolDomainRequest): Domain {
  const { Domain: name, CustomDomainConfig, Routing, ManagedLoginVersion = 1 } = request
  if (CustomDomainConfig) {
    requireCustomName(name)
    requireCertificate(CustomDomainConfig.CertificateArn)
  } else requirePrefix(name)
  requireManagedLogin(pool, ManagedLoginVersion)
  // Documented: botocore 1.43.67, routing is for custom domains. Inferred: type and text.
  ensure(!Routing || CustomDomainConfig, invalid('Routing can only be configured for a custom domain.'))
  // Observed: aws-cdk#10062. Documented: a pool may have one of each kind.
  ensure(
    domainsOf(ctx, pool.id).every((present) => Boolean(present.customDomainConfig) !== Boolean(CustomDomainConfig)),
    invalid('User pool already has a domain configured.'),
  )
  // Observed: public issue reports.
  ensure(!findDomain(ctx, name), invalid('Domain already associated with another user pool.'))
  if (CustomDomainConfig) requireRoom(ctx)
  const now = ctx.clock.now()
  const domain: Domain = {
    domain: name,
    poolId: pool.id,
    managedLoginVersion: ManagedLoginVersion,
    customDomainConfig: CustomDomainConfig ?? null,
    routing: Routing ?? null,
    version: versionStamp(now),
    createdAt: now,
  }
  ctx.tx.insert(domains).values(domain).run()
  return domain
}

/** Changes what the request names and keeps the rest. */
export function updateDomain(ctx: Context, pool: Pool, request: UpdateUserPoolDomainRequest): Domain {
  const domain = getPoolDomain(ctx, pool, request.Domain)
  const { CustomDomainConfig, Routing, ManagedLoginVersion } = request
  // Inferred: a prefix domain does not become a custom one.
  ensure(
    domain.customDomainConfig || !(CustomDomainConfig || Routing),
    invalid('CustomDomainConfig and Routing can only be configured for a custom domain.'),
  )
  if (CustomDomainConfig) requireCertificate(CustomDomainConfig.CertificateArn)
  if (ManagedLoginVersion !== undefined) requireManagedLogin(pool, ManagedLoginVersion)
  const changed = {
    managedLoginVersion: ManagedLoginVersion ?? domain.managedLoginVersion,
    customDomainConfig: CustomDomainConfig ?? domain.customDomainConfig,
    routing: Routing ?? domain.routing,
    version: versionStamp(ctx.clock.now()),
  }
  ctx.tx.update(domains).set(changed).where(eq(domains.domain, domain.domain)).run()
  return { ...domain, ...changed }
}

/** Takes a domain away from its pool. */
export function deleteDomain(ctx: Context, pool: Pool, name: string): void {
  const domain = getPoolDomain(ctx, pool, name)
  ctx.tx.delete(domains).where(eq(domains.domain, domain.domain)).run()
}

/** The pool's domain of that name. Observed: public deployment tools handle this sentence, also for other pools' domains. */
function getPoolDomain(ctx: Context, pool: Pool, name: string): Domain {
  const domain = findDomain(ctx, name)
  ensure(domain?.poolId === pool.id, invalid('No such domain or user pool exists.'))
  return domain
}

/** A domain as DescribeUserPoolDomain shows it. Observed: CLI sample. Inferred: it is active at once. */
export function toDomainDescription(ctx: Context, domain: Domain): DomainDescriptionType {
  const { region, accountId } = ctx.settings
  return {
    UserPoolId: domain.poolId,
    AWSAccountId: accountId,
    Domain: domain.domain,
    S3Bucket: `aws-cognito-prod-${airports[region] ?? region}-assets`,
    CloudFrontDistribution: cloudFrontDomain(domain),
    Version: domain.version,
    Status: 'ACTIVE',
    CustomDomainConfig: domain.customDomainConfig ?? {},
    ManagedLoginVersion: domain.managedLoginVersion,
    Routing: domain.routing ?? undefined,
  } as DomainDescriptionType
}

/** What creating and updating a domain answer. Observed: CLI samples; the distribution is for custom domains only. */
export function toDomainAnswer(domain: Domain) {
  return {
    ManagedLoginVersion: domain.managedLoginVersion,
    CloudFrontDomain: domain.customDomainConfig ? cloudFrontDomain(domain) : undefined,
    Routing: domain.routing ?? undefined,
  }
}

/** How the service abbreviates Regions. Observed: CLI sample for us-west-2. Inferred: the others, from airport codes. */
const airports: Readonly<Record<string, string>> = {
  'us-east-1': 'iad',
  'us-east-2': 'cmh',
  'us-west-2': 'pdx',
  'eu-west-1': 'dub',
  'eu-central-1': 'fra',
  'ap-northeast-1': 'nrt',
}

function cloudFrontDomain({ domain }: Domain): string {
  const hash = createHash('sha256').update(domain).digest().readBigUInt64BE()
  return `d${hash.toString(36).padStart(13, '0').slice(-13)}.cloudfront.net`
}

function requireManagedLogin(pool: Pool, version: number): void {
  // Documented: CreateUserPoolDomain API page, 1 or 2. Inferred: the text.
  ensure(version === 1 || version === 2, invalid('ManagedLoginVersion must be 1 or 2.'))
  const tier = pool.settings.UserPoolTier
  // Observed: deployments of 2026.
  ensure(version === 1 || tier !== 'LITE', featureUnavailable(tier, 'Managed Login Version 2'))
}

function requireRoom({ tx }: Context): void {
  const present = tx.select({ count: count() }).from(domains).where(isNotNull(domains.customDomainConfig)).get()!.count
  // Documented: quotas page. Inferred: the text.
  ensure(present < customDomainsAtMost, () => new ApiError('LimitExceededException', 'Custom domain limit exceeded.'))
}
