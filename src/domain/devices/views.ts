import { and, eq, isNull } from 'drizzle-orm'
import type { AttributeType, DeviceType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import { type Device, devices } from '../../store/schema/devices.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import type { Page } from '../pools/page-tokens.ts'
import { readRows } from '../pools/table-pages.ts'

/** Whose eyes a device is shown to: administrators see the attributes whose names begin with `dev:`, too. */
export type Viewer = 'user' | 'administrator'

// Documented: quotas page of the developer guide. A page token lives for an hour.
const tokenLife = 3_600_000
const onAPage = 60

/** A device as the API prints it. Observed: CLI samples, the attributes and their order. */
export function toDeviceType(
  { settings }: Pick<Context, 'settings'>,
  pool: Pool,
  user: User,
  device: Device,
  viewer: Viewer,
): DeviceType {
  const owner = `${user.username}.${pool.id}`
  const arn = `arn:aws:cognito-idp:${settings.region}:${settings.accountId}:owner/${owner}/device/${device.key}`
  const attributes: [string, string | null][] = [
    ['device_status', 'valid'],
    ['device_name', device.name],
    ['dev:device_arn', arn],
    ['dev:device_owner', owner],
    ['last_ip_used', device.lastIp],
    ['dev:device_remembered_status', device.remembered ? 'remembered' : 'not_remembered'],
    ['dev:device_sdk', 'aws-sdk'],
  ]
  return {
    DeviceKey: device.key,
    DeviceAttributes: attributes.flatMap(([Name, Value]): AttributeType[] =>
      Value === null || (viewer === 'user' && Name.startsWith('dev:')) ? [] : [{ Name, Value }],
    ),
    DeviceCreateDate: new Date(device.createdAt),
    DeviceLastModifiedDate: new Date(device.modifiedAt),
    // Observed: CLI samples. Whole seconds, unlike the other two.
    DeviceLastAuthenticatedDate: new Date(Math.floor(device.authenticatedAt / 1000) * 1000),
  }
}

/** One page of the user's registered devices by key; 0 stands for the default page of 60. */
export function listDevices(
  ctx: Context,
  user: User,
  limit: number | undefined,
  token: string | undefined,
): Page<Device> {
  const list = {
    operation: 'ListDevices',
    parameters: { user: user.id },
    limit: limit || onAPage,
    token,
    life: tokenLife,
  }
  const registered = and(eq(devices.userId, user.id), isNull(devices.forgottenAt))
  return readRows(ctx, list, devices, { of: registered, by: ['key'] })
}
