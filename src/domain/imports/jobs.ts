import { and, count, desc, eq, inArray, lt } from 'drizzle-orm'
import { ApiError, ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { CreateUserImportJobRequest, UserImportJobType } from '../../api/generated/types.ts'
import { randomText } from '../../base/random.ts'
import type { Context } from '../../context.ts'
import { type ImportJob, importJobs } from '../../store/schema/imports.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { Page } from '../pools/page-tokens.ts'
import { requireOwnRole } from '../pools/roles.ts'
import { uploadUrl } from './uploads.ts'

// Documented: quotas page of the developer guide.
const jobsOfPoolAtMost = 1000
// Inferred: a job that nobody starts is given up after a day.
const waitsForStart = 86_400_000

/** The states in which a job changes the pool's users. */
const running = ['Pending', 'InProgress', 'Stopping'] as const

/** Makes a job that waits for its file. */
export function createJob(ctx: Context, pool: Pool, input: CreateUserImportJobRequest): ImportJob {
  requireOwnRole(ctx, input.CloudWatchLogsRoleArn)
  const jobs = ctx.tx.select({ number: count() }).from(importJobs).where(eq(importJobs.poolId, pool.id)).get()
  // Inferred: the text.
  const tooMany = () =>
    new ApiError('LimitExceededException', 'Maximum number of import jobs for the user pool exceeded.')
  ensure((jobs?.number ?? 0) < jobsOfPoolAtMost, tooMany)
  return ctx.tx
    .insert(importJobs)
    .values({
      // Observed: CLI samples, ten characters after the dash.
      id: `import-${randomText(ctx.random, 10, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789')}`,
      poolId: pool.id,
      name: input.JobName,
      roleArn: input.CloudWatchLogsRoleArn,
      hashAlgorithm: input.PasswordHashingAlgorithm ?? null,
      status: 'Created',
      createdAt: ctx.clock.now(),
      imported: 0,
      skipped: 0,
      failed: 0,
    })
    .returning()
    .get()
}

/** The pool's job, or ResourceNotFoundException. Inferred: the text. */
export function getJob(ctx: Context, pool: Pool, jobId: string): ImportJob {
  const job = findJob(ctx, jobId)
  const unknown = () => new ApiError('ResourceNotFoundException', `User import job ${jobId} does not exist.`)
  ensure(job?.poolId === pool.id, unknown)
  return job
}

/** The job of this id, in the state of now. */
export function findJob(ctx: Context, jobId: string): ImportJob | undefined {
  expireJobs(ctx)
  return ctx.tx.select().from(importJobs).where(eq(importJobs.id, jobId)).get()
}

/** One page of the pool's jobs, newest first. Observed: CLI samples. */
export function listJobs(ctx: Context, pool: Pool, limit: number, token: string | undefined): Page<ImportJob> {
  expireJobs(ctx)
  const after = token === undefined ? undefined : requirePosition(ctx, pool, token)
  const found = ctx.tx
    .select()
    .from(importJobs)
    .where(and(eq(importJobs.poolId, pool.id), after && lt(importJobs.seq, after.seq)))
    .orderBy(desc(importJobs.seq))
    .limit(limit + 1)
    .all()
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return { items, nextToken: found.length > limit && last ? tokenOf(last) : undefined }
}

// Observed: CLI samples. Pool, id and time of the last job that was returned.
function tokenOf(job: ImportJob): string {
  return `${job.poolId}#${job.id}#${job.createdAt}`
}

function requirePosition(ctx: Context, pool: Pool, token: string): ImportJob {
  const job = findJob(ctx, token.split('#')[1] ?? '')
  ensure(job?.poolId === pool.id && tokenOf(job) === token, faults.invalidPaginationToken)
  return job
}

/** Lets a job begin whose file is there. Documented: developer guide, importing users. Inferred: the texts. */
export function startJob(ctx: Context, pool: Pool, jobId: string): ImportJob {
  const job = getJob(ctx, pool, jobId)
  ensure(job.status === 'Created', notMet(`User import job ${jobId} has been started before or has expired.`))
  ensure(job.header !== null, notMet('No file was uploaded for the user import job.'))
  const verified = (pool.settings.AutoVerifiedAttributes ?? []).length > 0
  ensure(verified, notMet('At least one attribute of the user pool must be verified automatically.'))
  ensure(!isImporting(ctx, pool), notMet('Another user import job of the user pool is running.'))
  return changeJob(ctx, job, { status: 'Pending', startedAt: ctx.clock.now() })
}

/** Asks a running job to stop; what it has imported stays. */
export function stopJob(ctx: Context, pool: Pool, jobId: string): ImportJob {
  const job = getJob(ctx, pool, jobId)
  const isRunning = job.status === 'Pending' || job.status === 'InProgress'
  ensure(isRunning, notMet(`User import job ${jobId} is not running.`))
  return changeJob(ctx, job, { status: 'Stopping' })
}

/** Whether a job of the pool is changing its users. */
function isImporting({ tx }: Pick<Context, 'tx'>, pool: Pick<Pool, 'id'>): boolean {
  const job = tx
    .select({ id: importJobs.id })
    .from(importJobs)
    .where(and(eq(importJobs.poolId, pool.id), inArray(importJobs.status, [...running])))
    .get()
  return job !== undefined
}

/** Refuses changes to a pool while a job imports users into it. Documented: the error. Inferred: its text. */
export function requireNoImport(ctx: Pick<Context, 'tx'>, pool: Pick<Pool, 'id'>): void {
  const text = 'A user import job is in progress for the user pool.'
  ensure(!isImporting(ctx, pool), () => new ApiError('UserImportInProgressException', text))
}

/** Writes changes of a job and returns it with them. */
export function changeJob({ tx }: Pick<Context, 'tx'>, job: ImportJob, change: Partial<ImportJob>): ImportJob {
  return tx.update(importJobs).set(change).where(eq(importJobs.seq, job.seq)).returning().get()
}

/** A job as the API prints it. Observed: CLI samples. */
export function toJobType(ctx: Context, job: ImportJob): UserImportJobType {
  return {
    JobName: job.name,
    JobId: job.id,
    UserPoolId: job.poolId,
    PreSignedUrl: uploadUrl(ctx, job),
    CreationDate: new Date(job.createdAt),
    StartDate: job.startedAt === null ? undefined : new Date(job.startedAt),
    CompletionDate: job.completedAt === null ? undefined : new Date(job.completedAt),
    Status: job.status,
    CloudWatchLogsRoleArn: job.roleArn,
    ImportedUsers: job.imported,
    SkippedUsers: job.skipped,
    FailedUsers: job.failed,
    CompletionMessage: job.message ?? undefined,
    PasswordHashingAlgorithm: job.hashAlgorithm ?? undefined,
  }
}

function expireJobs({ tx, clock }: Context): void {
  const now = clock.now()
  tx.update(importJobs)
    // Observed: CLI samples, this text.
    .set({ status: 'Expired', completedAt: now, message: 'The user import job has expired.' })
    .where(and(eq(importJobs.status, 'Created'), lt(importJobs.createdAt, now - waitsForStart)))
    .run()
}

function notMet(text: string): () => ApiError {
  return () => new ApiError('PreconditionNotMetException', text)
}
