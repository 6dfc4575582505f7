import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { logExport } from '../../src/edges/log-export.ts'
import { confirmedUser } from '../support/people.ts'
import { always, attempt, magic, type ProtectedPlace, protectedPlace, sourceArn } from '../support/protected.ts'

const activity = {
  EventSource: 'userAuthEvents',
  LogLevel: 'INFO',
  S3Configuration: { BucketArn: 'arn:aws:s3:::activity' },
} as const
const failures = {
  EventSource: 'userNotification',
  LogLevel: 'ERROR',
  CloudWatchLogsConfiguration: { LogGroupArn: 'arn:aws:logs:us-east-1:123456789012:log-group:shop' },
} as const

async function exporting(options: Parameters<typeof protectedPlace>[0] = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'cognito-plus-logs-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const shop = await protectedPlace({ ...options, emulator: { logs: folder, ...options.emulator } })
  await shop.call('SetLogDeliveryConfiguration', { UserPoolId: shop.poolId, LogConfigurations: [activity, failures] })
  const sub = await confirmedUser(shop, 'ann')
  const records = async (source: string) => {
    await shop.core.logs!.flush()
    const text = readFileSync(join(folder, shop.poolId, `${source}.jsonl`), 'utf8')
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
  }
  return { ...shop, sub, records }
}

const waiting = (shop: ProtectedPlace) =>
  shop.core.store.tx.$client.prepare('SELECT seq, attempts, lastError FROM log_records').all()

describe('the export of user activity', () => {
  test('A30 · writes every field of the service’s record', async () => {
    const shop = await exporting()
    const { eventId } = (await attempt(shop, 'ann', { ipAddress: magic.Medium }))!

    const [waits, passed] = await shop.records('userAuthEvents')

    const message = {
      version: '1',
      eventId,
      eventType: 'SignIn',
      userSub: shop.sub,
      userName: 'ann',
      userPoolId: shop.poolId,
      clientId: shop.clientId,
      creationDate: 'Mon Mar 02 09:00:00 UTC 2026',
      eventResponse: 'InProgress',
      riskLevel: 'Medium',
      riskDecision: 'ACCOUNT_TAKEOVER',
      challenges: [{ challengeName: 'Password', challengeResponse: 'Success' }],
      deviceName: 'Chrome 126, Windows 10',
      ipAddress: magic.Medium,
      requestId: 'request',
      idpName: '',
      compromisedCredentialDetected: 'false',
      city: 'null',
      country: '',
      eventFeedbackValue: '',
      eventFeedbackDate: '',
      eventFeedbackProvider: '',
      hasContextData: 'false',
    }
    expect(waits).toEqual({
      eventTimestamp: String(shop.clock.now()),
      eventSource: 'USER_ACTIVITY',
      logLevel: 'INFO',
      message,
      logSourceId: { userPoolId: shop.poolId },
    })
    expect(passed).toMatchObject({ message: { ...message, eventResponse: 'Pass' } })
  })

  test('says PASS and no level where there is no risk', async () => {
    const shop = await exporting()
    await attempt(shop, 'ann')

    const [record] = await shop.records('userAuthEvents')

    expect(record).toMatchObject({ message: { riskLevel: '', riskDecision: 'PASS', city: 'Seattle' } })
  })

  test('leaves nothing behind once it has arrived, and goes on where it was', async () => {
    const shop = await exporting()
    await attempt(shop, 'ann')
    await shop.records('userAuthEvents')
    expect(waiting(shop)).toEqual([])

    await attempt(shop, 'ann')

    expect(await shop.records('userAuthEvents')).toHaveLength(4)
  })

  test('writes nothing for a pool that does not export', async () => {
    const shop = await exporting()
    await shop.call('SetLogDeliveryConfiguration', { UserPoolId: shop.poolId, LogConfigurations: [failures] })

    await attempt(shop, 'ann')

    expect(waiting(shop)).toEqual([])
  })

  test('keeps records, in their order, while their destination fails', async () => {
    const shop = await exporting()
    await attempt(shop, 'ann')
    const arrived: number[] = []
    let broken = true
    const warnings: string[] = []
    const flaky = logExport({
      sink: {
        async write({ records }) {
          if (broken) throw new Error('no room')
          arrived.push(...records.map(({ seq }) => seq))
        },
      },
      transact: shop.core.store.transact,
      warn: (text) => warnings.push(text),
    })
    onTestFinished(() => flaky.stop())

    await flaky.flush()
    expect(waiting(shop)).toEqual([
      { seq: 1, attempts: 1, lastError: 'no room' },
      { seq: 2, attempts: 1, lastError: 'no room' },
    ])
    broken = false
    await attempt(shop, 'ann')
    await flaky.flush()

    expect(arrived).toEqual([1, 2, 3, 4])
    expect(waiting(shop)).toEqual([])
    expect(warnings).toEqual([`Records of userAuthEvents in ${shop.poolId} could not be exported: no room`])
  })
})

describe('the export of messages that could not be delivered', () => {
  test('tells which one and why', async () => {
    const shop = await exporting({
      emulator: {
        triggers: {
          CustomEmailSender: async () => {
            throw new Error('out of stamps')
          },
        },
      },
      risk: {
        AccountTakeoverRiskConfiguration: {
          Actions: always('BLOCK', true),
          NotifyConfiguration: { SourceArn: sourceArn },
        },
      },
    })
    await attempt(shop, 'ann', { ipAddress: magic.High })
    for (let tries = 0; tries < 5; tries++) await shop.core.kernel.deliver('request')

    const [mail] = shop.inbox()
    expect(mail).toMatchObject({ status: 'failed' })
    expect(await shop.records('userNotification')).toEqual([
      {
        eventTimestamp: String(shop.clock.now()),
        eventSource: 'USER_NOTIFICATION',
        logLevel: 'ERROR',
        message: {
          details: `The AccountTakeOverNotification message ${mail!.id} could not be delivered: CustomEmailSender: out of stamps`,
        },
        logSourceId: { userPoolId: shop.poolId },
      },
    ])
  })
})
