import { ensure } from '../../../api/errors.ts'
import * as faults from '../../../api/faults.ts'
import { findSoftwareToken, useSoftwareToken } from '../../credentials/software-token.ts'
import { requireParameter } from '../parameters.ts'
import { proveSecondFactor } from '../second-factor.ts'
import { type Challenge, withMethod } from '../sign-in.ts'

/** A code of the user's authenticator app as the second factor. */
export const SOFTWARE_TOKEN_MFA: Challenge = {
  pose(ctx, { user, state }) {
    // Observed: CLI samples; the name where none was given. Only this member stands after SELECT_MFA_TYPE.
    const FRIENDLY_DEVICE_NAME = findSoftwareToken(ctx, user)?.friendlyName ?? 'transparent'
    const chosen = state.mfaChosen !== undefined
    return { parameters: chosen ? { FRIENDLY_DEVICE_NAME } : { FRIENDLY_DEVICE_NAME, USER_ID_FOR_SRP: user.username } }
  },
  answer(ctx, signIn) {
    ensure(signIn.pool.settings.SoftwareTokenMfaEnabled, faults.softwareTokenMfaNotFound)
    const code = requireParameter(signIn.request, 'SOFTWARE_TOKEN_MFA_CODE')
    const proved = proveSecondFactor(ctx, signIn, {
      isRight: () => useSoftwareToken(ctx, signIn.user, code),
      wrong: faults.mfaCodeMismatch,
    })
    return withMethod(proved, 'otp')
  },
}
