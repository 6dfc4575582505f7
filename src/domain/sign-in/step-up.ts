import { decodeJwt } from 'jose'
import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { AccessToken, Context, FlowContext } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { Method, TargetLevel } from '../../store/schema/sign-in.ts'
import type { MfaFactor } from '../../store/schema/users.ts'
import { acrLevels, acrValue } from '../pools/acr.ts'
import { verifyAccessToken } from '../tokens/access-token.ts'
import { isRevoked } from '../tokens/revocation.ts'
import { eligibleFactors } from './eligible-factors.ts'
import { type FirstFactor, offeredFactors } from './first-factors.ts'
import type { StepRequest } from './request.ts'
import type { SignIn } from './sign-in.ts'

/** One way to reach a level: a first factor out of these and, after it, this second one. */
interface Path {
  readonly first: readonly FirstFactor[]
  readonly mfa?: MfaFactor
}

const password = ['PASSWORD_SRP', 'PASSWORD'] as const

// Documented: step-up page, the levels. Inferred: the names of the challenges that lead there.
const paths: readonly (readonly Path[])[] = [
  [{ first: password }],
  [{ first: ['EMAIL_OTP'] }, { first: ['SMS_OTP'] }],
  [{ first: ['WEB_AUTHN'] }, { first: password, mfa: 'SMS_MFA' }, { first: password, mfa: 'EMAIL_OTP' }],
  [{ first: password, mfa: 'SOFTWARE_TOKEN_MFA' }],
]

/** How each factor is named in the claim amr. Documented: step-up page. */
const methodOf: Readonly<Record<FirstFactor | MfaFactor, Method>> = {
  PASSWORD: 'pwd',
  PASSWORD_SRP: 'pwd',
  EMAIL_OTP: 'email_otp',
  SMS_OTP: 'sms',
  SMS_MFA: 'sms',
  SOFTWARE_TOKEN_MFA: 'otp',
  WEB_AUTHN: 'swk',
}

/** An access token that a sign-in presents, with what it vouches for. */
export interface Presented {
  readonly token: AccessToken
  readonly methods: readonly Method[]
  /** Seconds since 1970. */
  readonly authTime: number
}

/** Reads ACCESS_TOKEN, if there is one. Documented: SDK of 2026; it comes with TARGET_ACR_VALUES only. */
export async function readPresented(ctx: FlowContext, { parameters }: StepRequest): Promise<Presented | undefined> {
  const text = parameters['ACCESS_TOKEN']
  if (!text) return undefined
  ensure(parameters['TARGET_ACR_VALUES'], invalid('ACCESS_TOKEN can only be given together with TARGET_ACR_VALUES.'))
  const token = await verifyAccessToken(ctx, text)
  const { amr, auth_time } = decodeJwt(text)
  const known: readonly Method[] = Object.values(methodOf)
  const named: readonly unknown[] = Array.isArray(amr) ? amr : []
  return { token, methods: known.filter((method) => named.includes(method)), authTime: Number(auth_time) }
}

/** What a sign-in with a target has to do: the first factors that lead there (none: it has one), and what follows. */
export interface Aim {
  readonly target: TargetLevel
  readonly first: readonly FirstFactor[]
}

/**
 * The first of the wanted levels that the user can reach, and how; undefined where none is wanted. Documented: step-up
 * page and SDK of 2026. Inferred: errors and texts.
 */
export function aimOf(ctx: Context, signIn: SignIn, presented: Presented | undefined): Aim | undefined {
  const { pool, user, attributes, request } = signIn
  const wanted = request.parameters['TARGET_ACR_VALUES']
  if (!wanted) return undefined
  const credited = creditOf(ctx, signIn, presented)
  const offered = offeredFactors(ctx, pool, user, attributes)
  const usable = eligibleFactors(ctx, pool, user, attributes)
  const has = (method: Method) => credited.includes(method)
  for (const acr of wanted.split(' ')) {
    const level = levelNamed(pool, acr)
    const open = (paths[level] ?? []).filter(({ first, mfa }) => {
      const firstOpen = first.some((factor) => offered.includes(factor) || has(methodOf[factor]))
      return firstOpen && (!mfa || usable.includes(mfa) || has(methodOf[mfa]))
    })
    if (open.length === 0) continue
    ensure(level > levelOf(credited), invalid('The presented access token already has the requested level.'))
    const started = open.filter(({ first }) => first.some((factor) => has(methodOf[factor])))
    const ways = started.length > 0 ? started : open
    const settled = ways.some(({ mfa }) => mfa !== undefined && has(methodOf[mfa]))
    const mfa = settled ? [] : ways.flatMap((way) => way.mfa ?? [])
    const first = started.length > 0 ? [] : ways.flatMap((way) => way.first)
    return { target: { acr, credited, mfa }, first: offered.filter((factor) => first.includes(factor)) }
  }
  throw invalid('None of the values of TARGET_ACR_VALUES can be satisfied by the user.')()
}

/** The second factors of which the target wants one after what was proved; empty where it wants none. */
export function factorsForTarget({ state }: Pick<SignIn, 'state'>): readonly MfaFactor[] {
  const { target, methods = [] } = state
  if (!target) return []
  const byPassword = [...target.credited, ...methods].includes('pwd') && !methods.includes('swk')
  return byPassword ? target.mfa : []
}

/** The claims of a sign-in that was asked for a level. Documented: step-up page; other sign-ins have none (live, 2026). */
export function levelClaims({ state }: Pick<SignIn, 'state'>): { acr: string; amr: string[] } | undefined {
  const { target, methods = [] } = state
  if (!target) return undefined
  const amr: string[] = [...new Set([...target.credited, ...methods])]
  // Inferred: a password and anything else are two factors.
  if (amr.includes('pwd') && amr.length > 1) amr.push('mfa')
  return { acr: target.acr, amr }
}

/** What the presented token vouches for, unless it is too old. */
function creditOf(ctx: Context, { user, request }: SignIn, presented: Presented | undefined): readonly Method[] {
  if (!presented) return []
  const isTheirs = presented.token.sub === user.sub && presented.token.poolId === user.poolId
  ensure(isTheirs, faults.invalidAccessToken)
  ensure(!isRevoked(ctx, presented.token, user), faults.accessTokenRevoked)
  const maxAge = request.parameters['MAX_AGE']
  if (maxAge === undefined) return presented.methods
  ensure(/^\d+$/.test(maxAge), invalid('MAX_AGE must be a number of seconds.'))
  return ctx.clock.now() / 1000 - presented.authTime > Number(maxAge) ? [] : presented.methods
}

/** 0 for Level1 up to 3 for Level4; -1 for a name that is none of the pool's. */
function levelNamed(pool: Pool, acr: string): number {
  return acrLevels.findIndex((level) => acrValue(pool, level) === acr)
}

/** The level that these methods reach together, -1 for none. */
function levelOf(methods: readonly Method[]): number {
  return paths.findLastIndex((ways) =>
    ways.some(({ first, mfa }) => {
      const whole = [methodOf[first[0]!], ...(mfa ? [methodOf[mfa]] : [])]
      return whole.every((method) => methods.includes(method))
    }),
  )
}

const invalid = faults.invalidParameter
