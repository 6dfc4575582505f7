import { ApiError, ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { AuthFlowType, ChallengeNameType, ChallengeParametersType } from '../../api/generated/types.ts'
import { secretHash } from '../../base/secret-hash.ts'
import type { FlowContext } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import { secretsOf } from '../clients/clients.ts'
import { takeAnswer } from '../sign-in/answer.ts'
import { settle } from '../sign-in/conclude.ts'
import { requireSignInState } from '../sign-in/credential-proof.ts'
import { USER_PASSWORD_AUTH } from '../sign-in/flows/USER_PASSWORD_AUTH.ts'
import { isAsked, takeFirstStep } from '../sign-in/functions.ts'
import { identify } from '../sign-in/identify.ts'
import { takeNextStep } from '../sign-in/next-step.ts'
import type { Outcome } from '../sign-in/sign-in.ts'
import { beginSignIn } from '../sign-in/start.ts'
import { type HostedSuccess, succeedHosted } from '../sign-in/success.ts'
import { attributesOf } from '../users/users.ts'
import { deviceOfBrowser, proofOfBrowser } from './browser-devices.ts'

/** What a step of a sign-in at the hosted pages came to; refusals are thrown. */
export type HostedStep =
  | { readonly success: HostedSuccess }
  | {
      readonly challenge: ChallengeNameType
      readonly parameters: ChallengeParametersType
      readonly session: string
      readonly available: ChallengeNameType[] | undefined
    }

/** What every step needs. */
interface Step {
  readonly client: Client
  /** As the person typed it. */
  readonly username: string
  readonly parameters: Readonly<Record<string, string>>
  /** What the page's script found out about the device. */
  readonly encodedData: string | undefined
  /** The cookie of a browser that is remembered as a device. */
  readonly device: string | undefined
}

/** Thrown where the browser's cookie is not that of the device it names. */
export class UnprovenDevice extends ApiError {
  constructor() {
    super('NotAuthorizedException', 'This browser is not known any more. Please sign in again.')
  }
}

/** Begins a sign-in with what was typed into a page: the same steps as through the API, and the same threat protection. */
export async function beginHostedSignIn(ctx: FlowContext, step: Step & { flow: AuthFlowType }): Promise<HostedStep> {
  return conclude(ctx, step, await beginSignIn(ctx, { ...common(ctx, step), flow: step.flow, session: undefined }))
}

/**
 * The sign-in of somebody who proved the password in this browser a moment ago, and was confirmed since. Observed: the
 * hosted pages sign in whoever has just been confirmed.
 */
export async function signInConfirmed(ctx: FlowContext, step: Omit<Step, 'parameters'>): Promise<HostedStep> {
  const flow = 'USER_PASSWORD_AUTH' as const
  const request = { ...common(ctx, { ...step, parameters: {} }), flow, session: undefined }
  const outcome = await takeFirstStep(ctx, request, (inside, asked) => {
    const identity = identify(inside, request, USER_PASSWORD_AUTH)
    const { pool, client, name, user } = identity
    ensure(user, faults.userDoesNotExist)
    ensure(user.enabled, faults.userIsDisabled)
    const question = { pool, client, name, user }
    if (!asked && isAsked(inside, question)) return { ask: question }
    requireSignInState(inside, pool, user)
    const state = { flow, signInName: name }
    return takeNextStep(inside, { ...identity, user, attributes: attributesOf(inside, user), request, state })
  })
  return conclude(ctx, { ...step, parameters: {} }, outcome)
}

/** Goes on with a sign-in. */
export async function answerHostedChallenge(
  ctx: FlowContext,
  step: Step & { challenge: ChallengeNameType; session: string },
): Promise<HostedStep> {
  const { challenge, session } = step
  return conclude(ctx, step, await takeAnswer(ctx, { ...common(ctx, step), challenge, session }))
}

async function conclude(ctx: FlowContext, step: Step, outcome: Outcome): Promise<HostedStep> {
  const settled = await settle(ctx, outcome)
  if ('due' in settled) return { success: await succeedHosted(ctx, settled.due) }
  if ('tokens' in settled) throw new Error('A sign-in at the hosted pages must not end in tokens.')
  const { challenge, parameters, session = '', available } = settled
  if (challenge === 'DEVICE_SRP_AUTH') return proveDevice(ctx, step, session)
  return { challenge, parameters, session, available }
}

/** Answers for the browser what a client library would answer for its app. */
async function proveDevice(ctx: FlowContext, step: Step, session: string): Promise<HostedStep> {
  const proof = ctx.transact((inside) => proofOfBrowser(inside, step.device) ?? null)
  if (!proof) throw new UnprovenDevice()
  const answer = async (challenge: ChallengeNameType, given: Readonly<Record<string, string>>, to: string) => {
    const parameters = { DEVICE_KEY: proof.key, ...given }
    const outcome = await takeAnswer(ctx, { ...common(ctx, { ...step, parameters }), challenge, session: to })
    return settle(ctx, outcome)
  }
  const asked = await answer('DEVICE_SRP_AUTH', { SRP_A: proof.A }, session)
  if (!('challenge' in asked)) throw new UnprovenDevice()
  const { SALT = '', SRP_B = '', SECRET_BLOCK = '' } = asked.parameters
  const claim = proof.claim({ SALT, SRP_B, SECRET_BLOCK }, ctx.clock.now())
  const proved = await answer('DEVICE_PASSWORD_VERIFIER', claim, asked.session ?? '').catch((error: unknown) => {
    throw error instanceof ApiError ? new UnprovenDevice() : error
  })
  if ('due' in proved) return { success: await succeedHosted(ctx, proved.due) }
  return conclude(ctx, { ...step, parameters: {} }, proved)
}

/** Documented: the pages are the pool's own, so that they need no secret hash; the steps below want one all the same. */
function common(ctx: FlowContext, { client, username, parameters, encodedData, device }: Step) {
  const deviceKey = ctx.transact((inside) => deviceOfBrowser(inside, client, username, device) ?? null)
  return {
    poolId: undefined,
    clientId: client.id,
    parameters: {
      USERNAME: username,
      ...(deviceKey !== null && { DEVICE_KEY: deviceKey }),
      ...parameters,
      ...hashFor(ctx, client, username),
    },
    clientMetadata: undefined,
    context: encodedData ? { UserContextData: { EncodedData: encodedData } } : {},
    hosted: true,
  }
}

function hashFor(ctx: FlowContext, client: Client, username: string): Record<string, string> {
  const hash = ctx.transact((inside) => pageSecretHash(inside, client, username) ?? null)
  return hash === null ? {} : { SECRET_HASH: hash }
}

/** The secret hash that the pool's own pages send; undefined for a client without secret. */
export function pageSecretHash(
  ctx: Parameters<typeof secretsOf>[0],
  client: Client,
  username: string,
): string | undefined {
  const [secret] = secretsOf(ctx, client.id)
  return secret === undefined ? undefined : secretHash(secret, username, client.id)
}
