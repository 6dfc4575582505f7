import { z } from 'zod'
import { isIpAddress } from '../base/ip-address.ts'
import { deviceNames } from './devices.ts'

/** A moment; in ISO 8601 with its offset from UTC. */
export const moment = z.iso.datetime({ offset: true, error: 'expected a moment such as 2026-03-02T09:00:00Z' })

const place = z
  .string()
  .describe('a city of the built-in or the own networks, a range like 10.1.0.0/16, or one address')
const device = z
  .string()
  .describe(`a name of the table (${deviceNames.slice(0, 3).join(', ')}, …) or a whole User-Agent`)
const deviceId = z
  .union([z.string(), z.literal(false)])
  .optional()
  .describe('as a client library sends it; made from user and device unless given, false for clients that send none')
const timezone = z.string().optional().describe('IANA name; that of the place unless given')
const client = z.string().optional().describe('name or id of an app client; the first one unless given')

/** History that is made: so many sign-ins a day, from there, on that. */
const generated = z
  .strictObject({
    days: z.int().positive().max(3650).describe('how many days before now it begins'),
    until: z.int().nonnegative().default(0).describe('how many days before now it ends'),
    perDay: z.number().positive().max(1000).default(1).describe('sign-ins a day on average'),
    place: z.union([place, z.array(place).min(1)]).describe('one is drawn for each day'),
    device: z.union([device, z.array(device).min(1)]).describe('one is drawn for each sign-in'),
    deviceId,
    addresses: z.int().positive().max(10_000).default(1).describe('how many addresses of the place are in use'),
    hours: z
      .string()
      .regex(/^([01]?\d|2[0-3])-([01]?\d|2[0-4])$/, 'expected hours like 8-18')
      .default('8-20')
      .describe('local time'),
    timezone,
    failures: z.number().min(0).max(1).default(0).describe('share of sign-ins with one wrong password before them'),
    verified: z.boolean().default(false).describe('a second factor was proved in each'),
    client,
  })
  .refine(({ days, until }) => until < days, { error: 'expected fewer days than in "days"', path: ['until'] })

/** One sign-in that happened. */
const listed = z.strictObject({
  at: moment.optional(),
  ago: z
    .string()
    .regex(/^\d+(\.\d+)? ?(minutes?|hours?|days?|weeks?)$/, 'expected a span like "3 days"')
    .optional()
    .describe('instead of `at`: how long before now, e.g. 3 days'),
  type: z.enum(['SignIn', 'SignUp', 'ForgotPassword', 'PasswordChange', 'ResendCode']).default('SignIn'),
  response: z.enum(['Pass', 'Fail', 'InProgress']).default('Pass'),
  level: z.enum(['NoRisk', 'Low', 'Medium', 'High']).optional().describe('what the engine says unless given'),
  address: z.string().refine(isIpAddress, 'expected an IPv4 or IPv6 address').optional(),
  place: place.optional(),
  city: z.string().optional(),
  country: z.string().optional(),
  latitude: z.number().min(-90).max(90).optional(),
  longitude: z.number().min(-180).max(180).optional(),
  asn: z.int().nonnegative().optional(),
  device: device.optional(),
  deviceId,
  rememberedDevice: z.boolean().default(false),
  timezone,
  verified: z.boolean().default(false),
  compromised: z.boolean().default(false),
  feedback: z.enum(['Valid', 'Invalid']).optional(),
  client,
  id: z.guid().optional().describe('chosen instead of made'),
  exact: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('as `export` writes it: columns of the event, word for word'),
})

/** One row of a history. Made rows have `days`. */
export const history = z.union([generated, listed])

/** Which kind of row something is meant to be, however wrong it is. */
export function historyKind(row: unknown): typeof generated | typeof listed {
  const keys = typeof row === 'object' && row !== null ? Object.keys(row) : []
  const strange = ({ shape }: { shape: object }) => keys.filter((key) => !(key in shape)).length
  if (keys.includes('days')) return generated
  if (keys.includes('at') || keys.includes('ago')) return listed
  return strange(generated) <= strange(listed) ? generated : listed
}

export type GeneratedHistory = z.output<typeof generated>
export type ListedEvent = z.output<typeof listed>

/** One sign-in that is to be written down; `at` in ms since 1970. */
export interface PastEvent extends Omit<ListedEvent, 'at' | 'ago' | 'place' | 'device'> {
  readonly at: number
  readonly address: string
  readonly userAgent: string | undefined
}
