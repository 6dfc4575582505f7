import { describe, expect, test } from 'vitest'
import { createJob } from '../support/imports.ts'
import { place } from '../support/people.ts'
import { noSuchPool, unknownPool } from '../support/refusals.ts'

describe('DescribeUserImportJob', () => {
  test('answers what CreateUserImportJob answered', async () => {
    const shop = await place()
    const job = await createJob(shop)

    const described = await shop.call('DescribeUserImportJob', { UserPoolId: shop.poolId, JobId: job.JobId })

    expect(described.UserImportJob).toEqual(job)
  })

  test('shows a job as expired that nobody has started for a day', async () => {
    const shop = await place()
    const { JobId } = await createJob(shop)

    shop.clock.advance({ hours: 24, seconds: 1 })

    const { UserImportJob } = await shop.call('DescribeUserImportJob', { UserPoolId: shop.poolId, JobId })
    expect(UserImportJob).toMatchObject({
      Status: 'Expired',
      CompletionMessage: 'The user import job has expired.',
      CompletionDate: new Date(shop.clock.now()),
    })
  })

  test('refuses unknown jobs, those of other pools, and unknown pools', async () => {
    const shop = await place()
    const { UserPool } = await shop.call('CreateUserPool', { PoolName: 'other' })
    const { JobId } = await createJob(shop)
    const describe = (UserPoolId: string, id: string) => shop.call('DescribeUserImportJob', { UserPoolId, JobId: id })

    await expect(describe(shop.poolId, 'import-nothing')).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
    await expect(describe(UserPool!.Id!, JobId)).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
    await expect(describe(unknownPool, JobId)).rejects.toMatchObject(noSuchPool)
  })
})
