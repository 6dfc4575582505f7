import { describe, expect, test } from 'vitest'
import { encodeContextData } from '../support/encoded-data.ts'
import { callback, type HostedPlace, hostedPlace, problemOf, sentTo, signInOn } from '../support/hosted.ts'
import { confirmedUser, goodPassword } from '../support/people.ts'
import { always, chromeOnWindows, magic, seattle, sourceArn } from '../support/protected.ts'
import { ownSender, setMfa } from '../support/sign-in.ts'

const protection = {
  UserPoolTier: 'PLUS',
  UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
  EmailConfiguration: ownSender,
} as const

type Action = Parameters<typeof always>[0]

/** A protected pool that does this at every level, and Alice. */
async function guarded(action: Action, notify = false): Promise<HostedPlace> {
  const shop = await hostedPlace({ pool: protection })
  await shop.call('SetRiskConfiguration', {
    UserPoolId: shop.poolId,
    AccountTakeoverRiskConfiguration: {
      Actions: always(action, notify),
      NotifyConfiguration: { SourceArn: sourceArn },
    },
    CompromisedCredentialsRiskConfiguration: { Actions: { EventAction: 'BLOCK' } },
    RiskExceptionConfiguration: { BlockedIPRangeList: ['203.0.113.66/32'] },
  })
  await confirmedUser(shop, 'alice')
  return shop
}

const from = (shop: HostedPlace, ipAddress: string) =>
  shop.browser({ 'x-forwarded-for': ipAddress, 'user-agent': chromeOnWindows })

const latest = async (shop: HostedPlace) => {
  const user = { UserPoolId: shop.poolId, Username: 'alice' }
  return (await shop.call('AdminListUserAuthEvents', { ...user, MaxResults: 1 })).AuthEvents![0]!
}

describe('threat protection at the hosted pages', () => {
  test('blocks on the page, notes the event and writes the mail', async () => {
    const shop = await guarded('BLOCK', true)

    const response = await signInOn(from(shop, magic.High), shop.query(), 'alice')

    expect(await problemOf(response)).toBe('Unable to login because of security reasons.')
    expect(await latest(shop)).toMatchObject({
      EventResponse: 'Fail',
      EventRisk: { RiskDecision: 'Block', RiskLevel: 'High' },
      EventContextData: { IpAddress: magic.High, DeviceName: 'Chrome 126, Windows 10' },
    })
    expect(shop.inbox().at(-1)).toMatchObject({ kind: 'AccountTakeOverNotification', to: 'alice@example.com' })
  })

  test('asks for a second factor on the page for it', async () => {
    const shop = await guarded('MFA_REQUIRED')
    await setMfa(shop, 'OPTIONAL', { email: true })
    const browser = from(shop, magic.Medium)

    const first = await signInOn(browser, shop.query(), 'alice')
    expect(sentTo(first).to).toBe('http://nowhere.invalid/mfa')
    const response = await browser.fill(`/mfa?${shop.query()}`, { code: shop.lastCode() })

    expect(sentTo(response).to).toBe(callback)
    const { EventResponse, ChallengeResponses } = await latest(shop)
    expect(EventResponse).toBe('Pass')
    expect(ChallengeResponses).toHaveLength(2)
  })

  test('refuses a compromised password, whose user then has to reset it', async () => {
    const shop = await guarded('NO_ACTION')
    const user = { UserPoolId: shop.poolId, Username: 'alice' }
    await shop.call('AdminSetUserPassword', { ...user, Password: 'Password1!', Permanent: true })

    const first = await signInOn(from(shop, seattle), shop.query(), 'alice', 'Password1!')
    const second = await signInOn(from(shop, seattle), shop.query(), 'alice', 'Password1!')

    expect(await problemOf(first)).toBe('Password reset required for user due to security reasons')
    expect(sentTo(second).to).toBe('http://nowhere.invalid/confirmForgotPassword')
  })

  test('refuses a compromised password of somebody who signs up', async () => {
    const shop = await guarded('NO_ACTION')
    const fields = { username: 'bob', email: 'bob@example.com', password: 'Password1!' }

    const response = await from(shop, seattle).fill(`/signup?${shop.query()}`, fields)

    expect(await problemOf(response)).toBe('Provided password cannot be used for security reasons.')
  })

  test('refuses blocked addresses', async () => {
    const shop = await guarded('NO_ACTION')

    const response = await signInOn(from(shop, '203.0.113.66'), shop.query(), 'alice')

    expect(await problemOf(response)).toBe('Request not allowed due to security reasons.')
  })

  test('believes what the page’s script found out about the device', async () => {
    const shop = await guarded('NO_ACTION')
    const contextData = {
      UserAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
      ClientTimezone: '01:00',
    }
    const cognitoAsfData = encodeContextData(shop.clientId, { contextData, userPoolId: shop.poolId })
    const fields = { username: 'alice', password: goodPassword, cognitoAsfData }

    await from(shop, seattle).fill(`/login?${shop.query()}`, fields)

    expect(await latest(shop)).toMatchObject({
      EventResponse: 'Pass',
      EventContextData: { DeviceName: 'Firefox 128, Linux', Timezone: '+01:00' },
    })
  })

  test('is not asked when a session is reused', async () => {
    const shop = await guarded('BLOCK')
    const browser = from(shop, magic.NoRisk)
    await signInOn(browser, shop.query(), 'alice')
    const user = { UserPoolId: shop.poolId, Username: 'alice' }
    const count = async () => (await shop.call('AdminListUserAuthEvents', user)).AuthEvents!.length
    const before = await count()

    const response = await browser.get(`/oauth2/authorize?${shop.query()}`)

    expect(sentTo(response).to).toBe(callback)
    expect(await count()).toBe(before)
  })
})
