import type { Context } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { AttemptContext, Evaluation } from '../../store/schema/events.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { MfaFactor, User } from '../../store/schema/users.ts'
import { appliedConfiguration } from './configuration.ts'
import { decide } from './decide.ts'
import { findDirective } from './directives.ts'
import { exceptionList, rate, ratedByList, toEvaluation } from './evaluate.ts'
import { protectionOf } from './gate.ts'

/** A sign-in that is only thought of. */
export interface ThoughtSignIn {
  readonly pool: Pool
  readonly client?: Client | undefined
  readonly user: User
  readonly attempt: AttemptContext
  /** The factors the user could be challenged with; somebody who can be challenged unless given. */
  readonly eligible?: readonly MfaFactor[] | undefined
}

/** How this sign-in would be evaluated now. Records nothing and uses no directive up. */
export function previewSignIn(ctx: Context, signIn: ThoughtSignIn): Evaluation {
  const { pool, client, user, attempt, eligible = ['SOFTWARE_TOKEN_MFA'] } = signIn
  const mode = protectionOf(pool) === 'ENFORCED' ? 'ENFORCED' : 'AUDIT'
  const applied = appliedConfiguration(ctx, pool, client?.id)
  const list = exceptionList(mode, applied, attempt.ipAddress)
  if (list === 'blocked') {
    return toEvaluation(ratedByList, { decision: 'Block', action: 'BLOCK' }, mode, applied, false)
  }
  const rating = list ? ratedByList : rate(ctx, signIn, findDirective(ctx, user)?.level)
  const mfa = pool.settings.MfaConfiguration ?? 'OFF'
  const decision = decide(rating.level, { mode, configuration: applied.configuration, mfa, eligible })
  return toEvaluation(rating, decision, mode, applied, ctx.settings.trustAllowedRisk && decision.action === 'NO_ACTION')
}
