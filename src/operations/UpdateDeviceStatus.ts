import type { Operation } from '../context.ts'
import { getDevice, requireTracking, setRemembered } from '../domain/devices/devices.ts'
import { getCaller } from '../domain/tokens/access-token.ts'

export const UpdateDeviceStatus: Operation<'UpdateDeviceStatus'> = (ctx, input) => {
  const { pool, user } = getCaller(ctx)
  requireTracking(pool)
  const device = getDevice(ctx, user, input.DeviceKey)
  // Inferred: without a status nothing changes.
  if (input.DeviceRememberedStatus) setRemembered(ctx, device, input.DeviceRememberedStatus === 'remembered')
  return {}
}
