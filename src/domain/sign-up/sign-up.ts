import type { AdminCreateUserRequest, AttributeType, SignUpRequest } from '../../api/generated/types.ts'
import type { FlowContext } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import { getPool } from '../pools/pools.ts'
import { postConfirmation } from '../triggers/post-confirmation.ts'
import { preSignUp } from '../triggers/pre-sign-up.ts'
import { usernameAttribute } from '../users/names.ts'
import { draftInvitation, inviteUser } from './invite.ts'
import { draftSignUp, type Registration, registerUser } from './register.ts'

/** Signs a user up: the checks, the pool's function, and once more the checks before anything is written. */
export async function signUp(ctx: FlowContext, input: SignUpRequest): Promise<Registration> {
  const { pool, client, attributes } = ctx.transact((inside) => draftSignUp(inside, input))
  const sub = ctx.ids.sub()
  const decision = await preSignUp(ctx, pool, {
    source: 'SignUp',
    userName: futureUsername(pool, input.Username, sub),
    attributes,
    clientId: client.id,
    validationData: textsOf(input.ValidationData),
    clientMetadata: input.ClientMetadata,
  })
  const registration = ctx.transact((inside) => registerUser(inside, draftSignUp(inside, input), { ...decision, sub }))
  const { user } = registration
  if (user.status === 'CONFIRMED') {
    const confirmed = { user, clientId: client.id, clientMetadata: input.ClientMetadata }
    await postConfirmation(ctx, pool, { source: 'ConfirmSignUp', ...confirmed })
  }
  return registration
}

/** Makes a user for an administrator, unless the pool's function refuses. */
export async function invite(ctx: FlowContext, input: AdminCreateUserRequest): Promise<User> {
  const { pool, draft } = ctx.transact((inside) => {
    const found = getPool(inside, input.UserPoolId)
    return { pool: found, draft: draftInvitation(inside, found, input) }
  })
  const sub = ctx.ids.sub()
  await preSignUp(ctx, pool, {
    source: 'AdminCreateUser',
    userName: futureUsername(pool, input.Username, sub),
    attributes: draft.attributes,
    validationData: textsOf(input.ValidationData),
    clientMetadata: input.ClientMetadata,
  })
  return ctx.transact((inside) => inviteUser(inside, getPool(inside, input.UserPoolId), draft, sub))
}

/** Documented: user attributes page. Where addresses or numbers are the usernames, the user's own name is the sub. */
function futureUsername(pool: Pool, given: string, sub: string): string {
  return usernameAttribute(pool, given) === undefined ? given : sub
}

function textsOf(list: readonly AttributeType[] | undefined): Record<string, string> | undefined {
  return list && Object.fromEntries(list.map(({ Name, Value = '' }) => [Name, Value]))
}
