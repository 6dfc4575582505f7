import { createHmac } from 'node:crypto'
import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { ApiError, ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { DeviceSecretVerifierConfigType, NewDeviceMetadataType } from '../../api/generated/types.ts'
import { parseClientPublicKey, unpadBase64 } from '../../base/srp.ts'
import type { Context } from '../../context.ts'
import { type Device, devices } from '../../store/schema/devices.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import { pageTokenKey } from '../pools/page-tokens.ts'

/** Whether the pool remembers devices at all. Documented: device page; a configuration switches it on. */
export function tracksDevices(pool: Pool): boolean {
  return pool.settings.DeviceConfiguration !== undefined
}

/** Throws InvalidUserPoolConfigurationException where the pool remembers no devices. */
export function requireTracking(pool: Pool): void {
  // Documented: service model, the error. Inferred: its text.
  const off = () =>
    new ApiError('InvalidUserPoolConfigurationException', 'Device tracking is not enabled for the user pool.')
  ensure(tracksDevices(pool), off)
}

/** A key for a device that signed in without one. Nothing is kept: the sign-in's tokens name it, and ConfirmDevice registers it. */
export function newDevice(ctx: Context): NewDeviceMetadataType & { DeviceKey: string } {
  // Observed: captures. The Region, an underscore and a UUID.
  const DeviceKey = `${ctx.settings.region}_${ctx.ids.uuid()}`
  return { DeviceKey, DeviceGroupKey: groupKeyOf(ctx, DeviceKey) }
}

/** The group key of a device, which follows from its key. Observed: CLI samples; a hyphen and 8 characters. */
export function groupKeyOf(ctx: Pick<Context, 'tx' | 'random'>, deviceKey: string): string {
  const mac = createHmac('sha256', pageTokenKey(ctx)).update(`device group\0${deviceKey}`).digest()
  return `-${mac.toString('base64').replace(/\W/g, '').slice(0, 8)}`
}

/** What ConfirmDevice says about a device. */
export interface NewDevice {
  readonly key: string
  readonly name: string | undefined
  readonly secret: DeviceSecretVerifierConfigType | undefined
}

/** Registers a device; it is remembered at once unless the pool wants the user to be asked. */
export function confirmDevice(ctx: Context, pool: Pool, user: User, { key, name, secret }: NewDevice): Device {
  // Documented: ConfirmDevice API page, the error. Inferred: its text.
  const exists = () => new ApiError('DeviceKeyExistsException', 'Device key already exists.')
  ensure(!findDevice(ctx, user, key), exists)
  const { salt, verifier } = readSecret(secret)
  const now = ctx.clock.now()
  const device = {
    key,
    poolId: pool.id,
    userId: user.id,
    name: name ?? null,
    salt,
    verifier,
    remembered: !asksUsers(pool),
    lastIp: ctx.request.ipAddress,
    createdAt: now,
    modifiedAt: now,
    authenticatedAt: now,
    forgottenAt: null,
  }
  ctx.tx.insert(devices).values(device).onConflictDoUpdate({ target: devices.key, set: device }).run()
  return device
}

/** Whether a device is only remembered once its user says so. Documented: DeviceConfigurationType. */
export function asksUsers(pool: Pool): boolean {
  return pool.settings.DeviceConfiguration?.DeviceOnlyRememberedOnUserPrompt ?? false
}

/** The user's registered device of this key. */
export function findDevice({ tx }: Pick<Context, 'tx'>, user: User, key: string): Device | undefined {
  const living = and(eq(devices.key, key), eq(devices.userId, user.id), isNull(devices.forgottenAt))
  return tx.select().from(devices).where(living).get()
}

/** Whether a key is one of a device that was forgotten. */
export function isForgotten({ tx }: Pick<Context, 'tx'>, key: string): boolean {
  const forgotten = and(eq(devices.key, key), isNotNull(devices.forgottenAt))
  return tx.select({ key: devices.key }).from(devices).where(forgotten).get() !== undefined
}

/** The same, or ResourceNotFoundException. */
export function getDevice(ctx: Pick<Context, 'tx'>, user: User, key: string): Device {
  const device = findDevice(ctx, user, key)
  ensure(device, faults.deviceDoesNotExist)
  return device
}

/** Lets a device take the place of a second factor, or no longer. */
export function setRemembered(ctx: Context, device: Device, remembered: boolean): void {
  const change = { remembered, modifiedAt: ctx.clock.now() }
  ctx.tx.update(devices).set(change).where(eq(devices.key, device.key)).run()
}

/** Notes that the device signed in. */
export function noteUse(ctx: Context, device: Device): void {
  const change = { lastIp: ctx.request.ipAddress, authenticatedAt: ctx.clock.now() }
  ctx.tx.update(devices).set(change).where(eq(devices.key, device.key)).run()
}

/** Forgets a device: its key is nobody's from now on. */
export function forgetDevice({ tx, clock }: Context, device: Device): void {
  tx.update(devices).set({ forgottenAt: clock.now() }).where(eq(devices.key, device.key)).run()
}

function readSecret(secret: DeviceSecretVerifierConfigType | undefined): { salt: string; verifier: string } {
  const salt = secret?.Salt && unpadBase64(secret.Salt)
  const verifier = secret?.PasswordVerifier && parseClientPublicKey(unpadBase64(secret.PasswordVerifier))
  // Inferred: error and text. Both are numbers in base64, and the verifier is one of SRP's group.
  const invalid = () => new ApiError('InvalidParameterException', 'Invalid device secret verifier given.')
  ensure(salt && salt !== '0' && verifier, invalid)
  return { salt, verifier }
}
