import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  type PutLogEventsCommandOutput,
  ResourceAlreadyExistsException,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs'
import { systemClock } from '../base/clock.ts'
import type { LogBatch } from '../domain/risk/log-outbox.ts'
import { clientSettings, inTime, type ServiceSink } from './log-service.ts'
import { type CallLimits, partsOf, sendParts } from './log-sink.ts'

/** Log events of one call: those of one stream, in the order of their times. */
interface LogEvents {
  readonly logGroupName: string
  readonly logStreamName: string
  readonly logEvents: readonly { timestamp: number; message: string }[]
}

/** Puts records into the pool's log group as log events. The group has to be there, as with the service. */
export const cloudWatchSink: ServiceSink = (access) => {
  const client = new CloudWatchLogsClient(clientSettings(access))

  async function put(events: LogEvents): Promise<PutLogEventsCommandOutput> {
    const command = new PutLogEventsCommand({ ...events, logEvents: [...events.logEvents] })
    try {
      return await client.send(command, inTime())
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error
      await createStream(events)
      return client.send(command, inTime())
    }
  }

  async function createStream({ logGroupName, logStreamName }: LogEvents): Promise<void> {
    try {
      await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName }), inTime())
    } catch (error) {
      if (!(error instanceof ResourceAlreadyExistsException)) throw error
    }
  }

  /** Events that the service finds too old or too new go again with the time of sending: their records say when they happened. */
  async function putAll(events: LogEvents): Promise<void> {
    const { rejectedLogEventsInfo: rejected } = await put(events)
    if (!rejected) return
    const { tooOldLogEventEndIndex = 0, expiredLogEventEndIndex = 0, tooNewLogEventStartIndex } = rejected
    const first = Math.max(tooOldLogEventEndIndex, expiredLogEventEndIndex)
    const end = tooNewLogEventStartIndex ?? events.logEvents.length
    const refused = events.logEvents.filter((_, index) => index < first || index >= end)
    const timestamp = systemClock.now()
    const again = await put({ ...events, logEvents: refused.map(({ message }) => ({ timestamp, message })) })
    if (again.rejectedLogEventsInfo) throw new Error('log events were refused as too old or too new')
  }

  return {
    write(batch) {
      const name = { logGroupName: batch.destination?.name ?? '', logStreamName: streamOf(batch) }
      return sendParts(partsOf(batch.records, limits), (part) =>
        putAll({
          ...name,
          logEvents: part.map(({ createdAt: timestamp, record: message }) => ({ timestamp, message })),
        }),
      )
    },
  }
}

/** Inferred: no source says how the service names its streams. */
function streamOf({ poolId, source }: LogBatch): string {
  return `${poolId}/${source}`
}

const dayMs = 24 * 3_600_000

/** Documented: PutLogEvents API page. A call takes 1 MiB, 26 bytes more for every event, in order of time, of one day. */
const limits: CallLimits = {
  maxBytes: 1_048_576,
  bytesAround: 26,
  follows: (first, last, next) => next.createdAt >= last.createdAt && next.createdAt - first.createdAt < dayMs,
}
