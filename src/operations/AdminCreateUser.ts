import type { Flow } from '../context.ts'
import { getPool } from '../domain/pools/pools.ts'
import { inviteAgain } from '../domain/sign-up/invite.ts'
import { invite } from '../domain/sign-up/sign-up.ts'
import { toUserType } from '../domain/users/users.ts'

export const AdminCreateUser: Flow<'AdminCreateUser'> = async (ctx, input) => {
  if (input.MessageAction !== 'RESEND') {
    const user = await invite(ctx, input)
    return { User: ctx.transact((inside) => toUserType(inside, user)) }
  }
  return ctx.transact((inside) => {
    const user = inviteAgain(inside, getPool(inside, input.UserPoolId), input)
    return { User: toUserType(inside, user) }
  })
}
