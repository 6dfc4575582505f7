import { ApiError, ensure } from '../../../api/errors.ts'
import * as faults from '../../../api/faults.ts'
import { isEmail, isPhoneNumber } from '../../users/names.ts'
import { activateFactor } from '../second-factor.ts'
import { type Challenge, proceed, withMethod } from '../sign-in.ts'

/** The set-up of a first second factor: an authenticator, verified in this session, or an address to send a code to. */
export const MFA_SETUP: Challenge = {
  pose: (_ctx, { user, state }) => ({
    parameters: { MFAS_CAN_SETUP: JSON.stringify(state.mfaOffered), USER_ID_FOR_SRP: user.username },
  }),
  answer(ctx, signIn) {
    const { state, request } = signIn
    const offered = state.mfaOffered ?? []
    if (state.authenticatorVerified) {
      return activateFactor(ctx, proceed(withMethod(signIn, 'otp'), { mfaDone: true }), 'SOFTWARE_TOKEN_MFA')
    }
    // Observed: amplify-js sends EMAIL. Documented: the developer guide writes email. Inferred: the same for numbers.
    const email = request.parameters['EMAIL'] ?? request.parameters['email']
    if (email !== undefined && offered.includes('EMAIL_OTP')) {
      ensure(isEmail(email), faults.invalidEmailFormat)
      return proceed(signIn, { mfaChosen: 'EMAIL_OTP', newAddress: email })
    }
    const number = request.parameters['PHONE_NUMBER'] ?? request.parameters['phone_number']
    if (number !== undefined && offered.includes('SMS_MFA')) {
      ensure(isPhoneNumber(number), faults.invalidPhoneFormat)
      return proceed(signIn, { mfaChosen: 'SMS_MFA', newAddress: number })
    }
    // Inferred: error and text.
    throw new ApiError('InvalidParameterException', 'No MFA method was set up in this session.')
  },
}
