import type { FlowContext, TriggerName } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import { type Answer, readFlag, readText, readTextMap, unrecognizable } from './answer.ts'
import { callTrigger, type TriggerCall } from './call.ts'

/** One challenge of a custom sign-in that has been answered. */
export interface AnsweredChallenge {
  readonly challengeName: string
  readonly challengeResult: boolean
  /** What CreateAuthChallenge called it. */
  readonly challengeMetadata?: string | undefined
}

/** A custom sign-in, as the three functions see it. */
export interface CustomSignIn {
  readonly client: Client
  /** As the caller wrote it. */
  readonly username: string
  /** Undefined for a name of nobody, where existence is hidden. */
  readonly user: User | undefined
  /** Oldest first. */
  readonly session: readonly AnsweredChallenge[]
  /** The ClientMetadata of RespondToAuthChallenge; InitiateAuth's does not come here. */
  readonly clientMetadata?: Readonly<Record<string, string>> | undefined
}

/** What a custom sign-in does next. */
export type NextChallenge =
  | { readonly issueTokens: true }
  | { readonly failAuthentication: true }
  | { readonly challengeName: string }

/** Asks DefineAuthChallenge what comes next. Inferred: failAuthentication wins over issueTokens, both over a name. */
export async function defineAuthChallenge(ctx: FlowContext, pool: Pool, signIn: CustomSignIn): Promise<NextChallenge> {
  const answer = await ask(ctx, pool, 'DefineAuthChallenge', signIn, {
    request: { session: written(signIn.session) },
    response: { challengeName: null, issueTokens: null, failAuthentication: null },
  })
  if (readFlag(answer, 'failAuthentication')) return { failAuthentication: true }
  if (readFlag(answer, 'issueTokens')) return { issueTokens: true }
  const challengeName = readText(answer, 'challengeName')
  if (challengeName) return { challengeName }
  // Inferred: that the service has no other sentence for an answer that decides nothing.
  throw unrecognizable('DefineAuthChallenge decided neither to issue tokens, nor to fail, nor on a challenge')
}

/** A challenge that CreateAuthChallenge made. */
export interface CustomChallenge {
  /** What the client gets to see. */
  readonly publicChallengeParameters: ReadonlyMap<string, string>
  /** What VerifyAuthChallengeResponse gets to see. */
  readonly privateChallengeParameters: ReadonlyMap<string, string>
  readonly challengeMetadata: string | undefined
}

/** Asks CreateAuthChallenge for the challenge that DefineAuthChallenge named. */
export async function createAuthChallenge(
  ctx: FlowContext,
  pool: Pool,
  signIn: CustomSignIn,
  challengeName: string,
): Promise<CustomChallenge> {
  const answer = await ask(ctx, pool, 'CreateAuthChallenge', signIn, {
    request: { challengeName, session: written(signIn.session) },
    response: { publicChallengeParameters: null, privateChallengeParameters: null, challengeMetadata: null },
  })
  return {
    publicChallengeParameters: readTextMap(answer, 'publicChallengeParameters') ?? new Map(),
    privateChallengeParameters: readTextMap(answer, 'privateChallengeParameters') ?? new Map(),
    challengeMetadata: readText(answer, 'challengeMetadata'),
  }
}

/** Asks VerifyAuthChallengeResponse whether the answer to a custom challenge is right. */
export async function verifyAuthChallengeResponse(
  ctx: FlowContext,
  pool: Pool,
  signIn: Omit<CustomSignIn, 'session'>,
  given: { privateChallengeParameters: ReadonlyMap<string, string>; challengeAnswer: string },
): Promise<boolean> {
  const answer = await ask(ctx, pool, 'VerifyAuthChallengeResponse', signIn, {
    request: {
      privateChallengeParameters: Object.fromEntries(given.privateChallengeParameters),
      challengeAnswer: given.challengeAnswer,
    },
    response: { answerCorrect: null },
  })
  const correct = readFlag(answer, 'answerCorrect')
  // Inferred: an answer that does not say is refused.
  if (correct === undefined) throw unrecognizable('VerifyAuthChallengeResponse did not set answerCorrect')
  return correct
}

/** Observed: logs of public functions. Challenges without metadata (SRP_A, PASSWORD_VERIFIER, …) carry the member as null. */
function written(session: readonly AnsweredChallenge[]): unknown[] {
  return session.map(({ challengeMetadata = null, ...step }) => ({ ...step, challengeMetadata }))
}

async function ask(
  ctx: FlowContext,
  pool: Pool,
  trigger: TriggerName,
  { client, username, user, clientMetadata }: Omit<CustomSignIn, 'session'>,
  { request, response }: Pick<TriggerCall, 'request' | 'response'>,
): Promise<Answer> {
  const answer = await callTrigger(ctx, pool, trigger, {
    source: `${trigger}_Authentication`,
    userName: user?.username ?? username,
    clientId: client.id,
    user,
    request: {
      ...(user === undefined && { userAttributes: {} }),
      ...request,
      clientMetadata,
      userNotFound: user === undefined,
    },
    response,
  })
  // Inferred: a pool whose first function is there and whose next one is not.
  if (!answer) throw unrecognizable(`the pool has no function for ${trigger}`)
  return answer
}
