import type { Operation } from '../context.ts'
import { requireTracking } from '../domain/devices/devices.ts'
import { listDevices, toDeviceType } from '../domain/devices/views.ts'
import { getCaller } from '../domain/tokens/access-token.ts'

export const ListDevices: Operation<'ListDevices'> = (ctx, input) => {
  const { pool, user } = getCaller(ctx)
  requireTracking(pool)
  const { items, nextToken } = listDevices(ctx, user, input.Limit, input.PaginationToken)
  return { Devices: items.map((device) => toDeviceType(ctx, pool, user, device, 'user')), PaginationToken: nextToken }
}
