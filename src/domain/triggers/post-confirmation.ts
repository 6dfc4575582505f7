import type { FlowContext } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import { callTrigger } from './call.ts'

/** A user who was confirmed, or who has set a new password after forgetting the old one. */
export interface ConfirmedUser {
  readonly source: 'ConfirmSignUp' | 'ConfirmForgotPassword'
  readonly user: User
  readonly clientId?: string | undefined
  readonly clientMetadata?: Readonly<Record<string, string>> | undefined
}

/** Tells PostConfirmation. Observed: the user stays confirmed when the function fails, and the caller gets its error. */
export async function postConfirmation(ctx: FlowContext, pool: Pool, confirmed: ConfirmedUser): Promise<void> {
  const { source, user, clientId, clientMetadata } = confirmed
  await callTrigger(ctx, pool, 'PostConfirmation', {
    source: `PostConfirmation_${source}`,
    userName: user.username,
    clientId,
    user,
    request: { clientMetadata },
    response: {},
  })
}
