import type { Operation } from '../context.ts'
import { createJob, toJobType } from '../domain/imports/jobs.ts'
import { getPool } from '../domain/pools/pools.ts'

export const CreateUserImportJob: Operation<'CreateUserImportJob'> = (ctx, input) => {
  const job = createJob(ctx, getPool(ctx, input.UserPoolId), input)
  return { UserImportJob: toJobType(ctx, job) }
}
