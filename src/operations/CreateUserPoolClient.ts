import type { Operation } from '../context.ts'
import { secretsOf } from '../domain/clients/clients.ts'
import { createClient } from '../domain/clients/create.ts'
import { toUserPoolClientType } from '../domain/clients/settings.ts'
import { getPool } from '../domain/pools/pools.ts'

export const CreateUserPoolClient: Operation<'CreateUserPoolClient'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  const client = createClient(ctx, pool, input)
  return { UserPoolClient: toUserPoolClientType(client, secretsOf(ctx, client.id)[0]) }
}
