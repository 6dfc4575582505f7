import { ensure } from '../api/errors.ts'
import * as faults from '../api/faults.ts'
import type { Operation } from '../context.ts'
import { getPoolClient } from '../domain/clients/clients.ts'
import { clientSecretsOf, toSecretDescriptor } from '../domain/clients/secrets.ts'
import { getPool } from '../domain/pools/pools.ts'

export const ListUserPoolClientSecrets: Operation<'ListUserPoolClientSecrets'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  const client = getPoolClient(ctx, pool.id, input.ClientId)
  // Documented: ListUserPoolClientSecrets API page; two secrets fit on one page, so no token was ever issued.
  ensure(input.NextToken === undefined, faults.invalidPaginationToken)
  return { ClientSecrets: clientSecretsOf(ctx, client).map((secret) => toSecretDescriptor(secret)) }
}
