import type { Operation } from '../context.ts'
import { getDevice, requireTracking } from '../domain/devices/devices.ts'
import { toDeviceType } from '../domain/devices/views.ts'
import { getCaller } from '../domain/tokens/access-token.ts'

export const GetDevice: Operation<'GetDevice'> = (ctx, input) => {
  const { pool, user } = getCaller(ctx)
  requireTracking(pool)
  return { Device: toDeviceType(ctx, pool, user, getDevice(ctx, user, input.DeviceKey), 'user') }
}
