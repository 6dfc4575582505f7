import type { Context } from '../../context.ts'
import type { AuthEvent, Evaluation } from '../../store/schema/events.ts'
import { messagesOfEvent } from '../messages/inbox.ts'
import { findUserById } from '../users/users.ts'
import { type FeedbackEffect, feedbackEffect } from './feedback-effect.ts'
import { engineLevel } from './stored-rating.ts'

/** The story of an event in plain words. */
export interface Explanation {
  /** Level, score and what came of it, in one sentence. */
  readonly headline: string
  /** Who, when, from where and with what. */
  readonly attempt: string
  /** Who decided the level, and where the thresholds are. */
  readonly rating: string
  /** What moved the score, the largest first: `first time from this country (NG): +3.38`. */
  readonly terms: readonly { readonly feature: string; readonly contribution: number; readonly sentence: string }[]
  /** Which row of which configuration applied, and what it did. */
  readonly action: string
  /** The messages that it caused. */
  readonly sent: string
  /** What was said about it afterwards, and what that changed; undefined where nothing was. */
  readonly feedback: string | undefined
}

/** Tells why an event was rated as it was, what was done, and what feedback changed. Reads only. */
export function explainEvent(ctx: Pick<Context, 'tx' | 'clock'>, event: AuthEvent): Explanation {
  const { evaluation } = event
  return {
    headline: headlineOf(event),
    attempt: attemptOf(ctx, event),
    rating: evaluation ? ratingOf(evaluation, event.context.ipAddress) : unrated(event),
    terms: [...(evaluation?.contributions ?? [])]
      .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
      .map(({ feature, value, contribution, reason }) => ({
        feature,
        contribution,
        sentence: `${reason} (${value}): ${signed(contribution)}`,
      })),
    action: evaluation ? actionOf(evaluation, event) : 'No risk configuration was asked.',
    sent: sentOf(ctx, event),
    feedback: event.feedbackValue ? feedbackOf(event, feedbackEffect(ctx, event)) : undefined,
  }
}

/** The same as lines of text. */
export function explanationLines(explanation: Explanation): string[] {
  const { headline, attempt, rating, terms, action, sent, feedback } = explanation
  const details = terms.map(({ sentence }) => `  ${sentence}`)
  return [headline, attempt, rating, ...details, action, sent, ...(feedback === undefined ? [] : [feedback])]
}

const outcomes = { Pass: 'it passed', Fail: 'it was refused', InProgress: 'it has not been finished' } as const

function headlineOf({ type, level, evaluation, response, decision, compromised }: AuthEvent): string {
  const flaw = compromised ? ', compromised password' : ''
  const blocked = decision === 'Block' ? 'it was blocked' : outcomes[response]
  const score = evaluation && evaluation.source !== 'ip-rule' ? ` with score ${evaluation.score.toFixed(2)}` : ''
  return `${type}: ${level}${score}${flaw}; ${blocked}.`
}

function attemptOf(ctx: Pick<Context, 'tx'>, { at, context, userId }: AuthEvent): string {
  const who = findUserById(ctx, userId)?.username ?? 'somebody'
  const place = [context.city, context.country].filter(Boolean).join(', ') || 'an unknown place'
  const network = context.asn === undefined ? '' : `, AS${context.asn}`
  const device = context.deviceName ?? 'an unknown device'
  const time = new Date(at).toISOString().slice(0, 19).replace('T', ' ')
  return `${who}, ${time} UTC, from ${place} (${context.ipAddress}${network}) with ${device}.`
}

function ratingOf(evaluation: Evaluation, ipAddress: string): string {
  const { source, level, score, thresholds, decision } = evaluation
  const { low, medium, high } = thresholds
  if (source === 'ip-rule') {
    const list = decision === 'Block' ? 'always-block' : 'skip'
    return `${ipAddress} is on the ${list} list, so the attempt was not evaluated.`
  }
  const bands = `Low from ${low.toFixed(2)}, Medium from ${medium.toFixed(2)}, High from ${high.toFixed(2)}`
  const byEngine = engineLevel(evaluation)
  const alone = `; the engine alone says ${byEngine} (${score.toFixed(2)})`
  if (source === 'directive') return `A directive fixed the level ${level}${alone}. ${bands}.`
  if (source === 'magic') return `${ipAddress} is a magic address that fixes the level ${level}${alone}. ${bands}.`
  const cold = level === 'NoRisk' && score >= low ? ' A user who was never seen good gets NoRisk for Low.' : ''
  return `The engine decided: ${score.toFixed(2)} is ${level}. ${bands}.${cold}`
}

function unrated({ compromised, response, type }: AuthEvent): string {
  if (compromised && response === 'Fail') {
    return 'The password is known to be compromised; the circumstances were not rated.'
  }
  if (type === 'SignIn')
    return 'It came in a history that was learnt as a whole; the events of such a one are not rated.'
  return 'Events of this kind are recorded and not rated.'
}

function actionOf({ mode, action, configuration, source, level, decision }: Evaluation, event: AuthEvent): string {
  if (source === 'ip-rule') return `The ${configuration}'s list applied.`
  if (event.response === 'Fail' && decision !== 'Block' && event.challenges.at(-1)?.ChallengeName === 'Password') {
    return 'The password was wrong: nothing else was done about it.'
  }
  if (level === 'NoRisk') return 'There was nothing to do.'
  if (mode === 'AUDIT') return 'Audit mode: the risk is reported and nothing is done.'
  if (configuration === 'none') return 'There is no risk configuration, so nothing is enforced.'
  if (action === 'NONE') return `The ${configuration}'s risk configuration has no action for ${level}.`
  const blocked = decision === 'Block' && action !== 'BLOCK' ? ', and the user has no factor to be challenged with' : ''
  return `The ${configuration}'s ${level}Action is ${action}${blocked}.`
}

function sentOf(ctx: Pick<Context, 'tx'>, event: AuthEvent): string {
  const notifications = messagesOfEvent(ctx, event).filter(({ feedback }) => feedback?.eventId === event.id)
  if (notifications.length === 0) return 'Nobody was notified.'
  return notifications.map(({ subject, to, status }) => `"${subject}" to ${to}: ${status}.`).join(' ')
}

function feedbackOf(event: AuthEvent, effect: FeedbackEffect | undefined): string {
  const { feedbackValue, feedbackProvider, feedbackAt } = event
  const when = new Date(feedbackAt ?? event.at).toISOString().slice(0, 19).replace('T', ' ')
  const said = `${feedbackProvider} said ${feedbackValue} on ${when} UTC`
  if (!effect) return `${said}; the risk model does not learn from this event.`
  const { now, without } = effect
  const move = `${without.score.toFixed(2)} (${without.level}) to ${now.score.toFixed(2)} (${now.level})`
  return `${said}: it moves the same attempt, if made now, from ${move}.`
}

function signed(contribution: number): string {
  return `${contribution < 0 ? '−' : '+'}${Math.abs(contribution).toFixed(2)}`
}
