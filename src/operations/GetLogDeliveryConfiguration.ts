import type { Operation } from '../context.ts'
import { toLogDeliveryConfiguration } from '../domain/pools/log-delivery.ts'
import { getPool } from '../domain/pools/pools.ts'

export const GetLogDeliveryConfiguration: Operation<'GetLogDeliveryConfiguration'> = (ctx, input) => ({
  LogDeliveryConfiguration: toLogDeliveryConfiguration(getPool(ctx, input.UserPoolId)),
})
