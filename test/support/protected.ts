import type { AuthEventType, FeedbackValueType, SetRiskConfigurationRequest } from '../../src/api/generated/types.ts'
import type { Context, FlowContext, RequestInfo } from '../../src/context.ts'
import { getClient } from '../../src/domain/clients/clients.ts'
import { getPool } from '../../src/domain/pools/pools.ts'
import { readAttempt } from '../../src/domain/risk/attempt.ts'
import { findEvent } from '../../src/domain/risk/events.ts'
import { notify } from '../../src/domain/risk/notify.ts'
import {
  failSignIn,
  finishSignIn,
  type Protection,
  protectSignIn,
  refuseBlockedAddress,
  type SignInAttempt,
} from '../../src/domain/risk/protect.ts'
import { getUser } from '../../src/domain/users/users.ts'
import { newEntry } from '../../src/kernel/request-log.ts'
import type { AttemptContext, AuthEvent } from '../../src/store/schema/events.ts'
import { type Place, type PlaceOptions, place } from './people.ts'

/** Where people of tests sit: the table of test networks knows these places. */
export const seattle = '192.0.2.7'
export const berlin = '198.51.100.20'
export const lagos = '203.0.113.9'
export const torExit = '198.19.4.4'
/** Addresses that fix the level. */
export const magic = { NoRisk: '233.252.0.10', Low: '233.252.0.11', Medium: '233.252.0.12', High: '233.252.0.13' }

export const chromeOnWindows =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36'
export const firefoxOnLinux = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'

/** Where mails of the pool come from. */
export const sourceArn = 'arn:aws:ses:us-east-1:123456789012:identity/security@example.com'

/** A pool on the Plus plan, protected. */
export interface ProtectedPlace extends Place {
  /** A context for domain functions, as of a request from there. */
  flow(request?: Partial<RequestInfo>): FlowContext
  inside<T>(work: (ctx: Context) => T, request?: Partial<RequestInfo>): T
  configure(configuration: Omit<SetRiskConfigurationRequest, 'UserPoolId'>): Promise<void>
  /** The user's events as the API lists them, newest first. */
  events(username: string): Promise<AuthEventType[]>
  /** An event with everything that is stored about it. */
  event(eventId: string): AuthEvent
  feedback(username: string, eventId: string, value: FeedbackValueType): Promise<void>
}

/** Actions of all three levels that are the same one. */
export function always(EventAction: 'BLOCK' | 'MFA_IF_CONFIGURED' | 'MFA_REQUIRED' | 'NO_ACTION', Notify = false) {
  const action = { EventAction, Notify }
  return { LowAction: action, MediumAction: action, HighAction: action }
}

/** Sets up a pool with threat protection in `mode`, and what it does when. */
export async function protectedPlace({
  mode = 'ENFORCED',
  risk,
  pool,
  ...rest
}: PlaceOptions & {
  mode?: 'AUDIT' | 'ENFORCED'
  risk?: Omit<SetRiskConfigurationRequest, 'UserPoolId'>
} = {}): Promise<ProtectedPlace> {
  const found = await place({
    pool: { UserPoolTier: 'PLUS', UserPoolAddOns: { AdvancedSecurityMode: mode }, ...pool },
    ...rest,
  })
  const { kernel } = found.core
  const flow: ProtectedPlace['flow'] = (request = {}) => {
    const whole = {
      id: 'request',
      operation: 'InitiateAuth',
      ipAddress: seattle,
      userAgent: chromeOnWindows,
      ...request,
    }
    return kernel.open(newEntry(whole, found.clock.now()), whole, undefined)
  }
  const protectedOne: ProtectedPlace = {
    ...found,
    flow,
    inside: (work, request) => flow(request).transact(work as never),
    async configure(configuration) {
      await found.call('SetRiskConfiguration', { UserPoolId: found.poolId, ...configuration })
    },
    async events(username) {
      const answer = await found.call('AdminListUserAuthEvents', { UserPoolId: found.poolId, Username: username })
      return answer.AuthEvents ?? []
    },
    event: (eventId) => findEvent(found.core.store.tx, eventId)!,
    async feedback(username, EventId, FeedbackValue) {
      const named = { UserPoolId: found.poolId, Username: username }
      await found.call('AdminUpdateAuthEventFeedback', { ...named, EventId, FeedbackValue })
    },
  }
  if (risk) await protectedOne.configure(risk)
  return protectedOne
}

/** One attempt, straight through the functions of threat protection. */
export interface AttemptOptions extends Partial<Pick<SignInAttempt, 'custom' | 'compromised' | 'eligible'>> {
  readonly ipAddress?: string
  readonly userAgent?: string
  readonly context?: Partial<AttemptContext>
  /** Whether the password is wrong. */
  readonly wrong?: boolean
}

/** Signs a user in without the rest of the sign-in: an allowed attempt passes, a challenged one is left waiting. */
export async function attempt(
  shop: ProtectedPlace,
  username: string,
  { ipAddress = seattle, userAgent = chromeOnWindows, context, wrong, ...options }: AttemptOptions = {},
): Promise<Protection | undefined> {
  const simulated = context && { simulated: { context, skipCredentials: true } }
  const flow = shop.flow({ ipAddress, userAgent, ...simulated })
  const protection = flow.transact((ctx) => {
    const pool = getPool(ctx, shop.poolId)
    const client = getClient(ctx, shop.clientId)
    const user = getUser(ctx, pool, username)
    const read = readAttempt(ctx, pool, client, {})
    refuseBlockedAddress(ctx, pool, client, user, read, 'SignIn')
    if (wrong) {
      failSignIn(ctx, { pool, client, user, username, attempt: read })
      return null
    }
    const found = protectSignIn(ctx, { pool, client, user, attempt: read, eligible: [], ...options })
    if (found.demand === 'allow') finishSignIn(ctx, found.eventId, { passed: true })
    return found
  })
  if (protection?.notice) await notify(flow, protection.notice)
  return protection ?? undefined
}
