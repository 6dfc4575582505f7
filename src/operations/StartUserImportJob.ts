import type { Operation } from '../context.ts'
import { startJob, toJobType } from '../domain/imports/jobs.ts'
import { getPool } from '../domain/pools/pools.ts'

export const StartUserImportJob: Operation<'StartUserImportJob'> = (ctx, input) => {
  const job = startJob(ctx, getPool(ctx, input.UserPoolId), input.JobId)
  ctx.resumeImports()
  return { UserImportJob: toJobType(ctx, job) }
}
