import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { statement } from '../../store/database.ts'
import { type ImportJob, importJobs, importLines } from '../../store/schema/imports.ts'
import { findPool } from '../pools/pools.ts'
import { cellsOf, isHeaderOf } from './columns.ts'
import { changeJob } from './jobs.ts'
import { importLine, type LineResult } from './rows.ts'

// Observed: CLI samples, all three.
const succeeded = 'Import Job Completed Successfully.'
const tooManyFailed = 'Too many users have failed or been skipped during the import.'
const stopped = 'The Import Job was stopped by the developer.'
// Inferred: the text; a file with other columns than the pool's cannot be read.
const wrongHeader = 'The header in the CSV file did not match the expected headers.'

/** Goes on with the job that has run longest, by at most so many lines. Answers whether there is more to do. */
export function advanceImports(ctx: Context, linesAtMost: number): boolean {
  const job = ctx.tx
    .select()
    .from(importJobs)
    .where(inArray(importJobs.status, ['Pending', 'InProgress', 'Stopping']))
    .orderBy(asc(importJobs.startedAt), asc(importJobs.seq))
    .limit(1)
    .get()
  if (!job) return false
  if (job.status === 'Stopping') endJob(ctx, job, 'Stopped', stopped)
  else if (job.status === 'Pending') beginJob(ctx, job)
  else importSome(ctx, job, linesAtMost)
  return true
}

/** Gives up the jobs that are running: something went wrong that is no fault of their files. */
export function failRunningJobs({ tx, clock }: Pick<Context, 'tx' | 'clock'>, message: string): void {
  tx.update(importJobs)
    .set({ status: 'Failed', completedAt: clock.now(), message })
    .where(inArray(importJobs.status, ['Pending', 'InProgress', 'Stopping']))
    .run()
}

function beginJob(ctx: Context, job: ImportJob): void {
  const pool = findPool(ctx, job.poolId)
  if (pool && isHeaderOf(pool, job.header ?? '')) changeJob(ctx, job, { status: 'InProgress' })
  else endJob(ctx, job, 'Failed', wrongHeader)
}

const finishLine = `UPDATE "import_lines" SET "outcome" = ?, "reason" = ?, "text" = '' WHERE "jobId" = ? AND "line" = ?`

function importSome(ctx: Context, job: ImportJob, atMost: number): void {
  const pool = findPool(ctx, job.poolId)!
  const header = cellsOf(job.header ?? '')
  const lines = ctx.tx
    .select()
    .from(importLines)
    .where(and(eq(importLines.jobId, job.id), isNull(importLines.outcome)))
    .orderBy(asc(importLines.line))
    .limit(atMost)
    .all()
  const results = lines.map(({ line, text }) => {
    const result = importLine(ctx, pool, header, text, job.hashAlgorithm)
    statement(ctx.tx, finishLine).run(result.outcome, result.reason, job.id, line)
    return result
  })
  const counted = changeJob(ctx, job, countsAfter(job, results))
  if (lines.length === atMost) return
  // Inferred: when the service gives up is not documented; here a job fails that imported nobody it was given.
  const useless = counted.imported === 0 && counted.skipped + counted.failed > 0
  if (useless) endJob(ctx, counted, 'Failed', tooManyFailed)
  else endJob(ctx, counted, 'Succeeded', succeeded)
}

function countsAfter(job: ImportJob, results: readonly LineResult[]): Partial<ImportJob> {
  const count = (outcome: LineResult['outcome']) => results.filter((result) => result.outcome === outcome).length
  return {
    imported: job.imported + count('SUCCEEDED'),
    skipped: job.skipped + count('SKIPPED'),
    failed: job.failed + count('FAILED'),
  }
}

function endJob(ctx: Context, job: ImportJob, status: 'Succeeded' | 'Failed' | 'Stopped', message: string): void {
  changeJob(ctx, job, { status, message, completedAt: ctx.clock.now() })
}
