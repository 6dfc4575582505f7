import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { exportUndelivered } from '../../src/domain/risk/log-export.ts'
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

  test('arrives by itself after the request', async () => {
    const shop = await exporting()

    await attempt(shop, 'ann')

    await vi.waitFor(() => expect(waiting(shop)).toEqual([]), { timeout: 5000 })
    expect(await shop.records('userAuthEvents')).toHaveLength(2)
  })

  test('writes nothing for a pool that does not export', async () => {
    const shop = await exporting()
    await shop.call('SetLogDeliveryConfiguration', { UserPoolId: shop.poolId, LogConfigurations: [failures] })

    await attempt(shop, 'ann')

    expect(waiting(shop)).toEqual([])
  })

  test('keeps records, in their order, while their destination fails', async () => {
    const shop = await exporting()
    shop.core.logs!.stop()
    await attempt(shop, 'ann')
    const { flaky, arrived, warnings, mend } = flakyExport(shop)

    await flaky.flush()
    expect(waiting(shop)).toEqual([
      { seq: 1, attempts: 1, lastError: 'no room' },
      { seq: 2, attempts: 1, lastError: 'no room' },
    ])
    mend()
    await attempt(shop, 'ann')
    await flaky.flush()

    expect(arrived).toEqual([1, 2, 3, 4])
    expect(waiting(shop)).toEqual([])
    expect(warnings).toEqual([`Records of userAuthEvents in ${shop.poolId} could not be exported: no room`])
  })

  test('tries again after a second, two, four, and at last every minute', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const shop = await exporting()
    shop.core.logs!.stop()
    await attempt(shop, 'ann')
    const { flaky, tries, arrived, mend } = flakyExport(shop)
    flaky.nudge()
    const triesAfter = async (ms: number) => {
      await vi.advanceTimersByTimeAsync(ms)
      flaky.nudge()
      await vi.advanceTimersByTimeAsync(30)
      return tries()
    }

    expect(await triesAfter(30)).toBe(1)
    expect(await triesAfter(800)).toBe(1)
    expect(await triesAfter(200)).toBe(2)
    expect(await triesAfter(1_800)).toBe(2)
    expect(await triesAfter(200)).toBe(3)
    expect(await triesAfter(4_000 + 8_000 + 16_000 + 32_000)).toBe(7)
    expect(await triesAfter(59_000)).toBe(7)
    expect(await triesAfter(1_000)).toBe(8)
    expect(await triesAfter(60_000)).toBe(9)
    mend()
    await vi.advanceTimersByTimeAsync(60_000)

    expect(arrived).toEqual([1, 2])
  })

  test('takes no new record for one that left before the store was reset', async () => {
    const shop = await exporting()
    shop.core.logs!.stop()
    const { store } = shop.core
    const write = (record: string) =>
      store.tx.$client
        .prepare('INSERT INTO log_records (poolId, source, record, createdAt, attempts) VALUES (?, ?, ?, 0, 0)')
        .run(shop.poolId, 'userAuthEvents', record)
    const resetting = logExport({
      sink: {
        async write({ records: [first] }) {
          if (first!.record !== '"old"') throw new Error('later')
          store.tx.$client.exec(`DELETE FROM log_records; DELETE FROM sqlite_sequence WHERE name = 'log_records'`)
          write('"new"')
        },
      },
      transact: store.transact,
      warn: () => undefined,
    })
    onTestFinished(() => resetting.stop())
    write('"old"')

    await resetting.flush()

    expect(waiting(shop)).toEqual([{ seq: 1, attempts: 1, lastError: 'later' }])
  })

  test('lets no source wait for the destination of another', async () => {
    const shop = await exporting()
    shop.core.logs!.stop()
    await attempt(shop, 'ann')
    shop.inside((ctx) => exportUndelivered(ctx, shop.poolId, 'no stamps'))
    const { flaky, arrived } = flakyExport(shop, 'userAuthEvents')

    await flaky.flush()

    expect(arrived).toEqual([3])
    expect(waiting(shop)).toHaveLength(2)
  })
})

/** An export of its own whose destination (of one source, or of all) fails until it is mended. */
function flakyExport(shop: ProtectedPlace, only?: string) {
  const arrived: number[] = []
  const warnings: string[] = []
  let broken = true
  let tries = 0
  const flaky = logExport({
    sink: {
      async write({ source, records }) {
        tries += 1
        if (broken && (only ?? source) === source) throw new Error('no room')
        arrived.push(...records.map(({ seq }) => seq))
      },
    },
    transact: shop.core.store.transact,
    warn: (text) => warnings.push(text),
  })
  onTestFinished(() => flaky.stop())
  const mend = () => {
    broken = false
  }
  return { flaky, arrived, warnings, mend, tries: () => tries }
}

describe('the export of messages that could not be delivered', () => {
  test('tells which one and why, by itself', async () => {
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
    await vi.waitFor(() => expect(waiting(shop)).toEqual([]), { timeout: 5000 })
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
