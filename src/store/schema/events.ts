import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type {
  ChallengeResponseType,
  EventResponseType,
  EventType,
  FeedbackValueType,
  RiskDecisionType,
} from '../../api/generated/types.ts'
import { ofPool } from './pools.ts'
import { ofUser, users } from './users.ts'

/** The four levels of risk; the API omits NoRisk. */
export type RiskLevel = 'NoRisk' | 'Low' | 'Medium' | 'High'

/** The circumstances of an attempt exactly as used: they are never resolved again, so that feedback acts on what was scored. */
export interface AttemptContext {
  ipAddress: string
  userAgent?: string | undefined
  /** As the API prints it, e.g. `Chrome 126, Windows 10`. */
  deviceName?: string | undefined
  /** As the API prints it, e.g. `-07:00`; only with device data. */
  timezone?: string | undefined
  city?: string | undefined
  country?: string | undefined
  /** ISO 3166-1 alpha-2. */
  countryCode?: string | undefined
  latitude?: number | undefined
  longitude?: number | undefined
  asn?: number | undefined
  /** access, mobile, hosting, vpn, tor, local or unknown. */
  network?: string | undefined
  /** Which source placed the address: seed, table, mmdb, given or unknown. */
  placedBy?: string | undefined
  deviceType?: string | undefined
  os?: string | undefined
  browser?: string | undefined
  deviceId?: string | undefined
  /** Whether the secret of a remembered device was proved in this attempt. */
  rememberedDevice?: boolean | undefined
  /** The time zone as the risk model uses it: an IANA name, `local` or an offset. */
  riskTimezone?: string | undefined
  /** Whether valid device data (EncodedData) came with the request. */
  hasContextData: boolean
}

/** Why a sign-in was rated as it was. The contributions add up to the score. */
export interface Evaluation {
  score: number
  level: RiskLevel
  decision: RiskDecisionType
  /** What was done: the EventAction of the configuration, BLOCK by an address list, or NONE. */
  action: 'BLOCK' | 'MFA_IF_CONFIGURED' | 'MFA_REQUIRED' | 'NO_ACTION' | 'NONE'
  source: 'directive' | 'magic' | 'engine' | 'ip-rule'
  thresholds: { low: number; medium: number; high: number }
  contributions: { feature: string; value: string; contribution: number; reason: string }[]
  /** Which configuration decided: the client's, the pool's or none. */
  configuration: 'client' | 'pool' | 'none'
  mode: 'AUDIT' | 'ENFORCED'
  /** Set where an unproved risky sign-in is trusted because the configuration allows it (setting trustAllowedRisk). */
  trusted?: true | undefined
}

export const authEvents = sqliteTable(
  'auth_events',
  {
    /** Keeps the order of events of one millisecond. */
    seq: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull(),
    poolId: ofPool(),
    userId: ofUser(),
    clientId: text(),
    requestId: text(),
    type: text().$type<EventType>().notNull(),
    response: text().$type<EventResponseType>().notNull(),
    at: integer().notNull(),
    decision: text().$type<RiskDecisionType>().notNull(),
    level: text().$type<RiskLevel>().notNull(),
    compromised: integer({ mode: 'boolean' }).notNull(),
    challenges: text({ mode: 'json' }).$type<ChallengeResponseType[]>().notNull(),
    context: text({ mode: 'json' }).$type<AttemptContext>().notNull(),
    evaluation: text({ mode: 'json' }).$type<Evaluation>(),
    /** Whether the risk model learns from this event at all (an evaluated, finished or failed attempt). */
    learned: integer({ mode: 'boolean' }).notNull(),
    /** Whether a second factor, a code or a device secret was proved in it. */
    verified: integer({ mode: 'boolean' }).notNull(),
    feedbackValue: text().$type<FeedbackValueType>(),
    feedbackAt: integer(),
    feedbackProvider: text().$type<'Admin' | 'User'>(),
  },
  (table) => [
    uniqueIndex('auth_events_by_id').on(table.id),
    index('auth_events_of_user').on(table.userId, table.at, table.seq),
    index('auth_events_of_pool').on(table.poolId, table.at, table.seq),
  ],
)
export type AuthEvent = typeof authEvents.$inferSelect

/** The level of a user's next evaluated sign-ins, chosen from outside. `remaining` is null until cleared. */
export const riskDirectives = sqliteTable('risk_directives', {
  userId: integer()
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  level: text().$type<RiskLevel>().notNull(),
  remaining: integer(),
})

/** Networks that a seed placed: they win over the built-in table. */
export const networks = sqliteTable('networks', {
  cidr: text().primaryKey(),
  place: text({ mode: 'json' })
    .$type<{
      country?: string | undefined
      countryCode?: string | undefined
      city?: string | undefined
      latitude?: number | undefined
      longitude?: number | undefined
      asn?: number | undefined
      kind?: string | undefined
    }>()
    .notNull(),
})

/** SHA-256 (hexadecimal) of passwords that a seed declared compromised; an empty pool id means every pool. */
export const compromisedPasswords = sqliteTable(
  'compromised_passwords',
  { poolId: text().notNull(), hash: text().notNull() },
  (table) => [primaryKey({ columns: [table.poolId, table.hash] })],
)
