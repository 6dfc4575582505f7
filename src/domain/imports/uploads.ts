import { createHmac } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { safeEqual } from '../../base/constant-time.ts'
import type { Context } from '../../context.ts'
import { type ImportJob, importJobs, importLines } from '../../store/schema/imports.ts'
import { pageTokenKey } from '../pools/page-tokens.ts'

// Observed: CLI samples, X-Amz-Expires=899.
const lifeSeconds = 899

/** Where the file of a job is to be put. */
export function uploadUrl(ctx: Context, job: ImportJob): string {
  const query = new URLSearchParams({
    'X-Amz-Date': awsTime(job.createdAt),
    'X-Amz-Expires': String(lifeSeconds),
    'X-Amz-Signature': signatureOf(ctx, job),
  })
  return `${ctx.baseUrl()}/_emulator/uploads/${job.id}?${query}`
}

/** Whether a request to the address of a job's file carries its signature. */
export function isSigned(ctx: Context, job: ImportJob, signature: string): boolean {
  return safeEqual(signature, signatureOf(ctx, job))
}

/** Whether files for the job are still taken. */
export function takesUploads({ clock }: Pick<Context, 'clock'>, job: ImportJob): boolean {
  return job.status === 'Created' && clock.now() < job.createdAt + lifeSeconds * 1000
}

/** Keeps a file for its job; a later one takes its place. Empty lines count but are not kept. */
export function storeUpload({ tx }: Pick<Context, 'tx'>, job: ImportJob, csv: string): void {
  const [header = '', ...lines] = csv.replace(/^\ufeff/, '').split(/\r?\n/)
  tx.delete(importLines).where(eq(importLines.jobId, job.id)).run()
  tx.update(importJobs).set({ header }).where(eq(importJobs.seq, job.seq)).run()
  const rows = lines
    .map((text, position) => ({ jobId: job.id, line: position + 2, text }))
    .filter(({ text }) => text !== '')
  const atOnce = 500
  for (let from = 0; from < rows.length; from += atOnce) {
    tx.insert(importLines)
      .values(rows.slice(from, from + atOnce))
      .run()
  }
}

/** What became of the lines of a job, one text each. Documented: developer guide, results of an import in CloudWatch. */
export function logOf({ tx }: Pick<Context, 'tx'>, job: ImportJob): string[] {
  return tx
    .select()
    .from(importLines)
    .where(eq(importLines.jobId, job.id))
    .orderBy(importLines.line)
    .all()
    .flatMap(({ line, outcome, reason }) => (outcome ? [`[${outcome}] Line Number ${line} - ${reason}`] : []))
}

function signatureOf(ctx: Context, job: ImportJob): string {
  return createHmac('sha256', pageTokenKey(ctx)).update(`upload\0${job.id}`).digest('hex')
}

function awsTime(at: number): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '')
}
