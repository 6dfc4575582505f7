import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import type { LogBatch } from '../domain/risk/log-outbox.ts'
import { clientSettings, inTime, type LogServiceAccess, type ServiceSink } from './log-service.ts'

/** Puts each batch into the pool's bucket as one object of JSON lines. */
export const s3Sink: ServiceSink = (access) => {
  const client = new S3Client({
    ...clientSettings(access),
    // Buckets of other emulators have no host name of their own, and few of them read checksums.
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  })
  return {
    async write(batch) {
      const [bucket, ...prefix] = (batch.destination?.name ?? '').split('/')
      const command = new PutObjectCommand({
        Bucket: bucket,
        Key: [...prefix.filter(Boolean), keyOf(access, batch)].join('/'),
        Body: batch.records.map(({ record }) => `${record}\n`).join(''),
        ContentType: 'application/x-ndjson',
      })
      await client.send(command, inTime())
    },
  }
}

/**
 * Documented: the folder `AWSLogs`. Inferred: the rest, after the logs of other services. A batch that is sent again, for
 * its answer was lost, has the same name.
 */
function keyOf({ account, region }: LogServiceAccess, { poolId, source, records }: LogBatch): string {
  const { createdAt, seq } = records[0]!
  const [year, month, day, hour] = new Date(createdAt).toISOString().split(/\D/)
  const folder = ['AWSLogs', account, 'cognito-idp', region, poolId, source, year, month, day, hour].join('/')
  return `${folder}/${createdAt}-${String(seq).padStart(10, '0')}.jsonl`
}
