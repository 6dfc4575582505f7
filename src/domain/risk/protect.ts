import type { EventType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { AttemptContext } from '../../store/schema/events.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { MfaFactor, User } from '../../store/schema/users.ts'
import type { Notice } from './notify.ts'

/** What threat protection says to a sign-in with right credentials. */
export interface Protection {
  /** Goes into the tokens as `event_id`. */
  readonly eventId: string
  /** `mfa`: a challenge with one of the eligible factors; `block`: refuse with `blockedByRisk`, keeping the writes. */
  readonly demand: 'allow' | 'block' | 'mfa'
  /** To be passed to `notify` after the transaction and before the answer. */
  readonly notice?: Notice | undefined
}

/** A sign-in whose first credential was right. */
export interface SignInAttempt {
  readonly pool: Pool
  readonly client: Client
  readonly user: User
  readonly attempt: AttemptContext
  /** Whether it came by CUSTOM_AUTH, which has a mode of its own. */
  readonly custom?: boolean | undefined
  /** Whether `checkCompromised` detected the password (and did not block it). */
  readonly compromised?: boolean | undefined
  /** The factors with which the user could be challenged. */
  readonly eligible: readonly MfaFactor[]
}

/** Refuses an address on the always-block list, before credentials are looked at; `custom` for CUSTOM_AUTH. */
export function refuseBlockedAddress(
  _ctx: Context,
  _pool: Pool,
  _client: Client,
  _user: User | undefined,
  _attempt: AttemptContext,
  _type: EventType,
  _options: { custom?: boolean } = {},
): void {}

/** Evaluates a sign-in with right credentials, writes its event and says what has to happen. */
export function protectSignIn(ctx: Context, _signIn: SignInAttempt): Protection {
  return { eventId: ctx.ids.eventId(), demand: 'allow' }
}

/** A sign-in with a wrong password, or under a name that nobody has. */
export interface FailedAttempt {
  readonly pool: Pool
  readonly client: Client
  readonly user: User | undefined
  /** As the caller typed it. */
  readonly username: string
  readonly attempt: AttemptContext
  readonly custom?: boolean | undefined
}

/** Records and learns a wrong password. Call before throwing, and keep the writes. */
export function failSignIn(_ctx: Context, _failure: FailedAttempt): void {}

/** Records a right password that `checkCompromised` blocked. Call before throwing, and keep the writes. */
export function refuseCompromised(_ctx: Context, _signIn: Omit<SignInAttempt, 'eligible' | 'compromised'>): void {}

/** How a sign-in went on after `protectSignIn`. */
export interface SignInProgress {
  /** The answer to a second factor, if one was given now. */
  readonly mfa?: 'Success' | 'Failure' | undefined
  /** Whether something besides the first credential was proved (a second factor does so by itself). */
  readonly verified?: boolean | undefined
  /** True with tokens, false when refused for good, undefined while more challenges wait. */
  readonly passed: boolean | undefined
}

/** Carries the event of a sign-in on, and teaches the model when it ends. Nothing happens without protection. */
export function finishSignIn(_ctx: Context, _eventId: string, _progress: SignInProgress): void {}
