import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { expect, onTestFinished, test } from 'vitest'
import { createCore } from '../../src/core.ts'
import { openShop, type Shop, shop } from '../support/seeded.ts'

/** A real SMTP server, and what it got. `refuse` makes it answer with this code. */
async function mailServer({ port = 0, refuse }: { port?: number; refuse?: number } = {}) {
  const mails: ParsedMail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) =>
      done(refuse === undefined ? null : Object.assign(new Error('no such box'), { responseCode: refuse })),
    onData: (stream, _session, done) =>
      void simpleParser(stream).then((mail) => {
        mails.push(mail)
        done()
      }),
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  onTestFinished(close)
  return { mails, close, url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}` }
}

async function invite({ call }: Shop, to = 'carl@example.com'): Promise<void> {
  await call('AdminCreateUser', {
    UserPoolId: shop.pool,
    Username: to.split('@')[0]!,
    UserAttributes: [{ Name: 'email', Value: to }],
    DesiredDeliveryMediums: ['EMAIL'],
  })
}

const deliveries = async ({ control }: Shop) =>
  (await control('GET', '/inbox')).body.messages.map((message: { delivery: object }) => message.delivery)

test('an e-mail reaches the SMTP server before the response that caused it', async () => {
  const { mails, url } = await mailServer()
  const place = await openShop({ smtp: url })

  await invite(place)

  expect(mails).toHaveLength(1)
  expect(mails[0]).toMatchObject({
    subject: 'Your temporary password',
    from: { value: [{ address: 'no-reply@verificationemail.com' }] },
    to: { value: [{ address: 'carl@example.com' }] },
  })
  const { body } = await place.control('GET', '/inbox')
  expect(mails[0]!.text).toContain(body.messages[0].text.slice(0, 20))
  expect(await deliveries(place)).toEqual([{ status: 'delivered', attempts: 1 }])
})

test('the notification of a blocked sign-in leaves although the sign-in is refused', async () => {
  const { mails, url } = await mailServer()
  const { control } = await openShop({ smtp: url })
  await control('PUT', `/pools/${shop.pool}/users/ann/risk/directive`, { level: 'High' })

  const context = { ipAddress: '198.51.100.7' }
  await control('POST', '/sign-ins', { userPoolId: shop.pool, clientId: shop.client, username: 'ann', context })

  expect(mails.map((mail) => mail.to)).toMatchObject([{ value: [{ address: 'ann@example.com' }] }])
  expect(mails[0]!.html).toContain('http')
})

test('a refusal for good is written down, and costs the caller nothing', async () => {
  const { url } = await mailServer({ refuse: 550 })
  const place = await openShop({ smtp: url, logLevel: 'silent' })

  await invite(place)

  expect(await deliveries(place)).toEqual([
    { status: 'failed', attempts: 1, lastError: expect.stringContaining('no such box') },
  ])
})

test('a server that is not there leaves the message pending, with the reason', async () => {
  const { url, close } = await mailServer()
  await close()
  const place = await openShop({ smtp: url, logLevel: 'silent' })

  await invite(place)

  expect(await deliveries(place)).toEqual([
    { status: 'pending', attempts: 1, lastError: expect.stringContaining('ECONNREFUSED') },
  ])
})

test('a server that does not answer holds the caller up for two seconds at most', async () => {
  const mute = createServer(() => undefined)
  await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void mute.close())
  const place = await openShop({ smtp: `smtp://127.0.0.1:${(mute.address() as AddressInfo).port}`, logLevel: 'silent' })

  const before = performance.now()
  await invite(place)

  const spent = performance.now() - before
  expect(spent).toBeGreaterThan(1500)
  expect(spent).toBeLessThan(4000)
  expect(await deliveries(place)).toEqual([{ status: 'pending', attempts: 0 }])
})

test('what is pending leaves at the next start', async () => {
  const data = await mkdtemp(join(tmpdir(), 'cognito-plus-'))
  onTestFinished(() => rm(data, { recursive: true }))
  const dead = await mailServer()
  await dead.close()
  const place = await openShop({ smtp: dead.url, memory: false, data, logLevel: 'silent' })
  await invite(place)
  place.core.close()
  const { mails, url } = await mailServer()

  const core = createCore({ smtp: url, memory: false, data, logLevel: 'silent' })
  onTestFinished(() => core.close())
  await core.prepare()

  await expect.poll(() => mails.length, { timeout: 5000 }).toBe(1)
})

test('text messages stay in the inbox', async () => {
  const { mails, url } = await mailServer()
  const place = await openShop({ smtp: url })
  const user = { UserPoolId: shop.pool, Username: 'dora' }
  await place.call('AdminCreateUser', {
    ...user,
    UserAttributes: [{ Name: 'phone_number', Value: '+4915550000001' }],
    DesiredDeliveryMediums: ['SMS'],
  })

  expect(mails).toEqual([])
  expect(await deliveries(place)).toEqual([{ status: 'delivered', attempts: 0 }])
})
