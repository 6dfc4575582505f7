import { createHmac } from 'node:crypto'
import type { EventResponseType, FeedbackValueType } from '../../../api/generated/types.ts'
import type { AttemptContext, RiskLevel } from '../../../store/schema/events.ts'

/** The part of an attempt's circumstances that the model looks at. What is absent is unknown. */
export type RiskContext = Partial<
  Pick<
    AttemptContext,
    | 'ipAddress'
    | 'countryCode'
    | 'asn'
    | 'latitude'
    | 'longitude'
    | 'userAgent'
    | 'deviceType'
    | 'os'
    | 'browser'
    | 'deviceId'
    | 'rememberedDevice'
    | 'riskTimezone'
  >
>

/** One stored attempt as the model sees it: what it teaches depends on these members and on nothing else. */
export interface LearnedEvent {
  readonly poolId: string
  /** users.id, or the keyed hash (`hashUnknownName`) of a name that nobody has. */
  readonly userId: number | string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly context: RiskContext
  /** Fail stands for wrong credentials, a failed challenge and a block alike; InProgress teaches nothing yet. */
  readonly outcome: EventResponseType
  readonly level: RiskLevel
  /** Whether a second factor, a code or a device secret was proved in it. */
  readonly verified: boolean
  readonly label: FeedbackValueType | null
  /** Whether an unproved risky sign-in is trusted because the pool allows that level and trusts what it allows. */
  readonly allowed: boolean
  /** False for attempts that never teach: addresses on an exception list, attempts that were not evaluated. */
  readonly learned: boolean
}

/** The form in which names that nobody has are remembered: 32 hexadecimal characters that say nothing without `key`. */
export function hashUnknownName(key: Buffer, poolId: string, name: string): string {
  return createHmac('sha256', key).update(`${poolId}\0${name}`).digest('hex').slice(0, 32)
}
