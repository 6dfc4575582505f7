import type { Operation } from '../context.ts'
import { toDomainDescription } from '../domain/pools/domain-settings.ts'
import { findDomain } from '../domain/pools/domains.ts'

// Observed: an unknown domain is no error, but an empty description.
export const DescribeUserPoolDomain: Operation<'DescribeUserPoolDomain'> = (ctx, input) => {
  const domain = findDomain(ctx, input.Domain)
  return { DomainDescription: domain ? toDomainDescription(ctx, domain) : {} }
}
