import type { Operation } from '../context.ts'
import { listJobs, toJobType } from '../domain/imports/jobs.ts'
import { getPool } from '../domain/pools/pools.ts'

export const ListUserImportJobs: Operation<'ListUserImportJobs'> = (ctx, input) => {
  const page = listJobs(ctx, getPool(ctx, input.UserPoolId), input.MaxResults, input.PaginationToken)
  return { UserImportJobs: page.items.map((job) => toJobType(ctx, job)), PaginationToken: page.nextToken }
}
