import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { AuthFlowType, InitiateAuthResponse } from '../../api/generated/types.ts'
import type { FlowContext } from '../../context.ts'
import { conclude } from './conclude.ts'
import type { Flow } from './flow.ts'
import { ADMIN_USER_PASSWORD_AUTH } from './flows/ADMIN_USER_PASSWORD_AUTH.ts'
import { CUSTOM_AUTH } from './flows/CUSTOM_AUTH.ts'
import { REFRESH_TOKEN_AUTH } from './flows/REFRESH_TOKEN_AUTH.ts'
import { USER_AUTH } from './flows/USER_AUTH.ts'
import { USER_PASSWORD_AUTH } from './flows/USER_PASSWORD_AUTH.ts'
import { USER_SRP_AUTH } from './flows/USER_SRP_AUTH.ts'
import type { SignInRequest } from './request.ts'
import type { Outcome } from './sign-in.ts'

/** Begins a sign-in, or refreshes one: InitiateAuth and AdminInitiateAuth differ only in who is asking. */
export async function startSignIn(ctx: FlowContext, request: SignInRequest): Promise<InitiateAuthResponse> {
  return conclude(ctx, await beginSignIn(ctx, request))
}

/** The first step of a sign-in, not yet concluded. */
export async function beginSignIn(ctx: FlowContext, request: SignInRequest): Promise<Outcome> {
  const flow = flows[request.flow]
  ensure(flow, faults.authMethodNotSupported)
  return flow.begin(ctx, request)
}

const flows: Readonly<Partial<Record<AuthFlowType, Flow>>> = {
  USER_PASSWORD_AUTH,
  ADMIN_USER_PASSWORD_AUTH,
  // Documented: service model. Older names of the same flows.
  ADMIN_NO_SRP_AUTH: ADMIN_USER_PASSWORD_AUTH,
  USER_SRP_AUTH,
  CUSTOM_AUTH,
  USER_AUTH,
  REFRESH_TOKEN_AUTH,
  REFRESH_TOKEN: REFRESH_TOKEN_AUTH,
}
