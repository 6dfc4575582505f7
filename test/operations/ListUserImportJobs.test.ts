import { describe, expect, test } from 'vitest'
import { createJob } from '../support/imports.ts'
import { place } from '../support/people.ts'
import { noSuchPool, unknownPool } from '../support/refusals.ts'

describe('ListUserImportJobs', () => {
  test('prints the jobs of the pool, newest first, in pages', async () => {
    const shop = await place()
    const { UserPool } = await shop.call('CreateUserPool', { PoolName: 'other' })
    await createJob({ ...shop, poolId: UserPool!.Id! })
    const jobs = [await createJob(shop, 'first'), await createJob(shop, 'second'), await createJob(shop, 'third')]
    const list = (MaxResults: number, PaginationToken?: string) =>
      shop.call('ListUserImportJobs', { UserPoolId: shop.poolId, MaxResults, PaginationToken })

    const first = await list(2)
    const second = await list(2, first.PaginationToken)

    expect(first.UserImportJobs).toEqual([jobs[2], jobs[1]])
    expect(first.PaginationToken).toBe(`${shop.poolId}#${jobs[1]!.JobId}#${jobs[1]!.CreationDate!.getTime()}`)
    expect(second).toEqual({ UserImportJobs: [jobs[0]] })
  })

  test('refuses a foreign token and an unknown pool', async () => {
    const shop = await place()
    const { call, poolId } = shop
    const other = (await call('CreateUserPool', { PoolName: 'other' })).UserPool!.Id!
    const { JobId, CreationDate } = await createJob({ ...shop, poolId: other })

    for (const PaginationToken of ['foreign', `${poolId}#${JobId}#${CreationDate!.getTime()}`, `${other}#${JobId}#1`]) {
      const foreign = { UserPoolId: poolId, MaxResults: 1, PaginationToken }
      await expect(call('ListUserImportJobs', foreign)).rejects.toMatchObject({ name: 'InvalidParameterException' })
    }
    const elsewhere = { UserPoolId: unknownPool, MaxResults: 1 }
    await expect(call('ListUserImportJobs', elsewhere)).rejects.toMatchObject(noSuchPool)
  })
})
