import type { Operation } from '../context.ts'
import { allClients, setCustomization, toUICustomizationType } from '../domain/branding/ui-customization.ts'
import { getPoolClient } from '../domain/clients/clients.ts'
import { getPool } from '../domain/pools/pools.ts'

export const SetUICustomization: Operation<'SetUICustomization'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  const { ClientId = allClients, CSS: css, ImageFile: image } = input
  if (ClientId !== allClients) getPoolClient(ctx, pool.id, ClientId)
  return { UICustomization: toUICustomizationType(ctx, pool, setCustomization(ctx, pool, ClientId, { css, image })) }
}
