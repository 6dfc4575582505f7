import { type ApiError, keepingWrites } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { Context } from '../../context.ts'
import { failUnknown } from './credential-proof.ts'
import { requireParameter } from './parameters.ts'
import { closeSession } from './sessions.ts'
import type { ResumedSession } from './sign-in.ts'
import { readClaim } from './srp-exchange.ts'

/** The error for any answer in a session that is nobody's: the one that a wrong answer of somebody would get. */
export function refuseSimulated(ctx: Context, resumed: ResumedSession): ApiError {
  const { request, state, session } = resumed
  switch (state.challenge) {
    case 'EMAIL_OTP':
    case 'SMS_OTP':
      requireParameter(request, `${state.challenge}_CODE`)
      // Observed: captures of 2026. The session stays open.
      return keepingWrites(faults.invalidCodeOrAuthState())
    case 'PASSWORD_VERIFIER':
      readClaim(request)
      break
    case 'PASSWORD':
      requireParameter(request, 'PASSWORD')
  }
  closeSession(ctx, session)
  return failUnknown(ctx, { ...resumed, name: state.signInName, custom: state.flow === 'CUSTOM_AUTH' })
}
