import type { Operation } from '../context.ts'
import { getPool } from '../domain/pools/pools.ts'
import { draftInvitation, inviteAgain, inviteUser } from '../domain/sign-up/invite.ts'
import { toUserType } from '../domain/users/users.ts'

export const AdminCreateUser: Operation<'AdminCreateUser'> = (ctx, input) => {
  const pool = getPool(ctx, input.UserPoolId)
  if (input.MessageAction === 'RESEND') return { User: toUserType(ctx, inviteAgain(ctx, pool, input)) }
  const draft = draftInvitation(ctx, pool, input)
  return { User: toUserType(ctx, inviteUser(ctx, pool, draft)) }
}
