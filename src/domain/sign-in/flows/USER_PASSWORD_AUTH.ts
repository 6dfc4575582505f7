import * as faults from '../../../api/faults.ts'
import type { Flow } from '../flow.ts'
import { takeFirstStep } from '../functions.ts'
import { signInByPassword } from '../password-sign-in.ts'

/** Username and password in clear, from a client. */
export const USER_PASSWORD_AUTH: Flow = {
  callers: 'clients',
  switchedOnBy: ['ALLOW_USER_PASSWORD_AUTH', 'USER_PASSWORD_AUTH'],
  disabled: faults.userPasswordAuthNotEnabled,
  begin: (ctx, request) =>
    takeFirstStep(ctx, request, (inside, asked) => signInByPassword(inside, request, USER_PASSWORD_AUTH, asked)),
}
