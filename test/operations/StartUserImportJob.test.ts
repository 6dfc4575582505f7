import { hashSync } from 'bcryptjs'
import { describe, expect, test } from 'vitest'
import { passwords } from '../../src/store/schema/users.ts'
import { createJob, ended, fileOf, importFile, logOf, person, upload } from '../support/imports.ts'
import { attributesOf, confirmedUser, goodPassword, type Place, place, signIn, statusOf } from '../support/people.ts'
import { noSuchPool, unknownPool } from '../support/refusals.ts'

const start = (shop: Place, JobId: string) => shop.call('StartUserImportJob', { UserPoolId: shop.poolId, JobId })
const notMet = { name: 'PreconditionNotMetException' }

describe('StartUserImportJob', () => {
  test('imports the users of the file, who have to reset their passwords', async () => {
    const shop = await place({ pool: { Schema: [{ Name: 'plan', AttributeDataType: 'String' }] } })
    const { JobId, PreSignedUrl } = await createJob(shop)
    const people = [
      person('alice', {
        name: 'Alice, the first',
        'custom:plan': 'gold',
        birthdate: '02/01/1985',
        updated_at: '1700000000',
      }),
      person('bob'),
    ]
    await upload(shop, PreSignedUrl, await fileOf(shop, people))

    const { UserImportJob } = await start(shop, JobId)
    expect(UserImportJob).toMatchObject({ Status: 'Pending', StartDate: new Date(shop.clock.now()) })

    expect(await ended(shop, JobId)).toMatchObject({
      Status: 'Succeeded',
      CompletionMessage: 'Import Job Completed Successfully.',
      ImportedUsers: 2,
      SkippedUsers: 0,
      FailedUsers: 0,
    })
    expect(await statusOf(shop, 'alice')).toBe('RESET_REQUIRED')
    expect(await attributesOf(shop, 'alice')).toEqual({
      name: 'Alice, the first',
      email: 'alice@example.com',
      email_verified: 'true',
      'custom:plan': 'gold',
      birthdate: '02/01/1985',
      updated_at: '1700000000',
    })
    expect(shop.inbox()).toEqual([])
    await expect(signIn(shop, 'bob')).rejects.toMatchObject({ name: 'PasswordResetRequiredException' })
    await expect(shop.call('ForgotPassword', { ClientId: shop.clientId, Username: 'bob' })).resolves.toBeDefined()
  })

  test('skips users who are there, fails lines that cannot be users, and says why', async () => {
    const shop = await place({
      pool: { AliasAttributes: ['email'], Schema: [{ Name: 'family_name', Required: true }] },
    })
    await confirmedUser(shop, 'alice', { family_name: 'A' })
    await confirmedUser(shop, 'zoe', { family_name: 'Z', email: 'taken@example.com', email_verified: 'true' })
    const family_name = 'Doe'
    const csv = await fileOf(shop, [
      person('alice', { family_name }),
      person('bob', { family_name }),
      person('c c', { family_name }),
      person('dan', { family_name, email_verified: 'false' }),
      person('eve', { family_name, email: '' }),
      person('fay', { family_name, 'cognito:mfa_enabled': '' }),
      person('gus', { family_name, 'cognito:mfa_enabled': 'true', phone_number: '+15555550134' }),
      person('hal', {}),
      person('ida', { family_name, birthdate: '1985-01-02' }),
      person('jim', { family_name, email: 'taken@example.com' }),
      person('', { family_name }),
      person('kim', { family_name, nickname: 'x'.repeat(16_000) }),
      person('lea', { family_name, phone_number: '555' }),
    ])

    const { job, log } = await importFile(shop, `${csv}\n\none,cell,too,few\n`)

    expect(job).toMatchObject({ Status: 'Succeeded', ImportedUsers: 1, SkippedUsers: 1, FailedUsers: 12 })
    const unverified =
      'The User Record does not set any of the auto verified attributes to true. (Example: email_verified to true).'
    expect(log).toEqual([
      '[SKIPPED] Line Number 2 - The user already exists.',
      '[SUCCEEDED] Line Number 3 - The import succeeded.',
      '[FAILED] Line Number 4 - The username is not valid.',
      `[FAILED] Line Number 5 - ${unverified}`,
      `[FAILED] Line Number 6 - ${unverified}`,
      '[FAILED] Line Number 7 - cognito:mfa_enabled must be true or false.',
      '[FAILED] Line Number 8 - MFA is switched off for the user pool.',
      '[FAILED] Line Number 9 - Attributes did not conform to the schema: family_name: The attribute is required',
      '[FAILED] Line Number 10 - The birthdate is not mm/dd/yyyy.',
      '[FAILED] Line Number 11 - An account with the given email already exists.',
      '[FAILED] Line Number 12 - The username is missing.',
      '[FAILED] Line Number 13 - The line has more than 16000 characters.',
      '[FAILED] Line Number 14 - Invalid phone number format.',
      '[FAILED] Line Number 16 - The number of columns does not match the header.',
    ])
  })

  test('takes columns in any order, spaces around cells, and other line breaks', async () => {
    const shop = await place()
    const csv = await fileOf(shop, [person('alice')])
    const turned = csv
      .split('\n')
      .map((line) => line.split(',').reverse().join(' , '))
      .join('\r\n')

    const { job } = await importFile(shop, `\ufeff${turned}\r\n`)

    expect(job).toMatchObject({ Status: 'Succeeded', ImportedUsers: 1 })
  })

  test.each([
    ['a column that is missing', (header: string) => header.replace('locale,', '')],
    ['a column that nobody knows', (header: string) => `${header},shoe_size`],
    ['a column twice', (header: string) => `${header},name`],
    ['nothing at all', () => ''],
  ])('fails a file with %s', async (_name, change) => {
    const shop = await place()
    const [header = '', ...lines] = (await fileOf(shop, [person('alice')])).split('\n')

    const { job } = await importFile(shop, [change(header), ...lines].join('\n'))

    expect(job).toMatchObject({
      Status: 'Failed',
      ImportedUsers: 0,
      CompletionMessage: expect.stringContaining('header'),
    })
  })

  test('fails a job that imported nobody', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')

    const { job } = await importFile(shop, await fileOf(shop, [person('alice')]))

    expect(job).toMatchObject({
      Status: 'Failed',
      CompletionMessage: 'Too many users have failed or been skipped during the import.',
      SkippedUsers: 1,
    })
  })

  test('switches SMS on for users with MFA', async () => {
    const shop = await place()
    await shop.call('SetUserPoolMfaConfig', {
      UserPoolId: shop.poolId,
      MfaConfiguration: 'ON',
      SmsMfaConfiguration: { SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms' } },
    })
    const csv = await fileOf(shop, [
      person('alice', { 'cognito:mfa_enabled': 'true', phone_number: '+15555550134' }),
      person('bob', { 'cognito:mfa_enabled': 'true' }),
      person('carol'),
    ])

    const { log } = await importFile(shop, csv)

    expect(log).toEqual([
      '[SUCCEEDED] Line Number 2 - The import succeeded.',
      '[FAILED] Line Number 3 - A user with MFA needs a phone number.',
      '[FAILED] Line Number 4 - MFA is required for the user pool.',
    ])
    const alice = await shop.call('AdminGetUser', { UserPoolId: shop.poolId, Username: 'alice' })
    expect(alice.UserMFASettingList).toEqual(['SMS_MFA'])
  })

  test('takes addresses as usernames where the pool has them', async () => {
    const shop = await place({ pool: { UsernameAttributes: ['email'] } })
    const csv = await fileOf(shop, [
      { 'cognito:username': 'alice@example.com', 'cognito:mfa_enabled': 'false', email_verified: 'true' },
      person('bob'),
    ])

    const { log } = await importFile(shop, csv)

    expect(log).toEqual([
      '[SUCCEEDED] Line Number 2 - The import succeeded.',
      '[FAILED] Line Number 3 - Username should be an email.',
    ])
    expect(await attributesOf(shop, 'alice@example.com')).toEqual({
      email: 'alice@example.com',
      email_verified: 'true',
    })
  })

  test('lets users in with the password whose hash came along, which becomes ours with the first sign-in', async () => {
    const shop = await place()
    const hash = hashSync(goodPassword, '$2b$04$m0CrhHm10qJ3lXRY.5zDGO')
    const rows = [person('alice', { 'cognito:password_hash': hash }), person('bob')]

    await importFile(shop, await fileOf(shop, rows, ['cognito:password_hash']), 'BCRYPT')

    expect([await statusOf(shop, 'alice'), await statusOf(shop, 'bob')]).toEqual(['CONFIRMED', 'RESET_REQUIRED'])
    await expect(signIn(shop, 'alice', 'Wr0ng-password')).rejects.toMatchObject({ name: 'NotAuthorizedException' })
    for (let time = 0; time < 2; time++) await expect(signIn(shop, 'alice')).resolves.toEqual(expect.any(String))
    expect(shop.core.store.tx.select().from(passwords).all()).toMatchObject([{ imported: null }])
  })

  test('imports 10,000 lines and shows how far it is, while other requests are answered', async () => {
    const shop = await place()
    const { JobId, PreSignedUrl } = await createJob(shop)
    const people = Array.from({ length: 10_000 }, (_, number) => person(`user-${number}`))
    await upload(shop, PreSignedUrl, await fileOf(shop, people))
    await start(shop, JobId)

    const seen = new Set<number>()
    let job: Awaited<ReturnType<typeof ended>> = {}
    while (!job.CompletionDate) {
      job = (await shop.call('DescribeUserImportJob', { UserPoolId: shop.poolId, JobId })).UserImportJob!
      seen.add(job.ImportedUsers!)
      await new Promise(setImmediate)
    }

    expect(job).toMatchObject({ Status: 'Succeeded', ImportedUsers: 10_000 })
    expect(seen.size).toBeGreaterThan(20)
    expect(await logOf(shop, PreSignedUrl)).toHaveLength(10_000)
  }, 60_000)

  test('keeps the pool as it is while the job runs', async () => {
    const shop = await place()
    const { JobId, PreSignedUrl } = await createJob(shop)
    await upload(shop, PreSignedUrl, await fileOf(shop, [person('alice')]))
    const pool = { UserPoolId: shop.poolId }
    const CustomAttributes = [{ Name: 'plan', AttributeDataType: 'String' as const }]
    const inProgress = { name: 'UserImportInProgressException' }

    await start(shop, JobId)

    await expect(shop.call('UpdateUserPool', pool)).rejects.toMatchObject(inProgress)
    await expect(shop.call('AddCustomAttributes', { ...pool, CustomAttributes })).rejects.toMatchObject(inProgress)
    await expect(shop.call('DeleteUserPool', pool)).rejects.toMatchObject(inProgress)
    await ended(shop, JobId)
    await expect(shop.call('UpdateUserPool', pool)).resolves.toEqual({})
  })

  test('refuses a job without a file, a job that has ended, and one that has expired', async () => {
    const shop = await place()
    const empty = await createJob(shop)
    await expect(start(shop, empty.JobId)).rejects.toMatchObject(notMet)

    const { job } = await importFile(shop, await fileOf(shop, [person('alice')]))
    await expect(start(shop, job.JobId!)).rejects.toMatchObject(notMet)

    shop.clock.advance({ days: 2 })
    await expect(start(shop, empty.JobId)).rejects.toMatchObject(notMet)
  })

  test('refuses a pool that verifies nothing, and a second job of a pool', async () => {
    const careless = await place({ pool: { AutoVerifiedAttributes: [] } })
    const job = await createJob(careless)
    await upload(careless, job.PreSignedUrl, 'x')
    await expect(start(careless, job.JobId)).rejects.toMatchObject(notMet)

    const shop = await place()
    const jobs = [await createJob(shop), await createJob(shop)]
    for (const { PreSignedUrl } of jobs) await upload(shop, PreSignedUrl, await fileOf(shop, [person('alice')]))
    await start(shop, jobs[0]!.JobId)
    await expect(start(shop, jobs[1]!.JobId)).rejects.toMatchObject(notMet)
    await ended(shop, jobs[0]!.JobId)
    await expect(start(shop, jobs[1]!.JobId)).resolves.toBeDefined()
  })

  test('refuses unknown jobs and pools', async () => {
    const shop = await place()

    await expect(start(shop, 'import-nothing')).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
    await expect(start({ ...shop, poolId: unknownPool }, 'import-nothing')).rejects.toMatchObject(noSuchPool)
  })
})
