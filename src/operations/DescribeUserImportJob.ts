import type { Operation } from '../context.ts'
import { getJob, toJobType } from '../domain/imports/jobs.ts'
import { getPool } from '../domain/pools/pools.ts'

export const DescribeUserImportJob: Operation<'DescribeUserImportJob'> = (ctx, input) => ({
  UserImportJob: toJobType(ctx, getJob(ctx, getPool(ctx, input.UserPoolId), input.JobId)),
})
