import type { ChallengeNameType } from '../api/generated/types.ts'
import { answerHostedChallenge } from '../domain/hosted/sign-in.ts'
import type { HostedProgress } from '../domain/hosted/visits.ts'
import type { Form } from './forms.ts'
import type { LoginVisit } from './login-visit.tsx'
import { follow, stepOf } from './signing-in.ts'

/** A visit that waits for the answer to a challenge. */
export type Pending = HostedProgress & { readonly challenge: ChallengeNameType; readonly session: string }

/** Sends an answer to the pending challenge, and goes where it leads. */
export async function respond(
  visit: LoginVisit,
  pending: Pending,
  posted: Form,
  parameters: Readonly<Record<string, string>>,
): Promise<Response> {
  const step = await answerHostedChallenge(visit.request.ctx, {
    ...stepOf(visit, pending.username, posted),
    parameters,
    challenge: pending.challenge,
    session: pending.session,
  })
  return follow(visit, pending.username, step, posted)
}
