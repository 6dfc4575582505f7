import { ApiError, ensure } from '../api/errors.ts'
import type { Operation } from '../context.ts'
import { asksUsers, confirmDevice, requireTracking } from '../domain/devices/devices.ts'
import { getCaller } from '../domain/tokens/access-token.ts'

export const ConfirmDevice: Operation<'ConfirmDevice'> = (ctx, input) => {
  const { pool, user, token } = getCaller(ctx)
  requireTracking(pool)
  // Observed: boto3#4059. The key must be the one that came with this sign-in's tokens.
  const given = () => new ApiError('InvalidParameterException', 'Invalid device key given.')
  ensure(token.deviceKey === input.DeviceKey, given)
  confirmDevice(ctx, pool, user, {
    key: input.DeviceKey,
    name: input.DeviceName,
    secret: input.DeviceSecretVerifierConfig,
  })
  return { UserConfirmationNecessary: asksUsers(pool) }
}
