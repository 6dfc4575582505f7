import { ApiError, ensure } from '../api/errors.ts'
import type { Operation } from '../context.ts'
import { requireTracking } from '../domain/devices/devices.ts'
import { listDevices, toDeviceType } from '../domain/devices/views.ts'
import { getPool } from '../domain/pools/pools.ts'
import { findUser } from '../domain/users/users.ts'

export const AdminListDevices: Operation<'AdminListDevices'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  requireTracking(pool)
  const user = findUser(ctx, pool, input.Username)
  // Inferred: the operation declares UserNotFoundException nowhere; the text is the one of its siblings.
  ensure(user, () => new ApiError('ResourceNotFoundException', 'User does not exist.'))
  const { items, nextToken } = listDevices(ctx, user, input.Limit, input.PaginationToken)
  const Devices = items.map((device) => toDeviceType(ctx, pool, user, device, 'administrator'))
  return { Devices, PaginationToken: nextToken }
}
