import type { ControlApi } from '../client/client.ts'
import { TimeoutError } from '../client/send.ts'
import type { MessageQuery, RiskLevel, UserRef } from '../client/types.ts'

/** What a matcher of Vitest or Jest answers. */
interface Verdict {
  readonly pass: boolean
  readonly message: () => string
  readonly actual?: unknown
  readonly expected?: unknown
}

/** What runners tell a matcher about the assertion. */
interface Asked {
  readonly isNot?: boolean
}

/** Matchers for `expect.extend`; `emulator` is asked at the time of the assertion. */
export function matchersFor(emulator: () => Pick<ControlApi, 'events' | 'inbox'>) {
  return {
    /** Of an evaluation, a simulated sign-in or an auth event; of a user (`{ userPoolId, username }`) the last sign-in. */
    async toHaveRisk(received: unknown, expected: RiskLevel): Promise<Verdict> {
      const subject = isUser(received) ? await emulator().events.latest(received, { type: 'SignIn' }) : received
      const level = levelOf(subject)
      return {
        pass: level === expected,
        message: () => `The risk is ${level ?? 'not known: nothing was evaluated'}, expected ${expected}.`,
        actual: level,
        expected,
      }
    },
    /** Of an address or a user: whether a message that fits was sent to them. Waits up to a second, but not for `not`. */
    async toHaveBeenMailed(this: Asked, received: string | UserRef, query: MessageQuery = {}): Promise<Verdict> {
      const wanted = { ...(typeof received === 'string' ? { to: received } : received), ...query }
      const { inbox } = emulator()
      // A message is there before the answer to the request that caused it: nobody has to wait to see that there is none.
      const message = await inbox.waitFor(wanted, { timeoutMs: this.isNot ? 0 : 1000 }).catch(orNothing)
      const who = typeof received === 'string' ? received : received.username
      const sent = message ? [] : await inbox.list({ ...wanted, kind: undefined } as MessageQuery)
      return {
        pass: message !== undefined,
        message: () =>
          message
            ? `${who} was sent "${message.subject ?? message.text}".`
            : `Nothing that fits ${JSON.stringify(query)} was sent to ${who}; other messages: ${sent.map(({ kind }) => kind).join(', ') || 'none'}.`,
      }
    },
  }
}

/** What the matchers add to `expect`. */
export interface CognitoMatchers<Result = unknown> {
  /** Of an evaluation, a simulated sign-in or an auth event; of a user (`{ userPoolId, username }`) the last sign-in. */
  toHaveRisk(level: RiskLevel): Promise<Result>
  /** Of an address or a user: whether a message that fits was sent to them. Waits up to a second, but not for `not`. */
  toHaveBeenMailed(query?: MessageQuery): Promise<Result>
}

function orNothing(error: unknown): undefined {
  if (!(error instanceof TimeoutError)) throw error
}

type Bag = Readonly<Record<string, unknown>>

function isUser(value: unknown): value is UserRef {
  return (
    isBag(value) &&
    typeof value['userPoolId'] === 'string' &&
    typeof value['username'] === 'string' &&
    !('context' in value)
  )
}

/** The level in whatever has one. */
function levelOf(value: unknown): unknown {
  if (!isBag(value)) return undefined
  if (typeof value['level'] === 'string') return value['level']
  if (isBag(value['evaluation'])) return levelOf(value['evaluation'])
  if (isBag(value['authEvent'])) return levelOf(value['authEvent'])
  const risk = value['EventRisk']
  if (!isBag(risk)) return undefined
  return risk['RiskLevel'] ?? (risk['RiskDecision'] === 'NoRisk' ? 'NoRisk' : undefined)
}

function isBag(value: unknown): value is Bag {
  return typeof value === 'object' && value !== null
}
