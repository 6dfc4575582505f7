import type { Operation } from '../context.ts'
import { setLogConfigurations, toLogDeliveryConfiguration } from '../domain/pools/log-delivery.ts'
import { getPool } from '../domain/pools/pools.ts'

export const SetLogDeliveryConfiguration: Operation<'SetLogDeliveryConfiguration'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  setLogConfigurations(ctx, pool, input.LogConfigurations)
  return { LogDeliveryConfiguration: toLogDeliveryConfiguration(pool, input.LogConfigurations) }
}
