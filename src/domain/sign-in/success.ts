import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { Context, FlowContext } from '../../context.ts'
import { getPoolClient } from '../clients/clients.ts'
import { functionOf } from '../pools/functions.ts'
import { getPool } from '../pools/pools.ts'
import { finishSignIn } from '../risk/protect.ts'
import { askForChanges } from '../tokens/changes.ts'
import { composeTokens, selfServiceScope, type TokenPlan } from '../tokens/tokens.ts'
import { postAuthentication } from '../triggers/authentication.ts'
import type { TokenChanges } from '../triggers/token-changes.ts'
import { attributesOf, findUserById } from '../users/users.ts'
import { isAnswer, metadataOf } from './request.ts'
import type { SignIn } from './sign-in.ts'

/** Ends a sign-in with nothing left to prove: with tokens, or with what functions of the pool have to be asked about. */
export function succeed(ctx: Context, signIn: SignIn): { tokens: TokenPlan } | { due: SignIn } {
  const { pool } = signIn
  const asks = functionOf(ctx, pool, 'PostAuthentication') ?? functionOf(ctx, pool, 'PreTokenGeneration')
  return asks ? { due: signIn } : { tokens: grantTokens(ctx, signIn) }
}

/** Asks the functions of the pool, PostAuthentication first, and composes the tokens; an error of theirs fails the sign-in. */
export async function askAndGrant(ctx: FlowContext, signIn: SignIn): Promise<TokenPlan> {
  try {
    const changes = await ask(ctx, signIn)
    return ctx.transact((inside) => grantTokens(inside, asItIsNow(inside, signIn), changes))
  } catch (error) {
    const { eventId } = signIn.state
    if (eventId) ctx.transact((inside) => finishSignIn(inside, eventId, { passed: false }))
    throw error
  }
}

async function ask(ctx: FlowContext, { pool, client, user, request }: SignIn): Promise<TokenChanges | undefined> {
  const clientMetadata = metadataOf(request)
  // Documented: post authentication page. Inferred: a device that did not name itself is a new one.
  const newDeviceUsed = pool.settings.DeviceConfiguration !== undefined && !request.parameters['DEVICE_KEY']
  await postAuthentication(ctx, pool, { client, user, newDeviceUsed, clientMetadata })
  const source = sourceOf(request)
  return askForChanges(ctx, { pool, client, user, scope: selfServiceScope, source, clientMetadata })
}

/** Documented: pre token generation page, trigger sources. */
function sourceOf(request: SignIn['request']): 'Authentication' | 'NewPasswordChallenge' | 'AuthenticateDevice' {
  if (!isAnswer(request)) return 'Authentication'
  if (request.challenge === 'NEW_PASSWORD_REQUIRED') return 'NewPasswordChallenge'
  return request.challenge === 'DEVICE_PASSWORD_VERIFIER' ? 'AuthenticateDevice' : 'Authentication'
}

/** The sign-in after functions had time to change the world. */
function asItIsNow(ctx: Context, signIn: SignIn): SignIn {
  const pool = getPool(ctx, signIn.pool.id)
  const client = getPoolClient(ctx, pool.id, signIn.client.id)
  const user = findUserById(ctx, signIn.user.id)
  ensure(user, faults.userDoesNotExist)
  ensure(user.enabled, faults.userIsDisabled)
  return { ...signIn, pool, client, user, attributes: attributesOf(ctx, user) }
}

function grantTokens(ctx: Context, signIn: SignIn, changes?: TokenChanges): TokenPlan {
  const { pool, client, user, state } = signIn
  const eventId = state.eventId ?? ctx.ids.eventId()
  finishSignIn(ctx, eventId, { passed: true })
  return composeTokens(ctx, {
    pool,
    client,
    user,
    eventId,
    scope: selfServiceScope,
    authTime: Math.floor(ctx.clock.now() / 1000),
    attributes: signIn.attributes,
    carried: state.signInName === user.username ? {} : { signInName: state.signInName },
    changes,
  })
}
