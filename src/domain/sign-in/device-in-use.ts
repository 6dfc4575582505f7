import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { Context } from '../../context.ts'
import type { Device } from '../../store/schema/devices.ts'
import { findDevice, isForgotten, tracksDevices } from '../devices/devices.ts'
import { hasDeviceFamily } from '../tokens/families.ts'
import { proceed, type SignIn } from './sign-in.ts'

/** Takes note of DEVICE_KEY, with whichever step it comes. Throws for a key that is not the user's. */
export function nameDevice(ctx: Context, signIn: SignIn): SignIn {
  const { pool, user, request } = signIn
  const deviceKey = request.parameters['DEVICE_KEY'] ?? signIn.state.namedDevice
  if (!deviceKey || !tracksDevices(pool) || deviceKey === signIn.state.deviceKey) return signIn
  // Observed: amplify-js. Clients drop the key and try again on exactly this error. Documented: a key that was given to
  // the user and never confirmed is no error.
  const known =
    findDevice(ctx, user, deviceKey) ?? (!isForgotten(ctx, deviceKey) && hasDeviceFamily(ctx, user, deviceKey))
  ensure(known, faults.deviceDoesNotExist)
  return proceed(signIn, { deviceKey })
}

/** The named device where it may take the place of a second factor. */
export function rememberedDevice(ctx: Context, signIn: SignIn): Device | undefined {
  // Documented: device page. Only where new devices are challenged can known ones be spared.
  if (!signIn.pool.settings.DeviceConfiguration?.ChallengeRequiredOnNewDevice) return undefined
  return namedDevice(ctx, signIn)
}

/** The device that the sign-in named, if it is remembered. */
export function namedDevice(ctx: Context, { user, state }: SignIn): Device | undefined {
  const device = state.deviceKey ? findDevice(ctx, user, state.deviceKey) : undefined
  return device?.remembered ? device : undefined
}
