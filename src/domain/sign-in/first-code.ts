import { ensure, keepingWrites } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import { safeEqual } from '../../base/constant-time.ts'
import type { Context } from '../../context.ts'
import { dropCode } from '../codes/codes.ts'
import { sendCode } from '../messages/codes.ts'
import { settleEvent } from '../risk/record.ts'
import { updateUser } from '../users/users.ts'
import { verifyAddress } from './message-code.ts'
import { requireParameter } from './parameters.ts'
import { metadataOf } from './request.ts'
import { type Posed, type SignIn, withMethod } from './sign-in.ts'

/** The first factors whose codes are sent, and where they go. */
const attributeOf = { EMAIL_OTP: 'email', SMS_OTP: 'phone_number' } as const

/** Sends a code as the first factor. Observed: captures of 2026; eight digits, and these two parameters. */
export function poseFirstCode(ctx: Context, signIn: SignIn, factor: keyof typeof attributeOf): Posed {
  const { pool, user, client, request } = signIn
  const code = ctx.ids.code(8)
  const message = { pool, user, client, kind: 'Authentication', attribute: attributeOf[factor], code } as const
  const { Destination, DeliveryMedium } = sendCode(ctx, { ...message, clientMetadata: metadataOf(request) })
  return {
    parameters: {
      CODE_DELIVERY_DELIVERY_MEDIUM: DeliveryMedium ?? '',
      CODE_DELIVERY_DESTINATION: Destination ?? '',
    },
    state: { sentCode: code },
  }
}

/** Checks the code. Observed: captures of 2026; wrong ones are not counted, and the session stays open. */
export function answerFirstCode(ctx: Context, signIn: SignIn, factor: keyof typeof attributeOf): SignIn {
  const given = requireParameter(signIn.request, `${factor}_CODE`)
  if (!safeEqual(given, signIn.state.sentCode ?? '')) throw keepingWrites(faults.invalidCodeOrAuthState())
  ensure(signIn.user.status !== 'RESET_REQUIRED', faults.passwordResetRequired)
  const proved = withMethod(signIn, factor === 'SMS_OTP' ? 'sms' : 'email_otp')
  return confirm(ctx, verifyAddress(ctx, proved, attributeOf[factor]))
}

// Documented: authentication flows page. A right code confirms a user who had only signed up.
function confirm(ctx: Context, signIn: SignIn): SignIn {
  if (signIn.user.status !== 'UNCONFIRMED') return signIn
  dropCode(ctx, signIn.user, 'sign-up')
  settleEvent(ctx, signIn.user, 'SignUp', 'Pass')
  return { ...signIn, user: updateUser(ctx, signIn.user, { status: 'CONFIRMED' }) }
}
