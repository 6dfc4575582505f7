import type { ApiError } from '../../api/errors.ts'
import type { ChallengeNameType, ChallengeParametersType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { AttemptContext } from '../../store/schema/events.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { Method, SessionState } from '../../store/schema/sign-in.ts'
import type { User } from '../../store/schema/users.ts'
import type { Notice } from '../risk/notify.ts'
import type { TokenPlan } from '../tokens/tokens.ts'
import type { StepRequest } from './request.ts'
import type { SessionRow } from './sessions.ts'

/** A sign-in between two steps: who signs in where, and how far it has come. */
export interface SignIn {
  readonly pool: Pool
  readonly client: Client
  readonly user: User
  readonly attributes: ReadonlyMap<string, string>
  readonly attempt: AttemptContext
  /** The request of the present step. */
  readonly request: StepRequest
  readonly state: Omit<SessionState, 'challenge'>
  /** The session that is being answered; none in the first step. */
  readonly session?: SessionRow | undefined
  /** Whether the password of this step is known to be compromised (and was let pass). */
  readonly compromised?: boolean | undefined
}

/** A sign-in whose next step is for functions of the pool to decide; it need not be anybody's. */
export type Undecided = Omit<SignIn, 'user' | 'attributes'> & { readonly user: User | undefined }

/** A sign-in as a step finds it again. */
export type ResumedSession = Undecided & { readonly state: SessionState; readonly session: SessionRow }

/** One kind of challenge: how it is put to the user, and how an answer is checked. */
export interface Challenge {
  /** What the client gets to see, and what the answer will be checked against. */
  pose(ctx: Context, signIn: SignIn): Posed
  /** Throws for a wrong answer; otherwise says how far the sign-in has come. */
  answer(ctx: Context, signIn: SignIn): SignIn
}

/** A challenge as it leaves for the client. */
export interface Posed {
  readonly parameters: ChallengeParametersType
  readonly state?: Partial<SessionState> | undefined
  /** What can be chosen from in SELECT_CHALLENGE. */
  readonly available?: ChallengeNameType[] | undefined
}

/** What a step of a sign-in came to, once its transaction is over. */
export type Outcome = (
  | {
      readonly challenge: ChallengeNameType
      readonly parameters: ChallengeParametersType
      readonly session: string | undefined
      readonly available?: ChallengeNameType[] | undefined
    }
  | { readonly tokens: TokenPlan }
  /** A sign-in with nothing left to prove, on which functions of the pool have a say before there are tokens. */
  | { readonly due: SignIn }
  /** A custom sign-in whose next step is for a function of the pool to decide. */
  | { readonly undecided: Undecided }
  | { readonly refused: ApiError }
) & {
  /** The e-mail of threat protection that must be written before the caller hears of the outcome. */
  readonly notice?: Notice | undefined
}

/** The same sign-in after something was proved. */
export function withMethod(signIn: SignIn, method: Method): SignIn {
  const methods = new Set([...(signIn.state.methods ?? []), method])
  return proceed(signIn, { methods: [...methods] })
}

/** The same sign-in, further on. */
export function proceed(signIn: SignIn, state: Partial<SessionState>, changed: Partial<SignIn> = {}): SignIn {
  return { ...signIn, ...changed, state: { ...signIn.state, ...state } }
}
