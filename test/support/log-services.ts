import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** Small stand-ins for CloudWatch Logs, Firehose and S3 on one port, and what reached them. */
export interface LogServices {
  readonly url: string
  /** Log groups that are there, with their streams and the events in those. */
  readonly groups: Map<string, Map<string, LogEvent[]>>
  /** Delivery streams that are there, with what was put into them. */
  readonly streams: Map<string, string[]>
  /** Buckets that are there, with their objects by key. */
  readonly buckets: Map<string, Map<string, string>>
  /** What was called, e.g. `logs PutLogEvents`, in the order of arrival: the service as the signature names it. */
  readonly calls: string[]
  /** Ids of the access keys that signed. */
  readonly keys: Set<string>
  /** Makes everything answer 503. */
  down: boolean
  /** Events from before and after these moments are refused by CloudWatch Logs. */
  accepts: { from: number; to: number }
  /** Records that Firehose has no room for. */
  throttles: (data: string) => boolean
}

/** One log event as CloudWatch Logs keeps it. */
export interface LogEvent {
  readonly timestamp: number
  readonly message: string
}

/** What a stand-in answers: a status and a body. */
type Answer = readonly [status: number, body: object | string]

/** Starts the stand-ins for the time of one test. */
export async function logServices(): Promise<LogServices> {
  const services = {
    groups: new Map<string, Map<string, LogEvent[]>>(),
    streams: new Map<string, string[]>(),
    buckets: new Map<string, Map<string, string>>(),
    calls: [] as string[],
    keys: new Set<string>(),
    down: false,
    accepts: { from: 0, to: Number.POSITIVE_INFINITY },
    throttles: () => false,
  } satisfies Omit<LogServices, 'url'>
  const server = createServer(async (request, response) => {
    const [status, body] = await answer(services, request)
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return Object.assign(services, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
}

async function answer(services: Omit<LogServices, 'url'>, request: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks).toString()
  const signature = /Credential=([^/]+)\/\d+\/[^/]+\/(\w+)\//.exec(request.headers.authorization ?? '')
  const [, key = 'none', service = 'unsigned'] = signature ?? []
  services.keys.add(key)
  const [, action = ''] = String(request.headers['x-amz-target'] ?? `.${request.method}`).split('.')
  services.calls.push(`${service} ${action}`)
  if (services.down) return [503, { __type: 'ServiceUnavailableException', message: 'Back soon.' }]
  if (service === 's3') return putObject(services, request.url ?? '', body)
  const input = JSON.parse(body) as never
  if (action === 'PutLogEvents') return putLogEvents(services, input)
  if (action === 'CreateLogStream') return createLogStream(services, input)
  if (action === 'PutRecordBatch') return putRecordBatch(services, input)
  return [400, { __type: 'UnknownOperationException', message: action }]
}

function putLogEvents(
  { groups, accepts }: Omit<LogServices, 'url'>,
  input: { logGroupName: string; logStreamName: string; logEvents: LogEvent[] },
): Answer {
  const group = groups.get(input.logGroupName)
  if (!group) return notThere('The specified log group does not exist.')
  const stream = group.get(input.logStreamName)
  if (!stream) return notThere('The specified log stream does not exist.')
  const times = input.logEvents.map(({ timestamp }) => timestamp)
  if (times.some((time, index) => time < (times[index - 1] ?? 0))) {
    return [
      400,
      {
        __type: 'InvalidParameterException',
        message: 'Log events in a single PutLogEvents request must be in chronological order.',
      },
    ]
  }
  const tooOld = times.findLastIndex((time) => time < accepts.from) + 1
  const tooNew = times.findIndex((time) => time > accepts.to)
  stream.push(...input.logEvents.slice(tooOld, tooNew < 0 ? undefined : tooNew))
  if (tooOld === 0 && tooNew < 0) return [200, {}]
  return [
    200,
    {
      rejectedLogEventsInfo: {
        ...(tooOld > 0 && { tooOldLogEventEndIndex: tooOld }),
        ...(tooNew >= 0 && { tooNewLogEventStartIndex: tooNew }),
      },
    },
  ]
}

function createLogStream(
  { groups }: Omit<LogServices, 'url'>,
  { logGroupName, logStreamName }: { logGroupName: string; logStreamName: string },
): Answer {
  const group = groups.get(logGroupName)
  if (!group) return notThere('The specified log group does not exist.')
  if (group.has(logStreamName)) {
    return [400, { __type: 'ResourceAlreadyExistsException', message: 'The specified log stream already exists' }]
  }
  group.set(logStreamName, [])
  return [200, {}]
}

function putRecordBatch(
  { streams, throttles }: Omit<LogServices, 'url'>,
  { DeliveryStreamName, Records }: { DeliveryStreamName: string; Records: { Data: string }[] },
): Answer {
  const stream = streams.get(DeliveryStreamName)
  if (!stream) return notThere(`Firehose ${DeliveryStreamName} not found under account 123456789012.`)
  const RequestResponses = Records.map(({ Data }) => {
    const text = Buffer.from(Data, 'base64').toString()
    if (throttles(text)) return { ErrorCode: 'ServiceUnavailableException', ErrorMessage: 'Slow down.' }
    stream.push(text)
    return { RecordId: String(stream.length) }
  })
  const FailedPutCount = RequestResponses.filter((one) => 'ErrorCode' in one).length
  return [200, { FailedPutCount, RequestResponses }]
}

function putObject({ buckets }: Omit<LogServices, 'url'>, url: string, body: string): Answer {
  const [, name = '', ...key] = new URL(url, 'http://localhost').pathname.split('/')
  const bucket = buckets.get(name)
  if (!bucket)
    return [404, '<Error><Code>NoSuchBucket</Code><Message>The specified bucket does not exist</Message></Error>']
  bucket.set(key.join('/'), body)
  return [200, '']
}

function notThere(message: string): Answer {
  return [400, { __type: 'ResourceNotFoundException', message }]
}
