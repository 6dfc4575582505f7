import * as faults from '../../../api/faults.ts'
import type { Flow } from '../flow.ts'
import { takeFirstStep } from '../functions.ts'
import { signInByPassword } from '../password-sign-in.ts'

/** Username and password in clear, from a server; ADMIN_NO_SRP_AUTH is its older name. */
export const ADMIN_USER_PASSWORD_AUTH: Flow = {
  callers: 'administrators',
  switchedOnBy: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH'],
  disabled: faults.authFlowNotEnabled,
  begin: (ctx, request) =>
    takeFirstStep(ctx, request, (inside, asked) => signInByPassword(inside, request, ADMIN_USER_PASSWORD_AUTH, asked)),
}
