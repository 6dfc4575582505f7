import { pad } from '../../base/srp.ts'
import type { Context } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { asksUsers, confirmDevice, findDevice, groupKeyOf, setRemembered, tracksDevices } from '../devices/devices.ts'
import { getPool } from '../pools/pools.ts'
import type { HostedSuccess } from '../sign-in/success.ts'
import { findUser } from '../users/users.ts'
import { type SrpProof, secretVerifier, srpProof } from './device-proof.ts'

/** A browser that is remembered as a device: the cookie it holds is the device's key and its secret. */
interface BrowserDevice {
  readonly key: string
  readonly secret: string
}

/** Whether people are to be asked if their browser shall be remembered. Documented: DeviceConfigurationType. */
export function asksToRemember(pool: Pool): boolean {
  return tracksDevices(pool) && asksUsers(pool)
}

/**
 * Remembers the browser of a sign-in that came without a device, if the pool wants that or the user does; returns its cookie.
 * Ours: the pages do for a browser what client libraries do for an app.
 */
export function rememberBrowser(
  ctx: Context,
  { pool, user, device: { newDevice } }: HostedSuccess,
  { wanted, name }: { wanted: boolean; name: string | undefined },
): string | undefined {
  if (!newDevice?.DeviceKey || !(wanted || !asksUsers(pool))) return undefined
  const { DeviceKey: key } = newDevice
  const secret = ctx.random.bytes(40).toString('base64url')
  const salt = ctx.random.bytes(16).toString('hex')
  const identity = { poolName: groupKeyOf(ctx, key), userId: key }
  const base64 = (hex: string) => pad(BigInt(`0x${hex}`)).toString('base64')
  const verifier = { Salt: base64(salt), PasswordVerifier: base64(secretVerifier(identity, secret, salt)) }
  const device = confirmDevice(ctx, pool, user, { key, name, secret: verifier })
  if (!device.remembered) setRemembered(ctx, device, true)
  return `${key}.${secret}`
}

/** The key in a browser's cookie, if it is that of a device of the user who signs in. */
export function deviceOfBrowser(
  ctx: Context,
  client: Client,
  username: string,
  cookie: string | undefined,
): string | undefined {
  const device = readCookie(cookie)
  const user = device && findUser(ctx, getPool(ctx, client.poolId), username)
  return user && findDevice(ctx, user, device.key) ? device.key : undefined
}

/** What proves the secret in a browser's cookie; undefined where there is none. */
export function proofOfBrowser(ctx: Context, cookie: string | undefined): (SrpProof & { key: string }) | undefined {
  const device = readCookie(cookie)
  if (!device) return undefined
  const identity = { poolName: groupKeyOf(ctx, device.key), userId: device.key }
  return { key: device.key, ...srpProof(identity, device.secret, ctx.random.bytes(32).toString('hex')) }
}

function readCookie(cookie: string | undefined): BrowserDevice | undefined {
  const [, key, secret] = /^([\w-]{10,80})\.([\w-]{54})$/.exec(cookie ?? '') ?? []
  return key && secret ? { key, secret } : undefined
}
