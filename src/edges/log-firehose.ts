import { FirehoseClient, PutRecordBatchCommand } from '@aws-sdk/client-firehose'
import type { LogRecord } from '../store/schema/logs.ts'
import { clientSettings, inTime, type ServiceSink } from './log-service.ts'
import { type CallLimits, PartlyArrived, partsOf, sendParts } from './log-sink.ts'

/** Puts records into the pool's delivery stream, each with a line's end, so that what the stream writes are JSON lines. */
export const firehoseSink: ServiceSink = (access) => {
  const client = new FirehoseClient(clientSettings(access))

  async function put(DeliveryStreamName: string, part: readonly LogRecord[]): Promise<void> {
    const Records = part.map(({ record }) => ({ Data: Buffer.from(`${record}\n`) }))
    const answer = await client.send(new PutRecordBatchCommand({ DeliveryStreamName, Records }), inTime())
    if (!answer.FailedPutCount) return
    // Documented: PutRecordBatch API page. One answer for each record, in their order; those with an error did not arrive.
    const answers = answer.RequestResponses ?? []
    const refusal = answers.find(({ ErrorCode }) => ErrorCode)
    throw new PartlyArrived(
      `${refusal?.ErrorCode}: ${refusal?.ErrorMessage ?? `${answer.FailedPutCount} records`}`,
      part.filter((_, index) => answers[index] && !answers[index].ErrorCode),
    )
  }

  return {
    write: ({ destination, records }) =>
      sendParts(partsOf(records, limits), (part) => put(destination?.name ?? '', part)),
  }
}

/** Documented: PutRecordBatch API page. A call takes 4 MiB, and 500 records, which is what a batch has at most. */
const limits: CallLimits = { maxBytes: 4 * 1_048_576, bytesAround: 1 }
