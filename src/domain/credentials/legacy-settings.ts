import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { MFAOptionType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import type { User } from '../../store/schema/users.ts'
import { attributesOf, updateUser } from '../users/users.ts'

/**
 * Switches SMS as second factor on or, with an empty list, off, the way it was done before SetUserMFAPreference.
 * Documented: SetUserSettings API page. Nothing but text messages can be set so.
 */
export function setLegacySettings(ctx: Context, user: User, options: readonly MFAOptionType[]): void {
  for (const { DeliveryMedium, AttributeName } of options) {
    // Inferred: the text; the rule is documented.
    const byPhone = (DeliveryMedium ?? 'SMS') === 'SMS' && AttributeName === 'phone_number'
    ensure(
      byPhone,
      faults.invalidParameter('Only the delivery medium SMS with the attribute phone_number is supported.'),
    )
  }
  const wanted = options.length > 0
  // Observed: public reports of the text. Inferred: it also stands for this way of asking.
  ensure(!wanted || attributesOf(ctx, user).has('phone_number'), faults.noDeliveryFor('SMS_MFA'))
  const others = user.mfaFactors.filter((factor) => factor !== 'SMS_MFA')
  updateUser(ctx, user, {
    mfaOptions: wanted ? options.map(({ AttributeName }) => ({ DeliveryMedium: 'SMS', AttributeName })) : null,
    mfaFactors: wanted ? [...others, 'SMS_MFA'] : others,
    mfaPreferred: !wanted && user.mfaPreferred === 'SMS_MFA' ? null : user.mfaPreferred,
  })
}
