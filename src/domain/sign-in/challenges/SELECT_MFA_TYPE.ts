import { ApiError, ensure } from '../../../api/errors.ts'
import { requireParameter } from '../parameters.ts'
import { type Challenge, proceed } from '../sign-in.ts'

/** The choice between several second factors. */
export const SELECT_MFA_TYPE: Challenge = {
  pose: (_ctx, { user, state }) => ({
    parameters: { MFAS_CAN_CHOOSE: JSON.stringify(state.mfaOffered), USER_ID_FOR_SRP: user.username },
  }),
  answer(_ctx, signIn) {
    const answer = requireParameter(signIn.request, 'ANSWER')
    // Observed: amplify-js sends EMAIL_OTP. Documented: the service model's text says EMAIL_MFA.
    const wanted = answer === 'EMAIL_MFA' ? 'EMAIL_OTP' : answer
    const mfaChosen = signIn.state.mfaOffered?.find((factor) => factor === wanted)
    // Inferred: error and text.
    ensure(mfaChosen, () => new ApiError('InvalidParameterException', 'Invalid MFA type selected.'))
    return proceed(signIn, { mfaChosen })
  },
}
