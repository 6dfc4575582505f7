import { ensure } from '../api/errors.ts'
import * as faults from '../api/faults.ts'
import type { Operation } from '../context.ts'
import { getDevice, requireTracking } from '../domain/devices/devices.ts'
import { toDeviceType } from '../domain/devices/views.ts'
import { getPool } from '../domain/pools/pools.ts'
import { findUser } from '../domain/users/users.ts'

export const AdminGetDevice: Operation<'AdminGetDevice'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  requireTracking(pool)
  const user = findUser(ctx, pool, input.Username)
  // Inferred: the operation declares no error for unknown users, who have no devices.
  ensure(user, faults.deviceDoesNotExist)
  return { Device: toDeviceType(ctx, pool, user, getDevice(ctx, user, input.DeviceKey), 'administrator') }
}
