import { setImmediate as turn } from 'node:timers/promises'
import type { PasswordHashingAlgorithmType, UserImportJobType } from '../../src/api/generated/types.ts'
import { type Place, place } from './people.ts'
import { refusal } from './refusals.ts'

export const importRole = 'arn:aws:iam::123456789012:role/import'

/** A job of the pool that waits for its file. */
export async function createJob(
  { call, poolId }: Place,
  JobName = 'people',
  PasswordHashingAlgorithm?: PasswordHashingAlgorithmType,
): Promise<UserImportJobType & { JobId: string; PreSignedUrl: string }> {
  const CloudWatchLogsRoleArn = importRole
  const request = { JobName, UserPoolId: poolId, CloudWatchLogsRoleArn, PasswordHashingAlgorithm }
  const { UserImportJob } = await call('CreateUserImportJob', request)
  return UserImportJob as UserImportJobType & { JobId: string; PreSignedUrl: string }
}

/** PUT of a file to the address of a job. */
export async function upload({ core }: Place, url: string, csv: string): Promise<Response> {
  return core.app.request(url, { method: 'PUT', body: csv, headers: { 'x-amz-server-side-encryption': 'aws:kms' } })
}

/** What the log of the job says, line by line. */
export async function logOf({ core }: Place, url: string): Promise<string[]> {
  return (await (await core.app.request(url)).text()).split('\n').filter((line) => line !== '')
}

/** A file with the pool's header, and one row for each record; columns that are not given stay empty. */
export async function fileOf(
  { call, poolId }: Place,
  rows: Record<string, string>[],
  more: readonly string[] = [],
): Promise<string> {
  const { CSVHeader = [] } = await call('GetCSVHeader', { UserPoolId: poolId })
  const columns = [...CSVHeader, ...more]
  const lines = rows.map((row) => columns.map((column) => (row[column] ?? '').replaceAll(',', '\\,')).join(','))
  return [columns.join(','), ...lines].join('\n')
}

/** A row that every pool of these tests accepts. */
export function person(username: string, more: Record<string, string> = {}): Record<string, string> {
  return {
    'cognito:username': username,
    'cognito:mfa_enabled': 'FALSE',
    email: `${username}@example.com`,
    email_verified: 'TRUE',
    ...more,
  }
}

/** Waits until a job has ended, and answers it. */
export async function ended({ call, poolId }: Place, JobId: string): Promise<UserImportJobType> {
  for (;;) {
    const { UserImportJob } = await call('DescribeUserImportJob', { UserPoolId: poolId, JobId })
    if (UserImportJob?.CompletionDate) return UserImportJob
    await turn()
  }
}

/** Creates, uploads and starts a job, and waits for its end. */
export async function importFile(shop: Place, csv: string, algorithm?: PasswordHashingAlgorithmType) {
  const job = await createJob(shop, 'people', algorithm)
  await upload(shop, job.PreSignedUrl, csv)
  await shop.call('StartUserImportJob', { UserPoolId: shop.poolId, JobId: job.JobId })
  return { job: await ended(shop, job.JobId), log: await logOf(shop, job.PreSignedUrl) }
}

/** A pool into which a job is importing users at this moment. */
export async function placeWhileImporting(): Promise<Place> {
  const shop = await place()
  const { JobId, PreSignedUrl } = await createJob(shop)
  await upload(shop, PreSignedUrl, await fileOf(shop, [person('alice')]))
  await shop.call('StartUserImportJob', { UserPoolId: shop.poolId, JobId })
  return shop
}

/** What is said about changes to such a pool. */
export const importInProgress = refusal(
  'UserImportInProgressException',
  'A user import job is in progress for the user pool.',
)
