import { describe, expect, test } from 'vitest'
import type { AccountTakeoverRiskConfigurationType } from '../../../src/api/generated/types.ts'
import { requireFeedbackToken } from '../../../src/domain/risk/feedback-token.ts'
import { domains } from '../../../src/store/schema/pools.ts'
import { confirmedUser, type PlaceOptions } from '../../support/people.ts'
import { always, attempt, magic, protectedPlace, sourceArn } from '../../support/protected.ts'

const takeover = (
  change: Partial<AccountTakeoverRiskConfigurationType> = {},
): { AccountTakeoverRiskConfiguration: AccountTakeoverRiskConfigurationType } => ({
  AccountTakeoverRiskConfiguration: {
    Actions: always('BLOCK', true),
    NotifyConfiguration: { SourceArn: sourceArn, From: 'Shop <shop@example.com>', ReplyTo: 'help@example.com' },
    ...change,
  },
})

async function shopWithAnn(
  options: PlaceOptions & { mode?: 'AUDIT'; risk?: ReturnType<typeof takeover> } = {},
  values?: Record<string, string>,
) {
  const shop = await protectedPlace({ risk: takeover(), ...options })
  const sub = await confirmedUser(shop, 'ann', values)
  return { ...shop, sub }
}

describe('the notification of a risky sign-in', () => {
  test('is in the inbox before the answer, with everything a reader needs to react', async () => {
    const shop = await shopWithAnn()

    const { eventId } = (await attempt(shop, 'ann', { ipAddress: magic.High }))!

    expect(shop.inbox()).toMatchObject([
      {
        channel: 'email',
        kind: 'AccountTakeOverNotification',
        poolId: shop.poolId,
        username: 'ann',
        to: 'ann@example.com',
        from: 'Shop <shop@example.com>',
        replyTo: 'help@example.com',
        subject: 'Blocked sign-in attempt',
        status: 'delivered',
        feedback: { eventId, token: expect.stringMatching(/^[\w-]+\.\.[\w.-]+$/) },
      },
    ])
  })

  test('carries a token for this very event', async () => {
    const shop = await shopWithAnn()
    const { eventId } = (await attempt(shop, 'ann', { ipAddress: magic.High }))!
    const { token } = shop.inbox()[0]!.feedback!

    const subject = { poolId: shop.poolId, sub: shop.sub, eventId }

    await expect(requireFeedbackToken(shop.flow(), token, subject)).resolves.toBeUndefined()
  })

  test('fills all places in, and leaves the links empty where the pool has no domain', async () => {
    const TextBody =
      '{username}|{ip-address}|{city}|{country}|{login-time}|{device-name}|{event-id}|{feedback-token}|{one-click-link-valid}|{one-click-link-invalid}|{other}'
    const BlockEmail = { Subject: 'About {username}', HtmlBody: '<b>{device-name}</b>', TextBody }
    const shop = await shopWithAnn({
      risk: takeover({ NotifyConfiguration: { SourceArn: sourceArn, BlockEmail } }),
    })
    const context = { ipAddress: magic.High, city: 'Lagos', country: 'Nigeria', userAgent: '' }

    const { eventId } = (await attempt(shop, 'ann', { context }))!

    const [mail] = shop.inbox()
    const { token } = mail!.feedback!
    expect(mail).toMatchObject({
      from: 'security@example.com',
      subject: 'About ann',
      feedback: { eventId, token },
    })
    expect(mail!.text).toBe(
      `ann|${magic.High}|Lagos|Nigeria|Mon Mar 02 09:00:00 UTC 2026|Unknown|${eventId}|${token}|||{other}`,
    )
    expect(Object.keys(mail!.feedback!)).toEqual(['eventId', 'token'])
  })

  test('links to the pool’s domain', async () => {
    const shop = await shopWithAnn()
    const row = { domain: 'shop', poolId: shop.poolId, managedLoginVersion: 1, version: '1', createdAt: 0 }
    shop.core.store.tx.insert(domains).values(row).run()

    await attempt(shop, 'ann', { ipAddress: magic.High })

    const [mail] = shop.inbox()
    const { validUrl, invalidUrl } = mail!.feedback!
    expect(validUrl).toMatch(/^http:\/\/shop\.localhost:4590\/eventFeedback\?/)
    for (const url of [validUrl!, invalidUrl!]) {
      expect(mail!.html).toContain(url)
      expect(mail!.text).toContain(url)
    }
  })

  test('shows as text whatever a place or device is called', async () => {
    const shop = await shopWithAnn()
    const context = { ipAddress: magic.High, city: '<script>alert(1)</script>', country: 'NG' }

    await attempt(shop, 'ann', { context })

    const [mail] = shop.inbox()
    expect(mail!.html).toContain('&lt;script&gt;')
    expect(mail!.html).not.toContain('<script>')
  })

  test('goes to an address that is not verified, too', async () => {
    const shop = await shopWithAnn({}, { email: 'ann@example.com', email_verified: 'false' })

    await attempt(shop, 'ann', { ipAddress: magic.High })

    expect(shop.inbox()).toHaveLength(1)
  })

  test('goes nowhere without an address', async () => {
    const shop = await shopWithAnn({}, { phone_number: '+15555550100' })

    const protection = await attempt(shop, 'ann', { ipAddress: magic.High })

    expect(protection?.demand).toBe('block')
    expect(shop.inbox()).toEqual([])
  })

  test.each([
    ['the action does not notify', takeover({ Actions: always('BLOCK', false) }), magic.High],
    [
      'the level has no action',
      takeover({ Actions: { LowAction: { EventAction: 'BLOCK', Notify: true } } }),
      magic.High,
    ],
    ['there is no risk', takeover(), magic.NoRisk],
  ])('is not written where %s', async (_name, risk, ipAddress) => {
    const shop = await shopWithAnn({ risk })

    await attempt(shop, 'ann', { ipAddress })

    expect(shop.inbox()).toEqual([])
  })

  test('is not written where there is no NotifyConfiguration', async () => {
    const risk = { AccountTakeoverRiskConfiguration: { Actions: always('BLOCK', true) } }
    const shop = await shopWithAnn({ risk })

    await attempt(shop, 'ann', { ipAddress: magic.High })

    expect(shop.inbox()).toEqual([])
  })

  test('is not written in audit mode', async () => {
    const shop = await shopWithAnn({ mode: 'AUDIT' })

    await attempt(shop, 'ann', { ipAddress: magic.High })

    expect(shop.inbox()).toEqual([])
  })

  test.each([
    ['BLOCK', 'Blocked sign-in attempt'],
    ['MFA_REQUIRED', 'Blocked sign-in attempt'],
    ['MFA_IF_CONFIGURED', 'New sign-in attempt'],
    ['NO_ACTION', 'New sign-in attempt'],
  ] as const)('%s without a factor sends "%s"', async (action, subject) => {
    const shop = await shopWithAnn({ risk: takeover({ Actions: always(action, true) }) })

    await attempt(shop, 'ann', { ipAddress: magic.High })

    expect(shop.inbox()).toMatchObject([{ subject }])
  })
})

describe('a pool with a custom e-mail sender', () => {
  test('gets the notification as an event in place of the mail', async () => {
    const calls: unknown[] = []
    const CustomEmailSender = async (event: unknown) => calls.push(event)
    const shop = await shopWithAnn({ emulator: { triggers: { CustomEmailSender } } })
    await confirmedUser(shop, 'bob')

    const { eventId } = (await attempt(shop, 'bob', { ipAddress: magic.High }))!
    await shop.core.kernel.deliver('request')

    const [mail] = shop.inbox()
    expect(mail).toMatchObject({ kind: 'AccountTakeOverNotification', to: 'bob@example.com', status: 'delivered' })
    expect(calls).toEqual([
      {
        version: '1',
        region: 'us-east-1',
        userPoolId: shop.poolId,
        userName: 'bob',
        callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: shop.clientId },
        triggerSource: 'CustomEmailSender_AccountTakeOverNotification',
        request: {
          type: 'customEmailSenderRequestV1',
          code: null,
          userAttributes: expect.objectContaining({
            email: 'bob@example.com',
            EVENT_ID: eventId,
            USER_NAME: 'bob',
            IP_ADDRESS: magic.High,
            ACCOUNT_TAKE_OVER_ACTION: 'BLOCK',
            ONE_CLICK_LINK_VALID: '',
            ONE_CLICK_LINK_INVALID: '',
            LOGIN_TIME: 'Mon Mar 02 09:00:00 UTC 2026',
            FEEDBACK_TOKEN: mail!.feedback!.token,
            DEVICE_NAME: 'Chrome 126, Windows 10',
          }),
        },
      },
    ])
  })
})
