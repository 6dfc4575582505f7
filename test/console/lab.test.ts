import { describe, expect, test } from 'vitest'
import { openConsole } from '../support/console.ts'
import { shop } from '../support/seeded.ts'

const who = { pool: shop.pool, client: shop.client, user: 'ann' }
const tor = { ip: '198.19.4.4', agent: 'curl/8.5.0' }
const query = (values: Record<string, string>) => new URLSearchParams(values).toString()

describe('the sign-in lab', () => {
  test('shows what would happen, and records nothing', async () => {
    const { show, control } = await openConsole()
    const { body: before } = await control('GET', `/pools/${shop.pool}/users/ann/events?limit=1`)

    const { text } = await show(`/lab?${query({ ...who, ...tor })}`)

    expect(text).toContain('Blocked: the pool’s HighAction is BLOCK.')
    expect(text).toContain('No device id, which is unusual for this user')
    expect((await control('GET', `/pools/${shop.pool}/users/ann/events?limit=1`)).body).toEqual(before)
    expect((await control('GET', '/requests')).body.requests).toEqual([])
  })

  test('shows the same terms as the preview of the control API', async () => {
    const { show, control } = await openConsole()
    const context = { ipAddress: tor.ip, userAgent: tor.agent }
    const { body } = await control('POST', `/pools/${shop.pool}/users/ann/risk/preview`, context)

    const { text } = await show(`/lab?${query({ ...who, ...tor })}`)

    for (const { contribution } of body.evaluation.contributions as { contribution: number }[]) {
      expect(text).toContain(`${contribution < 0 ? '−' : '+'}${Math.abs(contribution).toFixed(2)}`)
    }
  })

  test('begins with what the user nearly always does', async () => {
    const { show } = await openConsole()

    const { text, html } = await show(`/lab?${query(who)}`)

    expect(text).toContain('Let in: there is nothing to do.')
    expect(html).toMatch(/aria-current="true">As usual</)
  })

  test('offers the values that make risk happen, and what the user was seen with', async () => {
    const { show } = await openConsole()

    const { text } = await show(`/lab?${query(who)}`)

    expect(text).toContain('High (233.252.0.13)')
    expect(text).toContain('Lagos · mobile (203.0.113.9)')
    expect(text).toMatch(/198\.51\.100\.\d+ \(Berlin, Germany\)/)
    expect(text).toContain('ann/Chrome on Windows')
  })

  test('signs in for real and shows the tokens with what is in them', async () => {
    const { send, control } = await openConsole()
    await control('PUT', `/pools/${shop.pool}/users/ann/risk/directive`, { level: 'NoRisk' })

    const { status, text } = await send('/lab', {
      ...{ ...who, ip: '198.51.100.7', password: 'other', 'password-other': 'Correct-Horse-1' },
    })

    expect(status).toBe(200)
    expect(text).toContain('good for 3600 seconds')
    expect(text).toContain('"cognito:username": "ann"')
    expect(text).toContain('"token_use": "access"')
    expect(text).toContain('A directive fixed the level.')
  })

  test('shows the exception that the client gets, the event and the mail', async () => {
    const { send } = await openConsole()

    const { text, html } = await send('/lab', { ...who, ...tor })

    expect(text).toContain('NotAuthorizedException Unable to login because of security reasons.')
    expect(text).toContain('Open this event')
    expect(html).toMatch(/The user was mailed: <a href="\/_emulator\/inbox\//)
  })

  test('shows a wrong password as one that was never rated', async () => {
    const { send } = await openConsole()

    const { text } = await send('/lab', { ...who, ...tor, password: 'a wrong guess' })

    expect(text).toContain('Incorrect username or password.')
  })

  test('says what is wrong with circumstances that it cannot use', async () => {
    const { show, send } = await openConsole()
    const wrong = { ...who, ip: 'other', 'ip-other': 'nowhere' }

    expect((await show(`/lab?${query(wrong)}`)).text).toContain('expected an IPv4 or IPv6 address')
    const { status, text } = await send('/lab', wrong)
    expect([status, text]).toEqual([400, expect.stringContaining('expected an IPv4 or IPv6 address')])
  })

  test.each(['+99999999999d', 'whenever'])('says what is wrong with the time %s', async (at) => {
    const { show } = await openConsole()

    const { status, text } = await show(`/lab?${query({ ...who, ...tor, at })}`)

    expect(status).toBe(200)
    expect(text).toContain('at: ')
  })

  test('takes spans and moments for the time', async () => {
    const { send, control } = await openConsole()

    await send('/lab', { ...who, ...tor, at: '+2d' })
    await send('/lab', { ...who, ...tor, at: 'other', 'at-other': '2026-03-05T03:00' })

    const { body } = await control('GET', `/pools/${shop.pool}/users/ann/events?limit=2`)
    expect(body.events.map(({ authEvent }: { authEvent: { CreationDate: string } }) => authEvent.CreationDate)).toEqual(
      ['2026-03-05T03:00:00.000Z', '2026-03-04T09:00:00.000Z'],
    )
  })

  test('plays whole stories', async () => {
    const { send, control } = await openConsole()

    const { text } = await send('/lab/stories', { pool: shop.pool, client: shop.client, story: 'tor' })

    expect(text).toContain('Story: tor')
    expect(text).toContain('Unable to login because of security reasons.')
    expect((await control('GET', `/pools/${shop.pool}`)).body.users).toBe(3)
  })

  test('shows a challenge, and answers it', async () => {
    const { send, call, control } = await openConsole()
    const sms = { SnsCallerArn: 'arn:aws:iam::123456789012:role/shop', ExternalId: 'shop' }
    await call('SetUserPoolMfaConfig', {
      UserPoolId: shop.pool,
      MfaConfiguration: 'OPTIONAL',
      SmsMfaConfiguration: { SmsConfiguration: sms },
    })
    const ann = { UserPoolId: shop.pool, Username: 'ann' }
    const UserAttributes = [
      { Name: 'phone_number', Value: '+15555550100' },
      { Name: 'phone_number_verified', Value: 'true' },
    ]
    await call('AdminUpdateUserAttributes', { ...ann, UserAttributes })
    await call('AdminSetUserMFAPreference', { ...ann, SMSMfaSettings: { Enabled: true, PreferredMfa: true } })

    const { text, html } = await send('/lab', { ...who, ip: '233.252.0.12' })

    expect(text).toContain('challenge SMS_MFA')
    const session = /name="session" value="([^"]+)"/.exec(html)![1]!
    const answer = { ...who, challenge: 'SMS_MFA', session }
    const wrong = await send('/lab/answer', { ...answer, typed: '000000' })
    expect(wrong.text).toContain('CodeMismatchException')
    expect(wrong.html).toContain(`value="${session}"`)
    const { body } = await control('GET', '/inbox?kind=Authentication')
    const right = await send('/lab/answer', { ...answer, typed: body.messages[0].code })
    expect(right.text).toContain('"token_use": "access"')
  })

  test('finds a pool behind the first sixty', async () => {
    const { show, call } = await openConsole()
    let last = ''
    for (let i = 0; i < 60; i++) last = (await call('CreateUserPool', { PoolName: `pool ${i}` })).UserPool!.Id!

    expect((await show(`/lab?pool=${last}`)).text).toContain('pool 59 does not have both yet')
  })

  test('tells whoever has no user or client how to get one', async () => {
    const { show, call } = await openConsole()
    const { UserPool } = await call('CreateUserPool', { PoolName: 'bare' })

    const { text } = await show(`/lab?pool=${UserPool!.Id}`)

    expect(text).toContain('bare does not have both yet')
  })
})
