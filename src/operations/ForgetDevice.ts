import type { Operation } from '../context.ts'
import { forgetDevice, getDevice, requireTracking } from '../domain/devices/devices.ts'
import { getCaller } from '../domain/tokens/access-token.ts'

// Documented: the model lets the token be absent. Inferred: it is needed all the same.
export const ForgetDevice: Operation<'ForgetDevice'> = (ctx, input) => {
  const { pool, user } = getCaller(ctx)
  requireTracking(pool)
  forgetDevice(ctx, getDevice(ctx, user, input.DeviceKey))
}
