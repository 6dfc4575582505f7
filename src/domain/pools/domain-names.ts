import { ensure } from '../../api/errors.ts'
import { invalidParameter as invalid } from '../../api/faults.ts'

const prefixFormat = '^[a-z0-9](?:[a-z0-9\\-]{0,61}[a-z0-9])?$'
// Observed: deployments of 2026; as a part between hyphens, not inside a longer word.
const reservedWords = ['aws', 'amazon', 'cognito']

/** Throws unless a prefix domain may have this name. Observed: mineiros-io/terraform-aws-cognito-user-pool#69 for the sentence. */
export function requirePrefix(name: string): void {
  ensure(
    new RegExp(prefixFormat).test(name),
    invalid(
      `The domain name contains an invalid character. Domain names can only contain lower-case letters, numbers, and hyphens. Please enter a different name that follows this format: ${prefixFormat}`,
    ),
  )
  const reserved = name.split('-').find((word) => reservedWords.includes(word))
  // Observed: aws-solutions/content-analysis-on-aws#8.
  ensure(reserved === undefined, invalid(`Domain cannot contain reserved word: ${reserved}`))
}

/** Throws unless a custom domain may have this name. Observed: deployments of 2026; a sub-domain of somebody's own domain. */
export function requireCustomName(name: string): void {
  const labels = name.split('.')
  const wellFormed = labels.every((label) => /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(label))
  ensure(
    labels.length >= 3 && wellFormed,
    invalid(
      'Custom domain is not a valid subdomain: Was not able to resolve a DNS A record for the parent domain or domain parent is a top-level domain.',
    ),
  )
}

/** Throws unless a certificate can serve a custom domain. Observed: deployments of 2026. */
export function requireCertificate(arn: string): void {
  ensure(
    /^arn:aws:(?:acm:us-east-1|iam:):\d{12}:/.test(arn),
    invalid(
      `The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain.`,
    ),
  )
}
