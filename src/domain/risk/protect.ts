import { keepingWrites } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { ChallengeResponseType, EventType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { AttemptContext, Evaluation } from '../../store/schema/events.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { MfaFactor, User } from '../../store/schema/users.ts'
import { type AppliedConfiguration, appliedConfiguration } from './configuration.ts'
import { type Decision, decide } from './decide.ts'
import { takeDirective } from './directives.ts'
import { exceptionList, rate, ratedByList, toEvaluation } from './evaluate.ts'
import { continueEvent, logEvent } from './event-log.ts'
import { findEvent, type NewAuthEvent } from './events.ts'
import { customAuthProtectionOf, protectionOf } from './gate.ts'
import type { Notice } from './occasion.ts'
import { learnUnknownName } from './unknown-users.ts'
import { warnOf } from './warnings.ts'

/** What threat protection says to a sign-in with right credentials. */
export interface Protection {
  /** Goes into the tokens as `event_id`. */
  readonly eventId: string
  /** `mfa`: a challenge with one of the eligible factors; `block`: refuse with `blockedByRisk`, keeping the writes. */
  readonly demand: 'allow' | 'block' | 'mfa'
  /** To be passed to `notify` after the transaction and before the answer. */
  readonly notice?: Notice | undefined
}

/** A sign-in whose first credential was right. */
export interface SignInAttempt {
  readonly pool: Pool
  readonly client: Client
  readonly user: User
  readonly attempt: AttemptContext
  /** Whether it came by CUSTOM_AUTH, which has a mode of its own. */
  readonly custom?: boolean | undefined
  /** Whether `checkCompromised` detected the password (and did not block it). */
  readonly compromised?: boolean | undefined
  /** The factors with which the user could be challenged. */
  readonly eligible: readonly MfaFactor[]
}

/** Evaluates a sign-in with right credentials, writes its event and says what has to happen. */
export function protectSignIn(ctx: Context, signIn: SignInAttempt): Protection {
  const { pool, client, attempt, eligible } = signIn
  const mode = modeOf(pool, signIn.custom)
  if (mode === 'OFF') return { eventId: ctx.ids.eventId(), demand: 'allow' }
  const applied = appliedConfiguration(ctx, pool, client.id)
  warnOf(ctx, pool, mode, applied)
  // Documented: a listed address is not evaluated, so that it uses no directive up.
  const listed = exceptionList(mode, applied, attempt.ipAddress) !== undefined
  const rating = listed ? ratedByList : rate(ctx, signIn, takeDirective(ctx, signIn.user))
  const mfa = pool.settings.MfaConfiguration ?? 'OFF'
  const decision = decide(rating.level, { mode, configuration: applied.configuration, mfa, eligible })
  const trusted = ctx.settings.trustAllowedRisk && decision.action === 'NO_ACTION'
  const event = logEvent(ctx, {
    ...newSignIn(ctx, signIn),
    ...ratingColumns(toEvaluation(rating, decision, mode, applied, trusted)),
    response: decision.demand === 'block' ? 'Fail' : 'InProgress',
    challenges: signIn.custom ? [] : [password('Success')],
    compromised: signIn.compromised === true,
    learned: !listed,
  })
  ctx.note(summaryOf(event.evaluation))
  return { eventId: event.id, demand: decision.demand, notice: noticeOf(event.id, decision, applied, ctx) }
}

/** Refuses an address on the always-block list, before credentials are looked at; `custom` for CUSTOM_AUTH. */
export function refuseBlockedAddress(
  ctx: Context,
  pool: Pool,
  client: Client,
  user: User | undefined,
  attempt: AttemptContext,
  type: EventType,
  { custom }: { custom?: boolean } = {},
): void {
  const mode = modeOf(pool, custom)
  if (mode !== 'ENFORCED') return
  const applied = appliedConfiguration(ctx, pool, client.id)
  if (exceptionList(mode, applied, attempt.ipAddress) !== 'blocked') return
  if (user) {
    const decision = { decision: 'Block', action: 'BLOCK' } as const
    logEvent(ctx, {
      ...newSignIn(ctx, { pool, client, user, attempt }),
      // Documented: no level is assigned to such a request. Inferred: the decision is Block.
      ...ratingColumns(toEvaluation(ratedByList, decision, mode, applied, false)),
      type,
      response: 'Fail',
    })
  }
  ctx.note(`${attempt.ipAddress} is on the always-block list of the ${applied.source}'s risk configuration.`)
  throw keepingWrites(faults.requestNotAllowed())
}

/** A sign-in with a wrong password, or under a name that nobody has. */
export interface FailedAttempt {
  readonly pool: Pool
  readonly client: Client
  readonly user: User | undefined
  /** As the caller typed it. */
  readonly username: string
  readonly attempt: AttemptContext
  readonly custom?: boolean | undefined
}

/** Records and learns a wrong password. Call before throwing, and keep the writes. */
export function failSignIn(ctx: Context, { user, username, ...failure }: FailedAttempt): void {
  const { pool, client, attempt } = failure
  const mode = modeOf(pool, failure.custom)
  if (mode === 'OFF') return
  const applied = appliedConfiguration(ctx, pool, client.id)
  const listed = exceptionList(mode, applied, attempt.ipAddress) !== undefined
  if (!user) {
    if (!listed) learnUnknownName(ctx, pool, username, attempt)
    return
  }
  const rating = listed ? ratedByList : rate(ctx, { pool, user, attempt }, undefined)
  // Documented: a wrong password may be logged with a level, but nothing is done about it and nobody is told.
  const decision = rating.level === 'NoRisk' ? 'NoRisk' : 'AccountTakeover'
  logEvent(ctx, {
    ...newSignIn(ctx, { pool, client, user, attempt }),
    ...ratingColumns(toEvaluation(rating, { decision, action: 'NONE' }, mode, applied, false)),
    response: 'Fail',
    challenges: failure.custom ? [] : [password('Failure')],
    learned: !listed,
  })
}

/** Records a right password that `checkCompromised` blocked. Call before throwing, and keep the writes. */
export function refuseCompromised(ctx: Context, signIn: Omit<SignInAttempt, 'eligible' | 'compromised'>): void {
  const mode = modeOf(signIn.pool, signIn.custom)
  if (mode === 'OFF') return
  const applied = appliedConfiguration(ctx, signIn.pool, signIn.client.id)
  logEvent(ctx, {
    ...newSignIn(ctx, signIn),
    response: 'Fail',
    // Inferred: the attempt was prevented, which is what Block says. The circumstances were not rated.
    decision: 'Block',
    challenges: [password('Success')],
    compromised: true,
    learned: exceptionList(mode, applied, signIn.attempt.ipAddress) === undefined,
  })
}

/** How a sign-in went on after `protectSignIn`. */
export interface SignInProgress {
  /** The answer to a second factor, if one was given now. */
  readonly mfa?: 'Success' | 'Failure' | undefined
  /** Whether something besides the first credential was proved (a second factor does so by itself). */
  readonly verified?: boolean | undefined
  /** True with tokens, false when refused for good, undefined while more challenges wait. */
  readonly passed: boolean | undefined
}

/** Carries the event of a sign-in on, and teaches the model when it ends. Nothing happens without protection. */
export function finishSignIn(ctx: Context, eventId: string, { mfa, verified, passed }: SignInProgress): void {
  const event = findEvent(ctx.tx, eventId)
  if (event?.response !== 'InProgress') return
  continueEvent(ctx, event, {
    response: passed === undefined ? 'InProgress' : passed ? 'Pass' : 'Fail',
    verified: event.verified || verified === true || mfa === 'Success',
    challenges: mfa ? [...event.challenges, { ChallengeName: 'Mfa', ChallengeResponse: mfa }] : event.challenges,
  })
}

function modeOf(pool: Pool, custom: boolean | undefined) {
  return custom ? customAuthProtectionOf(pool) : protectionOf(pool)
}

/** What all new events of sign-ins have in common; without a rating nothing is known and nothing is learnt. */
function newSignIn(
  ctx: Context,
  { pool, client, user, attempt }: Pick<SignInAttempt, 'pool' | 'client' | 'user' | 'attempt'>,
): NewAuthEvent {
  return {
    id: ctx.ids.eventId(),
    poolId: pool.id,
    userId: user.id,
    clientId: client.id,
    requestId: ctx.request.id,
    type: 'SignIn',
    response: 'InProgress',
    at: ctx.clock.now(),
    decision: 'NoRisk',
    level: 'NoRisk',
    compromised: false,
    challenges: [],
    context: attempt,
    evaluation: null,
    learned: false,
    verified: attempt.rememberedDevice === true,
  }
}

function ratingColumns(evaluation: Evaluation): Pick<NewAuthEvent, 'evaluation' | 'level' | 'decision'> {
  return { evaluation, level: evaluation.level, decision: evaluation.decision }
}

function password(response: 'Success' | 'Failure'): ChallengeResponseType {
  return { ChallengeName: 'Password', ChallengeResponse: response }
}

function noticeOf(
  eventId: string,
  { email }: Decision,
  { configuration }: AppliedConfiguration,
  ctx: Context,
): Notice | undefined {
  if (!email) return undefined
  // Inferred: Notify without a NotifyConfiguration is accepted and sends nothing.
  if (configuration.AccountTakeoverRiskConfiguration?.NotifyConfiguration) return { eventId, email }
  ctx.note('Nobody was notified: the risk configuration has no NotifyConfiguration.')
  return undefined
}

function summaryOf(evaluation: Evaluation | null): string {
  if (!evaluation) return 'Not evaluated.'
  const { level, score, source, action } = evaluation
  return `Risk ${level} (score ${score.toFixed(2)}, by ${source}), action ${action}.`
}
