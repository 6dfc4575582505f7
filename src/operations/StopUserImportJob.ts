import type { Operation } from '../context.ts'
import { stopJob, toJobType } from '../domain/imports/jobs.ts'
import { getPool } from '../domain/pools/pools.ts'

export const StopUserImportJob: Operation<'StopUserImportJob'> = (ctx, input) => ({
  UserImportJob: toJobType(ctx, stopJob(ctx, getPool(ctx, input.UserPoolId), input.JobId)),
})
