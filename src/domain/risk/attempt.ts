import { ApiError } from '../../api/errors.ts'
import type { ContextDataType, UserContextDataType } from '../../api/generated/types.ts'
import { canonicalIp, isIpAddress } from '../../base/ip-address.ts'
import type { Context } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { AttemptContext } from '../../store/schema/events.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { secretsOf } from '../clients/clients.ts'
import { countryCode, countryName } from './context/countries.ts'
import { type ContextData, decodeContextData, deviceIdOf, isFingerprint } from './context/encoded-data.ts'
import { eventTimezone, riskTimezone } from './context/timezone.ts'
import { deviceName, parseUserAgent } from './context/user-agent.ts'
import { isProtected } from './gate.ts'
import { findPlace } from './places.ts'

/** What a request says about the circumstances of an attempt, as the operation received it. */
export interface AttemptInput {
  readonly ContextData?: ContextDataType | undefined
  readonly UserContextData?: UserContextDataType | undefined
}

/** Longer texts of a client are cut before they are stored. */
const textLimit = 512

/**
 * The circumstances of an attempt: address, place, device and time zone, from the best source that may be believed.
 * Throws InvalidParameterException for something that should be an address and is not.
 */
export function readAttempt(ctx: Context, pool: Pool, client: Client | undefined, input: AttemptInput): AttemptContext {
  const given = ctx.request.simulated?.context ?? {}
  // Inferred: without threat protection the data is ignored, as no error is declared for it.
  const believed = isProtected(pool) ? input : {}
  const device = client && readDevice(ctx, pool, client, believed)
  const ipAddress = canonicalIp(given.ipAddress ?? readAddress(ctx, pool, client, believed)) ?? ctx.request.ipAddress
  const userAgent = cut(given.userAgent ?? device?.['UserAgent'] ?? headerOf(believed) ?? ctx.request.userAgent)
  const place = whereabouts(ctx, ipAddress, given)
  const agent = parseUserAgent(userAgent)
  const timezone = given.timezone ?? device?.['ClientTimezone']
  return {
    ipAddress,
    userAgent,
    // Documented: AdminListUserAuthEvents samples. An event whose client said nothing has no device name.
    deviceName: userAgent === undefined ? undefined : (given.deviceName ?? deviceName(agent)),
    timezone: eventTimezone(timezone, ctx.clock.now()),
    ...place,
    deviceType: given.deviceType ?? agent.deviceType,
    os: given.os ?? agent.os,
    browser: given.browser ?? agent.browser,
    deviceId: cut(given.deviceId ?? (device && deviceIdOf(device))),
    rememberedDevice: given.rememberedDevice,
    riskTimezone: given.riskTimezone ?? riskTimezone(timezone, place.countryCode),
    hasContextData: given.hasContextData ?? (device !== undefined || given.deviceId !== undefined),
  }
}

/**
 * The same attempt from a device that the pool remembers; `proved` says whether its secret was proved in it. An id that the
 * client's library keeps is the device's still, but the key says more than a fingerprint, which look-alikes share.
 */
export function withRememberedDevice(attempt: AttemptContext, deviceKey: string, proved: boolean): AttemptContext {
  const kept = attempt.deviceId !== undefined && !isFingerprint(attempt.deviceId)
  return {
    ...attempt,
    deviceId: kept ? attempt.deviceId : deviceKey,
    rememberedDevice: proved || attempt.rememberedDevice,
  }
}

/** The address that the caller gives for the user, else the caller's own. */
function readAddress(ctx: Context, pool: Pool, client: Client | undefined, input: AttemptInput): string {
  const { ContextData, UserContextData } = input
  if (ContextData?.IpAddress) return requireAddress(ContextData.IpAddress)
  if (!UserContextData?.IpAddress) return ctx.request.ipAddress
  const obstacle = obstacleToPropagation(ctx, pool, client)
  if (!obstacle) return requireAddress(UserContextData.IpAddress)
  // Inferred: an address that may not be sent is ignored, as no error is declared for it.
  ctx.note(`UserContextData.IpAddress is ignored: ${obstacle}.`)
  return ctx.request.ipAddress
}

/** Documented: developer guide. An address in UserContextData wants the Plus plan, a client secret and the client's switch. */
function obstacleToPropagation(ctx: Context, pool: Pool, client: Client | undefined): string | undefined {
  if (pool.settings.UserPoolTier !== 'PLUS') return 'the pool is not on the Plus plan'
  if (!client?.settings.EnablePropagateAdditionalUserContextData) {
    return 'the client does not have EnablePropagateAdditionalUserContextData'
  }
  return secretsOf(ctx, client.id).length > 0 ? undefined : 'the client has no secret'
}

// Documented: developer guide, adaptive authentication: an address that is none is an error. Inferred: which, and its text.
function requireAddress(text: string): string {
  if (!isIpAddress(text)) throw new ApiError('InvalidParameterException', 'Invalid IP address.')
  return text
}

/** What the client's library collected, if it is genuine. Inferred: data that is not never fails a call. */
function readDevice(ctx: Context, pool: Pool, client: Client, input: AttemptInput): ContextData | undefined {
  const encoded = input.ContextData?.EncodedData ?? input.UserContextData?.EncodedData
  if (!encoded) return undefined
  const decoded = decodeContextData(encoded, client.id, pool.id)
  if (decoded.valid) return decoded.contextData
  ctx.note(`EncodedData is ignored: ${decoded.reason}.`)
  return undefined
}

function headerOf({ ContextData }: AttemptInput): string | undefined {
  const header = ContextData?.HttpHeaders.find(({ headerName }) => headerName?.toLowerCase() === 'user-agent')
  return header?.headerValue || undefined
}

type Whereabouts = Pick<
  AttemptContext,
  'city' | 'country' | 'countryCode' | 'latitude' | 'longitude' | 'asn' | 'network' | 'placedBy'
>

/** The place of the address; a simulation may give another one, of which nothing is mixed with that of the address. */
function whereabouts(ctx: Context, ipAddress: string, given: Partial<AttemptContext>): Whereabouts {
  const { source, ...found } = findPlace(ctx, ipAddress)
  const { country, city, latitude, longitude, asn, network } = given
  const code = given.countryCode ?? (country === undefined ? undefined : countryCode(country))
  const moved = [country, given.countryCode, city, latitude, longitude].some((part) => part !== undefined)
  const place = moved
    ? { country: country && code ? countryName(code) : country, countryCode: code, city, latitude, longitude }
    : found
  const named = { ...place, country: place.country ?? (place.countryCode && countryName(place.countryCode)) }
  return {
    country: named.country,
    countryCode: named.countryCode,
    city: named.city,
    latitude: named.latitude,
    longitude: named.longitude,
    asn: asn ?? (moved ? undefined : found.asn),
    network: network ?? (moved ? 'unknown' : found.network),
    placedBy: moved || asn !== undefined ? 'given' : source,
  }
}

function cut(text: string | undefined): string | undefined {
  return text?.slice(0, textLimit) || undefined
}
