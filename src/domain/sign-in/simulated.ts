import { createHash } from 'node:crypto'
import { ensure, keepingWrites } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { ChallengeNameType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import { hidesExistence } from '../clients/existence.ts'
import { simulatedDelivery } from '../messages/simulated.ts'
import { failUnknown } from './credential-proof.ts'
import { allowedFactors, type FirstFactor } from './first-factors.ts'
import type { Identity } from './identify.ts'
import { requireParameter } from './parameters.ts'
import { posePasswordVerifier } from './password-verifier.ts'
import type { StepRequest } from './request.ts'
import { closeSession, openSession } from './sessions.ts'
import type { Outcome, ResumedSession } from './sign-in.ts'
import { readClaim } from './srp-exchange.ts'

/** USER_AUTH under a name that nobody has: told, or answered with a challenge that nobody can meet. */
export function beginSimulated(ctx: Context, identity: Identity, request: StepRequest): Outcome {
  if (!hidesExistence(identity.client)) throw failUnknown(ctx, identity)
  const allowed = allowedFactors(identity.pool)
  const preferred = allowed.find((factor) => factor === request.parameters['PREFERRED_CHALLENGE'])
  return poseSimulated(ctx, identity, request, preferred ?? inventedFactor(allowed, identity.name))
}

/** The answer to any answer in a session that is nobody's: what a wrong one of somebody would get. */
export function answerSimulated(ctx: Context, resumed: ResumedSession): Outcome {
  const { request, state, session } = resumed
  const identity = { ...resumed, name: state.signInName, custom: state.flow === 'CUSTOM_AUTH' }
  switch (state.challenge) {
    case 'SELECT_CHALLENGE': {
      const wanted = requireParameter(request, 'ANSWER')
      const factor = allowedFactors(resumed.pool).find((allowed) => allowed === wanted)
      ensure(factor, faults.invalidParameter('Selected challenge is not available for the user.'))
      closeSession(ctx, session)
      return poseSimulated(ctx, identity, request, factor)
    }
    case 'EMAIL_OTP':
    case 'SMS_OTP':
      requireParameter(request, `${state.challenge}_CODE`)
      // Observed: captures of 2026. The session stays open.
      throw keepingWrites(faults.invalidCodeOrAuthState())
    case 'PASSWORD_VERIFIER':
      readClaim(request)
      break
    case 'PASSWORD':
      requireParameter(request, 'PASSWORD')
  }
  closeSession(ctx, session)
  throw failUnknown(ctx, identity)
}

function poseSimulated(
  ctx: Context,
  identity: Identity,
  request: StepRequest,
  factor: FirstFactor | undefined,
): Outcome {
  const { pool, client, name } = identity
  const state = { flow: 'USER_AUTH', signInName: name } as const
  const pose = (challenge: ChallengeNameType, parameters: Record<string, string> = {}): Outcome => {
    const session = openSession(ctx, client, undefined, { ...state, challenge })
    return { challenge, parameters, session }
  }
  switch (factor) {
    case 'PASSWORD_SRP':
      return posePasswordVerifier(ctx, { pool, client, user: undefined, name }, request, state)
    case 'PASSWORD':
      if (request.parameters['PASSWORD']) throw failUnknown(ctx, identity)
      return pose('PASSWORD')
    case 'EMAIL_OTP':
    case 'SMS_OTP': {
      const attribute = factor === 'EMAIL_OTP' ? 'email' : 'phone_number'
      const { Destination = '', DeliveryMedium = '' } = simulatedDelivery(ctx, pool, name, attribute)
      return pose(factor, {
        CODE_DELIVERY_DELIVERY_MEDIUM: DeliveryMedium,
        CODE_DELIVERY_DESTINATION: Destination,
      })
    }
    default:
      return { ...pose('SELECT_CHALLENGE'), available: ['PASSWORD_SRP', 'PASSWORD'] }
  }
}

/** Documented: managing errors page. Any of the challenges that could be; the same for the same name every time. */
function inventedFactor(allowed: readonly FirstFactor[], name: string): FirstFactor | undefined {
  const codes = allowed.filter((factor) => factor === 'EMAIL_OTP' || factor === 'SMS_OTP')
  return codes[createHash('sha256').update(name).digest().readUInt8(0) % codes.length]
}
