import type { NewDeviceMetadataType } from '../../api/generated/types.ts'
import type { Context, FlowContext } from '../../context.ts'
import { findDevice, newDevice, noteUse, tracksDevices } from '../devices/devices.ts'
import { functionOf } from '../pools/functions.ts'
import { finishSignIn } from '../risk/protect.ts'
import { askForChanges } from '../tokens/changes.ts'
import { composeTokens, selfServiceScope, type TokenPlan } from '../tokens/tokens.ts'
import { postAuthentication } from '../triggers/authentication.ts'
import type { TokenChanges } from '../triggers/token-changes.ts'
import { asItIsNow } from './as-it-is-now.ts'
import { isAnswer, metadataOf } from './request.ts'
import type { SignIn } from './sign-in.ts'
import { levelClaims } from './step-up.ts'

/** Ends a sign-in with nothing left to prove: with tokens, or with what functions of the pool have to be asked about. */
export function succeed(ctx: Context, signIn: SignIn): { tokens: TokenPlan } | { due: SignIn } {
  const { pool } = signIn
  // At the hosted pages there are no tokens before the client exchanges its code.
  if (signIn.request.hosted) return { due: signIn }
  const asks = functionOf(ctx, pool, 'PostAuthentication') ?? functionOf(ctx, pool, 'PreTokenGeneration')
  return asks ? { due: signIn } : { tokens: grantTokens(ctx, signIn) }
}

/** A sign-in at the hosted pages that is through: what its code, or its session, must remember. */
export interface HostedSuccess extends Pick<SignIn, 'pool' | 'client' | 'user'> {
  readonly eventId: string
  readonly signInName: string
  /** `acr` and `amr` of a sign-in that was asked for a level. */
  readonly claims: ReturnType<typeof levelClaims>
  readonly device: { deviceKey?: string; newDevice?: NewDeviceMetadataType }
}

/** Ends a sign-in at the hosted pages: asks PostAuthentication, whose error fails the sign-in. */
export async function succeedHosted(ctx: FlowContext, signIn: SignIn): Promise<HostedSuccess> {
  const { pool, client, user, request, state } = signIn
  const newDeviceUsed = tracksDevices(pool) && state.deviceKey === undefined
  return failing(ctx, signIn, async () => {
    await postAuthentication(ctx, pool, { client, user, newDeviceUsed, clientMetadata: metadataOf(request) })
    return ctx.transact((inside) => {
      const now = asItIsNow(inside, signIn)
      const eventId = state.eventId ?? inside.ids.eventId()
      finishSignIn(inside, eventId, { passed: true })
      return {
        ...{ pool: now.pool, client: now.client, user: now.user, eventId },
        signInName: state.signInName,
        claims: levelClaims(signIn),
        device: deviceOf(inside, now),
      }
    })
  })
}

/** Asks the functions of the pool, PostAuthentication first, and composes the tokens; an error of theirs fails the sign-in. */
export async function askAndGrant(ctx: FlowContext, signIn: SignIn): Promise<TokenPlan> {
  return failing(ctx, signIn, async () => {
    const changes = await ask(ctx, signIn)
    return ctx.transact((inside) => grantTokens(inside, asItIsNow(inside, signIn), changes))
  })
}

/** Does the last part of a sign-in, which fails as a whole where that part does. */
async function failing<T>(ctx: FlowContext, { state }: SignIn, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const { eventId } = state
    if (eventId) ctx.transact((inside) => finishSignIn(inside, eventId, { passed: false }))
    throw error
  }
}

async function ask(
  ctx: FlowContext,
  { pool, client, user, request, state }: SignIn,
): Promise<TokenChanges | undefined> {
  const clientMetadata = metadataOf(request)
  // Documented: post authentication page. Inferred: a device that did not name itself is a new one.
  const newDeviceUsed = tracksDevices(pool) && state.deviceKey === undefined
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

function grantTokens(ctx: Context, signIn: SignIn, changes?: TokenChanges): TokenPlan {
  const { pool, client, user, state } = signIn
  const eventId = state.eventId ?? ctx.ids.eventId()
  const device = deviceOf(ctx, signIn)
  // First, because they are signed while the rest is written.
  const tokens = composeTokens(ctx, {
    pool,
    client,
    user,
    eventId,
    scope: selfServiceScope,
    authTime: Math.floor(ctx.clock.now() / 1000),
    attributes: signIn.attributes,
    carried: {
      ...(state.signInName !== user.username && { signInName: state.signInName }),
      claims: levelClaims(signIn),
    },
    deviceKey: device.deviceKey,
    from: signIn.attempt,
    changes,
  })
  finishSignIn(ctx, eventId, { passed: true })
  return { ...tokens, newDevice: device.newDevice }
}

// Documented: device page. A sign-in that names no device gets the key of a new one, each time.
function deviceOf(
  ctx: Context,
  { pool, user, state }: SignIn,
): { deviceKey?: string; newDevice?: NewDeviceMetadataType } {
  if (!tracksDevices(pool)) return {}
  if (state.deviceKey === undefined) {
    const made = newDevice(ctx)
    return { deviceKey: made.DeviceKey, newDevice: made }
  }
  const device = findDevice(ctx, user, state.deviceKey)
  if (device) noteUse(ctx, device)
  return { deviceKey: state.deviceKey }
}
