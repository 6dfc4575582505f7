import type { LogSink } from './log-sink.ts'

/** Where one of the services that take exported logs answers, and as whom we call it. */
export interface LogServiceAccess {
  /** A URL: that of another emulator, of a gateway, or the service's own. */
  readonly endpoint: string
  readonly region: string
  /** Twelve digits. */
  readonly account: string
}

/** How to make a sink for records that go to a service. */
export type ServiceSink = (access: LogServiceAccess) => LogSink

/** What the clients of all services are made with. The outbox counts and spaces the tries, so that the SDK makes one. */
export function clientSettings({ endpoint, region }: LogServiceAccess) {
  return { endpoint, region, maxAttempts: 1, ...(lacksKeys(endpoint) && { credentials: placeholder }) }
}

const timeLimitMs = 10_000

/** Ends calls that take longer than ten seconds. */
export function inTime(): { abortSignal: AbortSignal } {
  return { abortSignal: AbortSignal.timeout(timeLimitMs) }
}

const placeholder = { accessKeyId: 'local', secretAccessKey: 'local' }

/** Other emulators want a signature and do not care whose; everywhere else the SDK finds its keys as it always does. */
function lacksKeys(endpoint: string): boolean {
  const { AWS_ACCESS_KEY_ID: keys, AWS_PROFILE: profile } = process.env
  return endpoint.startsWith('http:') && !keys && !profile
}
