import type { Context } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { AttemptContext, Evaluation } from '../../store/schema/events.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { MfaFactor, User } from '../../store/schema/users.ts'

/** A sign-in that is only thought of. */
export interface ThoughtSignIn {
  readonly pool: Pool
  readonly client?: Client | undefined
  readonly user: User
  readonly attempt: AttemptContext
  /** The factors the user could be challenged with; taken as enough for any action unless given. */
  readonly eligible?: readonly MfaFactor[] | undefined
}

/** How this sign-in would be evaluated now. Records nothing and uses no directive up. */
export function previewSignIn(_ctx: Context, _signIn: ThoughtSignIn): Evaluation {
  return {
    score: 0,
    level: 'NoRisk',
    decision: 'NoRisk',
    action: 'NONE',
    source: 'engine',
    thresholds: { low: -1, medium: 0.4, high: 1.3 },
    contributions: [],
    configuration: 'none',
    mode: 'AUDIT',
  }
}
