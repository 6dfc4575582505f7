import { describe, expect, test } from 'vitest'
import { importJobs } from '../../src/store/schema/imports.ts'
import { testNow } from '../support/emulator.ts'
import { createJob, fileOf, importRole, person, upload } from '../support/imports.ts'
import { place } from '../support/people.ts'
import { noSuchPool, unknownPool } from '../support/refusals.ts'

describe('CreateUserImportJob', () => {
  test('answers a job that waits for its file', async () => {
    const shop = await place()

    expect(await createJob(shop)).toEqual({
      JobName: 'people',
      JobId: expect.stringMatching(/^import-[A-Za-z0-9]{10}$/),
      UserPoolId: shop.poolId,
      PreSignedUrl: expect.stringMatching(
        /^http:\/\/localhost:4590\/_emulator\/uploads\/import-\w{10}\?X-Amz-Date=20260302T090000Z&X-Amz-Expires=899&X-Amz-Signature=[0-9a-f]{64}$/,
      ),
      CreationDate: new Date(testNow),
      Status: 'Created',
      CloudWatchLogsRoleArn: importRole,
      ImportedUsers: 0,
      SkippedUsers: 0,
      FailedUsers: 0,
    })
  })

  test('keeps the name of the hashing algorithm', async () => {
    expect(await createJob(await place(), 'people', 'BCRYPT')).toMatchObject({ PasswordHashingAlgorithm: 'BCRYPT' })
  })

  describe('the address for the file', () => {
    test('takes a file, and another one in its place', async () => {
      const shop = await place()
      const { PreSignedUrl } = await createJob(shop)
      const csv = await fileOf(shop, [person('alice')])

      expect((await upload(shop, PreSignedUrl, csv)).status).toBe(200)
      expect((await upload(shop, PreSignedUrl, csv)).status).toBe(200)
    })

    test('wants its signature', async () => {
      const shop = await place()
      const { PreSignedUrl } = await createJob(shop)
      const other = await createJob(shop)
      const forged = other.PreSignedUrl.replace(/Signature=.*/, PreSignedUrl.slice(PreSignedUrl.indexOf('Signature=')))

      for (const url of [
        forged,
        PreSignedUrl.replace(/&X-Amz-Signature.*/, ''),
        PreSignedUrl.replace('import-', 'x'),
      ]) {
        const answer = await upload(shop, url, 'x')
        expect(answer.status).toBe(403)
        expect(await answer.text()).toContain('<Code>SignatureDoesNotMatch</Code>')
      }
    })

    test('takes nothing after 15 minutes, nor once the job has started', async () => {
      const shop = await place()
      const late = await createJob(shop)
      const started = await createJob(shop)
      await upload(shop, started.PreSignedUrl, await fileOf(shop, [person('alice')]))
      await shop.call('StartUserImportJob', { UserPoolId: shop.poolId, JobId: started.JobId })

      expect((await upload(shop, started.PreSignedUrl, 'x')).status).toBe(403)
      shop.clock.advance({ seconds: 899 })
      expect((await upload(shop, late.PreSignedUrl, 'x')).status).toBe(403)
    })
  })

  test('refuses a role of another account', async () => {
    const { call, poolId } = await place()

    const CloudWatchLogsRoleArn = 'arn:aws:iam::999999999999:role/import'
    const asked = call('CreateUserImportJob', { JobName: 'people', UserPoolId: poolId, CloudWatchLogsRoleArn })
    await expect(asked).rejects.toMatchObject({ name: 'InvalidParameterException' })
  })

  test('refuses the job after the thousandth of a pool', async () => {
    const shop = await place()
    const job = { poolId: shop.poolId, name: 'x', roleArn: importRole, status: 'Expired' as const, createdAt: testNow }
    const counts = { imported: 0, skipped: 0, failed: 0 }
    const rows = Array.from({ length: 1000 }, (_, number) => ({ ...job, ...counts, id: `import-${number}` }))
    shop.core.store.tx.insert(importJobs).values(rows).run()

    await expect(createJob(shop)).rejects.toMatchObject({ name: 'LimitExceededException' })
  })

  test('refuses an unknown pool', async () => {
    const shop = await place()

    await expect(createJob({ ...shop, poolId: unknownPool })).rejects.toMatchObject(noSuchPool)
  })
})
