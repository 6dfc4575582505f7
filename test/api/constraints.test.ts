import { expect, test } from 'vitest'
import { printedOrder } from '../../src/api/constraints.ts'

// Each row was printed by the service or by a sibling of it, in this order.
test.each([
  ['MFA of a pool', 'OPTIONAL, OFF, ON'],
  ['verified attributes', 'phone_number, email'],
  ['account takeover actions', 'MFA_IF_CONFIGURED, BLOCK, NO_ACTION, MFA_REQUIRED'],
  ['compromised credentials actions', 'BLOCK, NO_ACTION'],
  ['events', 'SIGN_IN, PASSWORD_CHANGE, SIGN_UP'],
  ['log levels', 'ERROR, INFO'],
  ['log sources', 'userAuthEvents, userNotification'],
  [
    'client flows of 2019',
    'ALLOW_CUSTOM_AUTH, ADMIN_NO_SRP_AUTH, ALLOW_REFRESH_TOKEN_AUTH, ALLOW_USER_PASSWORD_AUTH, ALLOW_USER_SRP_AUTH, ' +
      'CUSTOM_AUTH_FLOW_ONLY, USER_PASSWORD_AUTH, ALLOW_ADMIN_USER_PASSWORD_AUTH',
  ],
  [
    'sign-in flows of 2022',
    'ADMIN_NO_SRP_AUTH, ADMIN_USER_PASSWORD_AUTH, USER_SRP_AUTH, REFRESH_TOKEN_AUTH, REFRESH_TOKEN, CUSTOM_AUTH, ' +
      'USER_PASSWORD_AUTH',
  ],
  ['methods (sibling)', 'POST, GET'],
  ['architectures (sibling)', 'x86_64, arm64'],
  ['failure types (sibling)', 'Software, Hardware, Region, AZ'],
])('%s are printed as observed', (_, printed) => {
  const sorted = printed.split(', ').sort()

  expect(printedOrder(sorted).toSorted()).toEqual(sorted)
  expect(printedOrder(modelOrder(sorted)).join(', ')).toBe(printed)
})

/** Of two values in one bucket the model has CUSTOM_AUTH_FLOW_ONLY first; elsewhere its order makes no difference. */
function modelOrder(values: string[]): string[] {
  return values.toSorted((a, b) => Number(b === 'CUSTOM_AUTH_FLOW_ONLY') - Number(a === 'CUSTOM_AUTH_FLOW_ONLY'))
}
