import { describe, expect, test } from 'vitest'
import { createJob, ended, fileOf, person, upload } from '../support/imports.ts'
import { place } from '../support/people.ts'
import { noSuchPool, unknownPool } from '../support/refusals.ts'

describe('StopUserImportJob', () => {
  test('stops a running job; what it has imported stays', async () => {
    const shop = await place()
    const { JobId, PreSignedUrl } = await createJob(shop)
    const people = Array.from({ length: 500 }, (_, number) => person(`user-${number}`))
    await upload(shop, PreSignedUrl, await fileOf(shop, people))
    const job = { UserPoolId: shop.poolId, JobId }
    await shop.call('StartUserImportJob', job)
    let imported = 0
    while (imported === 0) {
      imported = (await shop.call('DescribeUserImportJob', job)).UserImportJob!.ImportedUsers!
      await new Promise(setImmediate)
    }

    const { UserImportJob } = await shop.call('StopUserImportJob', job)

    expect(UserImportJob?.Status).toBe('Stopping')
    const end = await ended(shop, JobId)
    expect(end).toMatchObject({
      Status: 'Stopped',
      CompletionMessage: 'The Import Job was stopped by the developer.',
    })
    const { EstimatedNumberOfUsers } = (await shop.call('DescribeUserPool', { UserPoolId: shop.poolId })).UserPool!
    expect(end.ImportedUsers).toBe(EstimatedNumberOfUsers)
    expect(end.ImportedUsers).toBeLessThan(500)
  })

  test('refuses a job that is not running', async () => {
    const shop = await place()
    const { JobId } = await createJob(shop)

    const stop = shop.call('StopUserImportJob', { UserPoolId: shop.poolId, JobId })
    await expect(stop).rejects.toMatchObject({ name: 'PreconditionNotMetException' })
  })

  test('refuses unknown jobs and pools', async () => {
    const { call, poolId } = await place()

    const nothing = call('StopUserImportJob', { UserPoolId: poolId, JobId: 'import-nothing' })
    await expect(nothing).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
    const elsewhere = call('StopUserImportJob', { UserPoolId: unknownPool, JobId: 'import-nothing' })
    await expect(elsewhere).rejects.toMatchObject(noSuchPool)
  })
})
