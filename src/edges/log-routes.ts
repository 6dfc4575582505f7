import type { LogService } from '../domain/risk/log-destination.ts'
import { fileSink } from './log-files.ts'
import type { LogServiceAccess, ServiceSink } from './log-service.ts'
import type { LogSink } from './log-sink.ts'

/** What exported records can be sent to. */
export interface LogRoutes {
  /** The services that answer somewhere. */
  readonly endpoints: Readonly<Partial<Record<LogService, string>>>
  /** Where the records go that have no service to go to; undefined where they are dropped. */
  readonly folder: string | undefined
  readonly region: string
  readonly account: string
}

/** The SDK's clients are large, and few need them: each is loaded for its first record. */
const loaders: Readonly<Record<LogService, () => Promise<ServiceSink>>> = {
  logs: async () => (await import('./log-cloudwatch.ts')).cloudWatchSink,
  firehose: async () => (await import('./log-firehose.ts')).firehoseSink,
  s3: async () => (await import('./log-s3.ts')).s3Sink,
}

/** Takes each batch to the service that its pool names, or to a file where that service answers nowhere. */
export function routedSink({ endpoints, folder, region, account }: LogRoutes): LogSink {
  const files = folder === undefined ? undefined : fileSink(folder)
  const sinks = new Map<LogService, Promise<LogSink>>()

  function sinkFor(service: LogService, access: LogServiceAccess): Promise<LogSink> {
    const sink = sinks.get(service) ?? loaders[service]().then((make) => make(access))
    sinks.set(service, sink)
    return sink
  }

  return {
    async write(batch) {
      const service = batch.destination?.service
      const endpoint = service && endpoints[service]
      const sink = endpoint === undefined ? files : await sinkFor(service!, { endpoint, region, account })
      await sink?.write(batch)
    },
  }
}
