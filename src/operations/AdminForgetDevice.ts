import type { Operation } from '../context.ts'
import { forgetDevice, getDevice, requireTracking } from '../domain/devices/devices.ts'
import { getPool } from '../domain/pools/pools.ts'
import { getUser } from '../domain/users/users.ts'

export const AdminForgetDevice: Operation<'AdminForgetDevice'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  requireTracking(pool)
  forgetDevice(ctx, getDevice(ctx, getUser(ctx, pool, input.Username), input.DeviceKey))
}
