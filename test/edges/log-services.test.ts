import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { LogConfigurationType } from '../../src/api/generated/types.ts'
import type { EmulatorOptions } from '../../src/core.ts'
import { type LogExport, logExport } from '../../src/edges/log-export.ts'
import { type LogRoutes, routedSink } from '../../src/edges/log-routes.ts'
import { type LogServices, logServices } from '../support/log-services.ts'
import { confirmedUser } from '../support/people.ts'
import { attempt, type ProtectedPlace, protectedPlace } from '../support/protected.ts'

const activityTo = {
  logs: { CloudWatchLogsConfiguration: { LogGroupArn: 'arn:aws:logs:us-east-1:123456789012:log-group:/shop/users' } },
  firehose: { FirehoseConfiguration: { StreamArn: 'arn:aws:firehose:us-east-1:123456789012:deliverystream/shop' } },
  s3: { S3Configuration: { BucketArn: 'arn:aws:s3:::shop-logs' } },
} satisfies Record<string, Partial<LogConfigurationType>>

/** A pool with one user that exports what users do to one of the services, and only when the test says so. */
async function exportingTo(
  service: keyof typeof activityTo,
  endpoints: LogRoutes['endpoints'],
  options: EmulatorOptions = {},
) {
  const shop = await protectedPlace({ emulator: { logsEndpoint: endpoints, ...options } })
  const { store, config, logs } = shop.core
  logs!.stop()
  const { region, account, logs: folder } = config
  const sink = routedSink({ endpoints, region, account, folder: folder || undefined })
  const ours = logExport({ sink, transact: store.transact, warn: () => undefined })
  onTestFinished(() => ours.stop())
  const exportTo = async (to: keyof typeof activityTo) => {
    const LogConfigurations = [{ EventSource: 'userAuthEvents', LogLevel: 'INFO', ...activityTo[to] } as const]
    await shop.call('SetLogDeliveryConfiguration', { UserPoolId: shop.poolId, LogConfigurations })
  }
  await exportTo(service)
  await confirmedUser(shop, 'ann')
  return { ...shop, exportTo, logs: ours }
}

const everywhere = (url: string) => ({ logs: url, firehose: url, s3: url })
const flush = ({ logs }: { logs: LogExport }) => logs.flush()
const waiting = ({ core }: ProtectedPlace) =>
  core.store.tx.$client.prepare('SELECT attempts, lastError FROM log_records ORDER BY seq').all()
const responses = (records: readonly string[]) =>
  records.map((record) => (JSON.parse(record) as { message: { eventResponse: string } }).message.eventResponse)

describe('records for CloudWatch Logs', () => {
  async function groupOf(services: LogServices) {
    services.groups.set('/shop/users', new Map())
    return () => [...services.groups.get('/shop/users')!.values()].flat()
  }

  test('arrive as log events of the pool’s own stream, with the time of the event', async () => {
    const services = await logServices()
    const events = await groupOf(services)
    const shop = await exportingTo('logs', everywhere(services.url))
    const at = shop.clock.now()
    await attempt(shop, 'ann')
    shop.clock.advance({ minutes: 5 })
    await attempt(shop, 'ann')

    await flush(shop)

    expect([...services.groups.get('/shop/users')!.keys()]).toEqual([`${shop.poolId}/userAuthEvents`])
    expect(events().map(({ timestamp }) => timestamp)).toEqual([at, at, at + 300_000, at + 300_000])
    expect(responses(events().map(({ message }) => message))).toEqual(['InProgress', 'Pass', 'InProgress', 'Pass'])
    expect(services.calls).toEqual(['logs PutLogEvents', 'logs CreateLogStream', 'logs PutLogEvents'])
    expect(waiting(shop)).toEqual([])
  })

  test('go in calls of one day and in order of time, wherever the clock was moved to', async () => {
    const services = await logServices()
    const events = await groupOf(services)
    const shop = await exportingTo('logs', everywhere(services.url))
    for (const days of [0, 2, -1]) {
      shop.clock.advance({ days })
      await attempt(shop, 'ann')
    }

    await flush(shop)

    expect(services.calls.filter((call) => call === 'logs PutLogEvents')).toHaveLength(4)
    expect(responses(events().map(({ message }) => message))).toEqual(Array(3).fill(['InProgress', 'Pass']).flat())
  })

  test('that are too old or too new for the service arrive with the time of sending', async () => {
    const services = await logServices()
    const events = await groupOf(services)
    const shop = await exportingTo('logs', everywhere(services.url))
    const now = Date.now()
    services.accepts = { from: now - 3_600_000, to: now + 3_600_000 }
    await attempt(shop, 'ann')

    await flush(shop)

    expect(responses(events().map(({ message }) => message))).toEqual(['InProgress', 'Pass'])
    expect(events().every(({ timestamp }) => timestamp >= now)).toBe(true)
  })

  test('wait for their log group', async () => {
    const services = await logServices()
    const shop = await exportingTo('logs', everywhere(services.url))
    await attempt(shop, 'ann')
    await flush(shop)
    const lastError = 'ResourceNotFoundException: The specified log group does not exist.'
    expect(waiting(shop)).toEqual(Array(2).fill({ attempts: 1, lastError }))

    const events = await groupOf(services)
    await flush(shop)

    expect(events()).toHaveLength(2)
    expect(waiting(shop)).toEqual([])
  })
})

describe('records for Firehose', () => {
  test('arrive as lines of JSON', async () => {
    const services = await logServices()
    const stream: string[] = []
    services.streams.set('shop', stream)
    const shop = await exportingTo('firehose', everywhere(services.url))
    await attempt(shop, 'ann')

    await flush(shop)

    expect(services.calls).toEqual(['firehose PutRecordBatch'])
    expect(responses(stream)).toEqual(['InProgress', 'Pass'])
    expect(stream.every((line) => /^\{.*\}\n$/.test(line))).toBe(true)
  })

  test('are sent again one by one where the stream had no room for some', async () => {
    const services = await logServices()
    const stream: string[] = []
    services.streams.set('shop', stream)
    services.throttles = (data) => data.includes('"InProgress"')
    const shop = await exportingTo('firehose', everywhere(services.url))
    await attempt(shop, 'ann')

    await flush(shop)
    expect(responses(stream)).toEqual(['Pass'])
    expect(waiting(shop)).toEqual([{ attempts: 1, lastError: 'ServiceUnavailableException: Slow down.' }])
    services.throttles = () => false
    await flush(shop)

    expect(responses(stream)).toEqual(['Pass', 'InProgress'])
    expect(waiting(shop)).toEqual([])
  })
})

describe('records for S3', () => {
  test('arrive as objects of JSON lines in the folder AWSLogs', async () => {
    const services = await logServices()
    const bucket = new Map<string, string>()
    services.buckets.set('shop-logs', bucket)
    const shop = await exportingTo('s3', everywhere(services.url))
    await attempt(shop, 'ann')

    await flush(shop)

    const folder = `AWSLogs/123456789012/cognito-idp/us-east-1/${shop.poolId}/userAuthEvents/2026/03/02/09`
    expect([...bucket.keys()]).toEqual([`${folder}/${shop.clock.now()}-0000000001.jsonl`])
    expect(responses([...bucket.values()].join('').trimEnd().split('\n'))).toEqual(['InProgress', 'Pass'])
  })

  test('say which bucket is not there', async () => {
    const services = await logServices()
    const shop = await exportingTo('s3', everywhere(services.url))
    await attempt(shop, 'ann')

    await flush(shop)

    const lastError = 'NoSuchBucket: The specified bucket does not exist'
    expect(waiting(shop)).toEqual(Array(2).fill({ attempts: 1, lastError }))
  })
})

describe('a service that does not answer', () => {
  test('costs no sign-in and no record, and each failure is written down', async () => {
    const services = await logServices()
    const stream: string[] = []
    services.streams.set('shop', stream)
    services.down = true
    const shop = await exportingTo('firehose', everywhere(services.url))

    expect(await attempt(shop, 'ann')).toMatchObject({ demand: 'allow' })
    await flush(shop)
    await flush(shop)
    expect(waiting(shop)).toEqual(Array(2).fill({ attempts: 2, lastError: expect.stringContaining('Back soon.') }))
    services.down = false
    await flush(shop)

    expect(responses(stream)).toEqual(['InProgress', 'Pass'])
  })

  test('may not even be there', async () => {
    const shop = await exportingTo('firehose', everywhere('http://127.0.0.1:9'))
    await attempt(shop, 'ann')

    await flush(shop)

    const lastError = expect.stringContaining('ECONNREFUSED')
    expect(waiting(shop)).toEqual(Array(2).fill({ attempts: 1, lastError }))
  })

  test('gets its records when the emulator starts the next time', async () => {
    const data = mkdtempSync(join(tmpdir(), 'cognito-plus-'))
    onTestFinished(() => rmSync(data, { recursive: true }))
    const services = await logServices()
    const stream: string[] = []
    services.streams.set('shop', stream)
    services.down = true
    const first = await exportingTo('firehose', everywhere(services.url), { memory: false, data })
    await attempt(first, 'ann')
    await flush(first)
    first.core.close()

    services.down = false
    const options = { memory: false, data, logsEndpoint: everywhere(services.url), randomSeed: 'second' }
    const second = await protectedPlace({ emulator: options })
    await second.core.prepare()

    await vi.waitFor(() => expect(responses(stream)).toEqual(['InProgress', 'Pass']), { timeout: 5000 })
  })
})

describe('a service without an endpoint', () => {
  test('leaves its records to the folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cognito-plus-logs-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const services = await logServices()
    const shop = await exportingTo('s3', { firehose: services.url }, { logs: folder })
    await attempt(shop, 'ann')

    await flush(shop)

    const lines = readFileSync(join(folder, shop.poolId, 'userAuthEvents.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
    expect(responses(lines)).toEqual(['InProgress', 'Pass'])
    expect(services.calls).toEqual([])
  })

  test('has none where there is no folder either', async () => {
    const shop = await exportingTo('s3', { firehose: 'http://127.0.0.1:9' })
    await attempt(shop, 'ann')

    await flush(shop)

    expect(waiting(shop)).toEqual([])
    expect(existsSync('logs')).toBe(false)
  })
})

test.each([
  ['the keys that the SDK finds', 'AKIDEXAMPLE'],
  ['any key where there is none, for another emulator', ''],
])('calls are signed with %s', async (_, key) => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', key)
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', key && 'secret')
  onTestFinished(() => void vi.unstubAllEnvs())
  const services = await logServices()
  services.streams.set('shop', [])
  const shop = await exportingTo('firehose', everywhere(services.url))
  await attempt(shop, 'ann')

  await flush(shop)

  expect([...services.keys]).toEqual([key || 'local'])
})

test('records arrive by themselves', async () => {
  const services = await logServices()
  const bucket = new Map<string, string>()
  services.buckets.set('shop-logs', bucket)
  const shop = await protectedPlace({ emulator: { logsEndpoint: { s3: services.url } } })
  const LogConfigurations = [{ EventSource: 'userAuthEvents', LogLevel: 'INFO', ...activityTo.s3 } as const]
  await shop.call('SetLogDeliveryConfiguration', { UserPoolId: shop.poolId, LogConfigurations })
  await confirmedUser(shop, 'ann')

  await attempt(shop, 'ann')

  await vi.waitFor(() => expect(bucket.size).toBe(1), { timeout: 5000 })
})

test('records follow a pool that names another destination', async () => {
  const services = await logServices()
  const stream: string[] = []
  services.streams.set('shop', stream)
  const shop = await exportingTo('logs', everywhere(services.url))
  await attempt(shop, 'ann')
  await flush(shop)

  await shop.exportTo('firehose')
  await flush(shop)

  expect(responses(stream)).toEqual(['InProgress', 'Pass'])
})
