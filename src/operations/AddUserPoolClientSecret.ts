import type { Operation } from '../context.ts'
import { getPoolClient } from '../domain/clients/clients.ts'
import { addSecret, toSecretDescriptor } from '../domain/clients/secrets.ts'
import { getPool } from '../domain/pools/pools.ts'

export const AddUserPoolClientSecret: Operation<'AddUserPoolClientSecret'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  const secret = addSecret(ctx, getPoolClient(ctx, pool.id, input.ClientId), input.ClientSecret)
  // Documented: AddUserPoolClientSecret API page; a value that the caller knows is not repeated.
  const value = input.ClientSecret === undefined ? secret.value : undefined
  return { ClientSecretDescriptor: toSecretDescriptor(secret, value) }
}
