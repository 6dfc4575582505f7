import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { EventSourceName, EventType, RiskDecisionType } from '../../api/generated/types.ts'
import type { RiskLevel } from './events.ts'

/** Records on their way to the destination that SetLogDeliveryConfiguration names; a row goes once it has arrived. */
export const logRecords = sqliteTable(
  'log_records',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    poolId: text().notNull(),
    source: text().$type<EventSourceName>().notNull(),
    /** The whole record as JSON text. */
    record: text().notNull(),
    createdAt: integer().notNull(),
    attempts: integer().notNull(),
    lastError: text(),
  },
  (table) => [index('log_records_of_pool').on(table.poolId, table.source, table.seq)],
)
export type LogRecord = typeof logRecords.$inferSelect

/** How many events of each kind there have been: what the metrics are made from. Nothing is ever taken off. */
export const eventCounts = sqliteTable(
  'event_counts',
  {
    poolId: text().notNull(),
    type: text().$type<EventType>().notNull(),
    decision: text().$type<RiskDecisionType>().notNull(),
    level: text().$type<RiskLevel>().notNull(),
    compromised: integer({ mode: 'boolean' }).notNull(),
    events: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.poolId, table.type, table.decision, table.level, table.compromised] })],
)
