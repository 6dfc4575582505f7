import type { InboxMessage } from '../../control/schemas.ts'
import { links } from '../links.ts'
import type { Evaluation } from './evaluation.ts'
import { type Outcome, OutcomeCard } from './outcome.tsx'
import { Verdict } from './verdict.tsx'

/** What a sign-in of the lab came to. */
export interface SignInResult {
  readonly authEvent: { readonly EventId: string } | null
  readonly evaluation: Evaluation | null
  readonly outcome: Outcome
  readonly message?: InboxMessage
}

/** What a sign-in came to: the answer, and why. */
export function Received({ result, poolId, user }: { result: SignInResult; poolId: string; user: string }) {
  const { authEvent, evaluation, outcome, message } = result
  return (
    <>
      <OutcomeCard outcome={outcome} />
      <section class="card" aria-labelledby="why">
        <header>
          <h2 id="why">Why</h2>
          {authEvent && <a href={links.event(poolId, user, authEvent.EventId)}>Open this event</a>}
        </header>
        {evaluation ? (
          <Verdict evaluation={evaluation} />
        ) : (
          <p class="quiet">
            {authEvent
              ? 'The circumstances were not rated: credentials that are wrong or compromised come first.'
              : 'No event was recorded: the pool has no threat protection, or nobody has this name.'}
          </p>
        )}
        {message && (
          <p>
            The user was mailed: <a href={links.message(message.id)}>{message.subject}</a>
          </p>
        )}
      </section>
    </>
  )
}
