import type { Operation } from '../context.ts'
import { allClients, findCustomization, toUICustomizationType } from '../domain/branding/ui-customization.ts'
import { getPoolClient } from '../domain/clients/clients.ts'
import { getPool } from '../domain/pools/pools.ts'

export const GetUICustomization: Operation<'GetUICustomization'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  const { ClientId = allClients } = input
  if (ClientId !== allClients) getPoolClient(ctx, pool.id, ClientId)
  const look = findCustomization(ctx, pool, ClientId)
  return { UICustomization: look ? toUICustomizationType(ctx, pool, look) : {} }
}
