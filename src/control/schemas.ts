import { z } from 'zod'
import { isIpAddress } from '../base/ip-address.ts'

/** A moment as the control API writes it: ISO 8601, UTC. */
export const moment = z.iso.datetime({ offset: true }).describe('ISO 8601')

/** How risky something is. */
export const level = z.enum(['NoRisk', 'Low', 'Medium', 'High'])

/** Why a sign-in was rated as it was; the contributions add up to the score. */
export const evaluation = z.object({
  score: z.number(),
  level,
  decision: z.enum(['NoRisk', 'AccountTakeover', 'Block']),
  action: z.enum(['BLOCK', 'MFA_IF_CONFIGURED', 'MFA_REQUIRED', 'NO_ACTION', 'NONE']),
  source: z.enum(['directive', 'magic', 'engine', 'ip-rule']),
  thresholds: z.object({ low: z.number(), medium: z.number(), high: z.number() }),
  contributions: z.array(
    z.object({ feature: z.string(), value: z.string(), contribution: z.number(), reason: z.string() }),
  ),
  configuration: z.enum(['client', 'pool', 'none']),
  mode: z.enum(['AUDIT', 'ENFORCED']),
})

/** The API's AuthEventType; its dates are ISO 8601. */
export const authEvent = z
  .looseObject({ EventId: z.string(), EventType: z.string(), CreationDate: moment })
  .describe('AuthEventType')

/** The circumstances of an attempt, as a simulation gives them. What is left out is found out from address and user agent. */
export const attemptContext = z.strictObject({
  ipAddress: z.string().refine(isIpAddress, 'expected an IPv4 or IPv6 address'),
  userAgent: z.string().optional(),
  deviceId: z.string().optional(),
  rememberedDevice: z.boolean().optional(),
  timezone: z.string().optional().describe('IANA name or offset'),
  city: z.string().optional(),
  country: z.string().optional().describe('ISO 3166-1 alpha-2 code or English name'),
  asn: z.number().int().nonnegative().optional(),
  latitude: z.number().min(-90).max(90).optional(),
  longitude: z.number().min(-180).max(180).optional(),
  network: z.enum(['access', 'mobile', 'hosting', 'vpn', 'tor', 'local', 'unknown']).optional(),
  at: moment.optional().describe('when it happens; now unless given'),
})
export type AttemptInput = z.output<typeof attemptContext>

/** A message of the inbox. */
export const message = z.object({
  id: z.string(),
  channel: z.enum(['email', 'sms']),
  kind: z.string(),
  to: z.string(),
  from: z.string(),
  subject: z.string().nullable(),
  html: z.string().nullable(),
  text: z.string(),
  createdAt: moment,
  userPoolId: z.string(),
  username: z.string(),
  code: z.string().optional(),
  link: z.string().optional(),
  feedback: z
    .object({ eventId: z.string(), token: z.string(), validUrl: z.url().optional(), invalidUrl: z.url().optional() })
    .optional(),
  delivery: z.object({
    status: z.enum(['drafted', 'pending', 'delivered', 'failed']),
    attempts: z.number(),
    lastError: z.string().optional(),
  }),
})
export type InboxMessage = z.output<typeof message>

/** A moment in ms since 1970 as ISO 8601. */
export function iso(at: number): string {
  return new Date(at).toISOString()
}
