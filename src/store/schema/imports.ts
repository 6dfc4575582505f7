import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { PasswordHashingAlgorithmType, UserImportJobStatusType } from '../../api/generated/types.ts'
import { ofPool } from './pools.ts'

export const importJobs = sqliteTable(
  'import_jobs',
  {
    /** Keeps the order of jobs of one millisecond. */
    seq: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    poolId: ofPool(),
    name: text().notNull(),
    roleArn: text().notNull(),
    hashAlgorithm: text().$type<PasswordHashingAlgorithmType>(),
    status: text().$type<UserImportJobStatusType>().notNull(),
    /** The first line of the file; null until there is one. */
    header: text(),
    createdAt: integer().notNull(),
    startedAt: integer(),
    completedAt: integer(),
    imported: integer().notNull(),
    skipped: integer().notNull(),
    failed: integer().notNull(),
    message: text(),
  },
  (table) => [
    index('import_jobs_of_pool').on(table.poolId, table.seq),
    index('import_jobs_by_status').on(table.status),
  ],
)
export type ImportJob = typeof importJobs.$inferSelect

/** The lines of an uploaded file and what became of them. A line that is done keeps no text. */
export const importLines = sqliteTable(
  'import_lines',
  {
    jobId: text()
      .notNull()
      .references(() => importJobs.id, { onDelete: 'cascade' }),
    /** As editors count: the header is line 1. */
    line: integer().notNull(),
    text: text().notNull(),
    outcome: text().$type<'SUCCEEDED' | 'SKIPPED' | 'FAILED'>(),
    reason: text(),
  },
  (table) => [
    primaryKey({ columns: [table.jobId, table.line] }),
    index('import_lines_to_do').on(table.jobId, table.outcome, table.line),
  ],
)
