import type { AuthFlowType, ChallengeNameType, ClientMetadataType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { getClient, getPoolClient } from '../clients/clients.ts'
import type { Assertion } from '../credentials/passkey-verification.ts'
import { getPool } from '../pools/pools.ts'
import type { AttemptInput } from '../risk/attempt.ts'

/** What both kinds of step have in common: the two operations for clients and their twins for administrators. */
export interface StepRequest {
  /** Named by administrators only. */
  readonly poolId: string | undefined
  readonly clientId: string
  /** AuthParameters or ChallengeResponses. */
  readonly parameters: Readonly<Record<string, string>>
  readonly session: string | undefined
  readonly clientMetadata: ClientMetadataType | undefined
  /** What the request says about the circumstances of the attempt. */
  readonly context: AttemptInput
  /** Whether the pool's own pages ask: they need no flow of the client's, and their sign-ins end without tokens. */
  readonly hosted?: boolean | undefined
  /** The proof of a passkey, once it has been checked. */
  readonly assertion?: Assertion | undefined
}

/** The first step of a sign-in: InitiateAuth or AdminInitiateAuth. */
export interface SignInRequest extends StepRequest {
  readonly flow: AuthFlowType
}

/** A further step: RespondToAuthChallenge or AdminRespondToAuthChallenge. */
export interface ChallengeAnswer extends StepRequest {
  readonly challenge: ChallengeNameType
}

/** The metadata that functions after the first step get. Documented: InitiateAuth API page, none of InitiateAuth's. */
export function metadataOf(request: StepRequest): ClientMetadataType | undefined {
  return isAnswer(request) ? request.clientMetadata : undefined
}

/** Whether a step answers a challenge, rather than being the first one. */
export function isAnswer(request: StepRequest): request is ChallengeAnswer {
  return 'challenge' in request
}

/** Pool and client of a request. Documented: an administrator names both, so the pool is looked up first. */
export function poolAndClient(ctx: Context, request: StepRequest): { pool: Pool; client: Client } {
  if (request.poolId === undefined) {
    const client = getClient(ctx, request.clientId)
    return { client, pool: getPool(ctx, client.poolId) }
  }
  const pool = getPool(ctx, request.poolId)
  return { pool, client: getPoolClient(ctx, pool.id, request.clientId) }
}
