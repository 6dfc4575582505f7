import { describe, expect, test } from 'vitest'
import { domains } from '../../../src/store/schema/pools.ts'
import { confirmedUser } from '../../support/people.ts'
import { chromeOnWindows, magic, protectedPlace, sourceArn } from '../../support/protected.ts'
import { registerAuthenticator, setMfa, signIn } from '../../support/sign-in.ts'
import { recording } from '../../support/triggers.ts'

const everyPlace = [
  ...['username', 'ip-address', 'city', 'country', 'login-time', 'device-name', 'event-id', 'feedback-token'],
  ...['one-click-link-valid', 'one-click-link-invalid'],
]

function email(Subject: string) {
  const TextBody = everyPlace.map((name) => `${name}=<{${name}}>`).join('\n')
  return { Subject, TextBody, HtmlBody: '<a href={one-click-link-invalid}>{username}</a>' }
}

const NotifyConfiguration = {
  SourceArn: sourceArn,
  From: 'security@example.com',
  BlockEmail: email('blocked'),
  MfaEmail: email('challenged'),
  NoActionEmail: email('noticed'),
}

/** High blocks, Medium challenges, Low is let in; all of them are announced, unless `Notify` is false. */
async function shopWithAnn({ Notify = true, triggers = {} } = {}) {
  const Actions = {
    LowAction: { Notify, EventAction: 'NO_ACTION' },
    MediumAction: { Notify, EventAction: 'MFA_IF_CONFIGURED' },
    HighAction: { Notify, EventAction: 'BLOCK' },
  } as const
  const shop = await protectedPlace({
    risk: { AccountTakeoverRiskConfiguration: { Actions, NotifyConfiguration } },
    emulator: { triggers },
  })
  const row = { domain: 'shop', poolId: shop.poolId, managedLoginVersion: 1, version: '1', createdAt: 0 }
  shop.core.store.tx.insert(domains).values(row).run()
  await confirmedUser(shop, 'ann', { email: 'ann@example.com', email_verified: 'false' })
  const from = (ipAddress: string) => ({ ...shop, call: shop.callFrom({ ipAddress, userAgent: chromeOnWindows }) })
  return { ...shop, from }
}

describe('A26 · notifications', () => {
  test.each([
    ['NoRisk', undefined],
    ['Low', 'noticed'],
    ['Medium', 'noticed'],
    ['High', 'blocked'],
  ] as const)('a user without a factor at %s gets: %s', async (level, subject) => {
    const shop = await shopWithAnn()

    await signIn(shop.from(magic[level]), 'ann').catch(() => undefined)

    expect(shop.inbox().map((mail) => mail.subject)).toEqual(subject === undefined ? [] : [subject])
  })

  test('a user who is challenged hears of it before the challenge is answered', async () => {
    const shop = await shopWithAnn()
    await setMfa(shop, 'OPTIONAL')
    await registerAuthenticator(shop, 'ann')

    const answer = await signIn(shop.from(magic.Medium), 'ann')

    expect(answer).toMatchObject({ ChallengeName: 'SOFTWARE_TOKEN_MFA' })
    expect(shop.inbox()).toMatchObject([{ subject: 'challenged', to: 'ann@example.com' }])
  })

  test('nobody is told where the level does not notify, or the password was wrong', async () => {
    const quiet = await shopWithAnn({ Notify: false })
    await expect(signIn(quiet.from(magic.High), 'ann')).rejects.toThrow('security reasons')
    const loud = await shopWithAnn()
    await expect(signIn(loud.from(magic.High), 'ann', 'wrong')).rejects.toThrow('Incorrect')

    expect([...quiet.inbox(), ...loud.inbox()]).toEqual([])
  })

  test('every placeholder is filled in', async () => {
    const shop = await shopWithAnn()
    await expect(signIn(shop.from(magic.High), 'ann')).rejects.toThrow('security reasons')

    const [mail] = shop.inbox()
    const { eventId, token, validUrl, invalidUrl } = mail!.feedback!
    expect(mail!.text.split('\n')).toEqual([
      'username=<ann>',
      `ip-address=<${magic.High}>`,
      'city=<Unknown>',
      'country=<Unknown>',
      'login-time=<Mon Mar 02 09:00:00 UTC 2026>',
      'device-name=<Chrome 126, Windows 10>',
      `event-id=<${eventId}>`,
      `feedback-token=<${token}>`,
      `one-click-link-valid=<${validUrl}>`,
      `one-click-link-invalid=<${invalidUrl}>`,
    ])
    expect(mail!.html).toBe(`<a href=${invalidUrl}>ann</a>`)
  })

  test('a mail of an allowed sign-in is there before its answer, too', async () => {
    const shop = await shopWithAnn()

    const answer = await signIn(shop.from(magic.Low), 'ann')

    expect(answer).toHaveProperty('AuthenticationResult')
    expect(shop.inbox()).toMatchObject([{ subject: 'noticed', from: 'security@example.com' }])
  })
})

describe('A27 · a custom e-mail sender', () => {
  test('is invoked in place of the mail, with attributes of its own and without metadata', async () => {
    const CustomEmailSender = recording()
    const shop = await shopWithAnn({ triggers: { CustomEmailSender } })

    await expect(
      signIn(shop.from(magic.High), 'ann', undefined, { ClientMetadata: { campaign: 'spring' } }),
    ).rejects.toThrow('security reasons')

    const [mail] = shop.inbox()
    const { eventId, token, validUrl, invalidUrl } = mail!.feedback!
    expect(CustomEmailSender.events).toMatchObject([
      {
        triggerSource: 'CustomEmailSender_AccountTakeOverNotification',
        request: {
          type: 'customEmailSenderRequestV1',
          code: null,
          userAttributes: {
            EVENT_ID: eventId,
            USER_NAME: 'ann',
            IP_ADDRESS: magic.High,
            ACCOUNT_TAKE_OVER_ACTION: 'BLOCK',
            ONE_CLICK_LINK_VALID: validUrl,
            ONE_CLICK_LINK_INVALID: invalidUrl,
            LOGIN_TIME: 'Mon Mar 02 09:00:00 UTC 2026',
            FEEDBACK_TOKEN: token,
            DEVICE_NAME: 'Chrome 126, Windows 10',
          },
        },
      },
    ])
    expect(CustomEmailSender.events[0]?.request).not.toHaveProperty('clientMetadata')
  })
})
