import type { EventSourceName, LogConfigurationType } from '../../api/generated/types.ts'
import { statement, type Tx } from '../../store/database.ts'

/** The services that take exported logs: CloudWatch Logs, Firehose and S3. */
export type LogService = 'logs' | 'firehose' | 's3'

/** Where a pool wants the records of one source to go. */
export interface LogDestination {
  readonly service: LogService
  /** The name of the log group, of the stream, or of the bucket; a bucket's may go on with `/` and a prefix for keys. */
  readonly name: string
}

/** What SetLogDeliveryConfiguration names for a source of a pool; undefined once it names nothing, or the pool is gone. */
export function logDestination(tx: Tx, poolId: string, source: EventSourceName): LogDestination | undefined {
  const text = statement(tx, 'SELECT logConfigurations FROM pools WHERE id = ?').pluck().get(poolId)
  const configurations = typeof text === 'string' ? (JSON.parse(text) as LogConfigurationType[]) : []
  const configuration = configurations.find(({ EventSource }) => EventSource === source)
  return configuration && destinationOf(configuration)
}

// Documented: forms of ARNs in the service authorization reference. A bucket's has neither Region nor account.
function destinationOf(configuration: LogConfigurationType): LogDestination | undefined {
  const { CloudWatchLogsConfiguration: logs, FirehoseConfiguration: firehose, S3Configuration: s3 } = configuration
  if (logs?.LogGroupArn) return { service: 'logs', name: partOf(logs.LogGroupArn, 6) }
  if (firehose?.StreamArn) return { service: 'firehose', name: partOf(firehose.StreamArn, 5).replace(/^.*\//, '') }
  if (s3?.BucketArn) return { service: 's3', name: partOf(s3.BucketArn, 5) }
  return undefined
}

function partOf(arn: string, at: number): string {
  return arn.split(':')[at] ?? ''
}
