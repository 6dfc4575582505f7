import { ApiError, ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import { safeEqual } from '../../base/constant-time.ts'
import type { Context } from '../../context.ts'
import { attributeOfFactor } from '../credentials/usable-factors.ts'
import { sendCode } from '../messages/codes.ts'
import { writeAttributes } from '../users/attributes.ts'
import { attributesOf } from '../users/users.ts'
import { requireParameter } from './parameters.ts'
import { metadataOf } from './request.ts'
import { activateFactor, proveSecondFactor } from './second-factor.ts'
import { type Posed, type SignIn, withMethod } from './sign-in.ts'

/** The factors whose codes are sent. */
type MessageFactor = keyof typeof attributeOfFactor

/** Sends a code of six digits and describes where it went. */
export function poseCode(ctx: Context, signIn: SignIn, factor: MessageFactor): Posed {
  const { pool, user, client, attributes, state } = signIn
  const attribute = attributeOfFactor[factor]
  const destination = state.newAddress ?? attributes.get(attribute)
  // Observed: amplify-js#166, the style of the text. Reached when the attribute went away between two steps.
  ensure(destination, () => new ApiError('InvalidParameterException', noAddress[factor]))
  const code = ctx.ids.code(6)
  const message = { pool, user, client, kind: 'Authentication', attribute, code, destination } as const
  const { Destination, DeliveryMedium } = sendCode(ctx, { ...message, clientMetadata: metadataOf(signIn.request) })
  return {
    parameters: {
      CODE_DELIVERY_DELIVERY_MEDIUM: DeliveryMedium ?? '',
      CODE_DELIVERY_DESTINATION: Destination ?? '',
      USER_ID_FOR_SRP: user.username,
    },
    state: { sentCode: code },
  }
}

const noAddress = {
  SMS_MFA: 'Invalid phone number provided/Unable to send the message.',
  EMAIL_OTP: 'Invalid email address provided/Unable to send the message.',
}

/** Checks the code of a second factor; a right one proves the address it was sent to. */
export function answerCode(ctx: Context, signIn: SignIn, factor: MessageFactor): SignIn {
  const given = requireParameter(signIn.request, `${factor}_CODE`)
  const proved = proveSecondFactor(ctx, signIn, {
    isRight: () => safeEqual(given, signIn.state.sentCode ?? ''),
    // Observed: captures of 2026.
    wrong: faults.invalidCodeOrAuthState,
  })
  const method = factor === 'SMS_MFA' ? 'sms' : 'email_otp'
  const verified = verifyAddress(ctx, withMethod(proved, method), attributeOfFactor[factor])
  return signIn.state.newAddress === undefined ? verified : activateFactor(ctx, verified, factor)
}

/** Documented: MFA page. A right code sets the verified flag of where it went. */
export function verifyAddress(ctx: Context, signIn: SignIn, attribute: 'email' | 'phone_number'): SignIn {
  const { pool, user, attributes, state } = signIn
  if (state.newAddress === undefined && attributes.get(`${attribute}_verified`) === 'true') return signIn
  const changes = new Map([[`${attribute}_verified`, 'true']])
  if (state.newAddress !== undefined) changes.set(attribute, state.newAddress)
  writeAttributes(ctx, pool, user, changes)
  return { ...signIn, attributes: attributesOf(ctx, user) }
}
