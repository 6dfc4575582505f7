import type { CodeDeliveryDetailsType } from '../../api/generated/types.ts'
import { maskEmail, maskPhone } from '../../base/mask.ts'

/** The attributes that a message can go to. */
export type ContactAttribute = 'email' | 'phone_number'

/** An address or a number as delivery details show it. */
function maskedDestination(attribute: ContactAttribute, value: string): string {
  return attribute === 'email' ? maskEmail(value) : maskPhone(value)
}

/** Where a code went, as the API tells it. Observed: SignUp and ForgotPassword captures. */
export function deliveryDetails(attribute: ContactAttribute, value: string): CodeDeliveryDetailsType {
  return {
    Destination: maskedDestination(attribute, value),
    DeliveryMedium: attribute === 'email' ? 'EMAIL' : 'SMS',
    AttributeName: attribute,
  }
}
