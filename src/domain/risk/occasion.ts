import type { NotifyConfigurationType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import type { AuthEvent } from '../../store/schema/events.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import type { NotificationName } from '../messages/notification-texts.ts'
import { findPool } from '../pools/pools.ts'
import { attributesOf, findUserById } from '../users/users.ts'
import { appliedConfiguration } from './configuration.ts'
import { findEvent } from './events.ts'

/** A notification that is due: which event, and which of the three e-mails. */
export interface Notice {
  readonly eventId: string
  readonly email: NotificationName
}

/** Everything that a notification is made from. */
export interface Occasion {
  readonly pool: Pool
  readonly user: User
  readonly event: AuthEvent
  readonly attributes: ReadonlyMap<string, string>
  readonly configuration: NotifyConfigurationType
}

/** What a notification offers its reader to answer with. */
export interface FeedbackOffer {
  readonly eventId: string
  readonly token: string
  readonly validUrl?: string
  readonly invalidUrl?: string
}

/** What a notification is made from; undefined when something of it has gone meanwhile. */
export function findOccasion(ctx: Context, { eventId }: Notice): Occasion | undefined {
  const event = findEvent(ctx.tx, eventId)
  const pool = event && findPool(ctx, event.poolId)
  const user = event && findUserById(ctx, event.userId)
  if (!event || !pool || !user) return undefined
  const applied = appliedConfiguration(ctx, pool, event.clientId ?? undefined)
  const configuration = applied.configuration.AccountTakeoverRiskConfiguration?.NotifyConfiguration
  return configuration && { pool, user, event, attributes: attributesOf(ctx, user), configuration }
}
