import { EncryptJWT, jwtDecrypt } from 'jose'
import { ApiError } from '../../api/errors.ts'
import type { FlowContext } from '../../context.ts'
import { type FeedbackKey, feedbackKey } from './feedback-key.ts'

/** What a feedback token is good for: one event of one user of one pool. */
export interface FeedbackSubject {
  readonly poolId: string
  readonly sub: string
  readonly eventId: string
}

/** A token that lets its bearer give feedback on one event: an encrypted JWT, good for the time the settings say. */
export async function makeFeedbackToken(ctx: FlowContext, { poolId, sub, eventId }: FeedbackSubject): Promise<string> {
  const { kid, secret } = ctx.transact((inside) => feedbackKey(inside, poolId))
  const now = Math.floor(ctx.clock.now() / 1000)
  return new EncryptJWT({ pool: poolId, sub, event: eventId })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid })
    .setIssuedAt(now)
    .setExpirationTime(now + ctx.settings.feedbackTokenLife)
    .encrypt(secret)
}

/** Throws one and the same NotAuthorizedException unless the token is genuine, in date and for this very event. */
export async function requireFeedbackToken(ctx: FlowContext, token: string, subject: FeedbackSubject): Promise<void> {
  const key = ctx.transact((inside) => feedbackKey(inside, subject.poolId))
  const obstacle = await obstacleTo(ctx, token, key, subject)
  if (!obstacle) return
  ctx.note(`The feedback token is refused: ${obstacle}.`)
  // Inferred: the error is declared, its text was never captured. One text, so that nothing can be told from it.
  throw new ApiError('NotAuthorizedException', 'Invalid feedback token.')
}

async function obstacleTo(
  ctx: FlowContext,
  token: string,
  { kid, secret }: FeedbackKey,
  { poolId, sub, eventId }: FeedbackSubject,
): Promise<string | undefined> {
  try {
    const { payload, protectedHeader } = await jwtDecrypt(token, secret, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
      requiredClaims: ['iat', 'exp'],
      currentDate: new Date(ctx.clock.now()),
    })
    if (protectedHeader.kid !== kid) return 'another key'
    if (payload['pool'] !== poolId) return 'made for another pool'
    if (payload.sub !== sub) return 'made for another user'
    return payload['event'] === eventId ? undefined : 'made for another event'
  } catch (error) {
    // The codes of jose name the kind of failure and nothing of the content.
    return error instanceof Error && 'code' in error ? String(error.code) : 'it cannot be read'
  }
}
