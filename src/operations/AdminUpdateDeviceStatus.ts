import type { Operation } from '../context.ts'
import { getDevice, requireTracking, setRemembered } from '../domain/devices/devices.ts'
import { getPool } from '../domain/pools/pools.ts'
import { getUser } from '../domain/users/users.ts'

export const AdminUpdateDeviceStatus: Operation<'AdminUpdateDeviceStatus'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  requireTracking(pool)
  const device = getDevice(ctx, getUser(ctx, pool, input.Username), input.DeviceKey)
  if (input.DeviceRememberedStatus) setRemembered(ctx, device, input.DeviceRememberedStatus === 'remembered')
  return {}
}
