import { describe, expect, test } from 'vitest'
import { callback, exchange, type HostedPlace, hostedPlace, postForm, sentTo, signInOn } from '../support/hosted.ts'
import { confirmedUser } from '../support/people.ts'

/** A pool that tracks sessions, and Alice signed in at it. */
async function tracked(client: object = {}) {
  const shop = await hostedPlace({ client })
  const pool = { UserPoolId: shop.poolId }
  const TokenSession = { MaxPerUser: 20 }
  await shop.call('SetUserPoolSessionConfiguration', { ...pool, UserSessionTracking: 'ENABLED', TokenSession })
  await confirmedUser(shop, 'alice')
  const browser = shop.browser({
    'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
  })
  const code = sentTo(await signInOn(browser, shop.query(), 'alice')).parameters['code']!
  return { shop, browser, code }
}

const sessions = async (shop: HostedPlace) =>
  (await shop.call('AdminListUserSessions', { UserPoolId: shop.poolId, Username: 'alice' })).Sessions!

const isSignedIn = async (shop: HostedPlace, browser: Awaited<ReturnType<typeof tracked>>['browser']) =>
  sentTo(await browser.get(`/oauth2/authorize?${shop.query()}`)).to === callback

describe('a session at the hosted pages', () => {
  test('is listed, and its tokens once the code is exchanged', async () => {
    const { shop, code } = await tracked()

    const [browsers] = await sessions(shop)
    expect(browsers).toMatchObject({
      SessionId: expect.stringMatching(/^sso[a-z\d]{25}$/),
      SessionType: 'SSO',
      ClientId: shop.clientId,
      DeviceType: 'Firefox 128 / Linux',
    })
    expect(browsers).not.toHaveProperty('OriginSessionId', expect.any(String))
    shop.clock.advance({ seconds: 10 })
    await exchange(shop, code)

    const all = await sessions(shop)
    expect(all.map(({ SessionType }) => SessionType).toSorted()).toEqual(['SSO', 'TOKEN'])
    const tokens = all.find(({ SessionType }) => SessionType === 'TOKEN')!
    expect(tokens.OriginSessionId).toBe(browsers!.SessionId)
    expect(all.find(({ SessionType }) => SessionType === 'SSO')!.LastActiveDate).toEqual(tokens.LastActiveDate)
  })

  test('keeps its id when the same user signs in again', async () => {
    const { shop, browser } = await tracked()
    const [before] = await sessions(shop)

    await signInOn(browser, `${shop.query()}&x=1`, 'alice')
    const html = await (await browser.get(`/login?${shop.query()}`)).text()
    expect(html).toContain('Continue as alice')
    const after = await sessions(shop)

    expect(after.map(({ SessionId }) => SessionId)).toEqual([before!.SessionId])
  })

  test('is over once it is revoked; its tokens live on, unless they are linked', async () => {
    for (const linked of [false, true]) {
      const { shop, browser, code } = await tracked()
      const { body } = await exchange(shop, code)
      const sso = (await sessions(shop)).find(({ SessionType }) => SessionType === 'SSO')!
      const revoked = { UserPoolId: shop.poolId, Username: 'alice', SessionId: sso.SessionId! }
      await shop.call('AdminRevokeUserSession', { ...revoked, ...(linked && { RevokeAssociatedSessions: 'LINKED' }) })

      const fields = { grant_type: 'refresh_token', client_id: shop.clientId }
      const refresh_token = body['refresh_token'] as string
      const { status } = await postForm(shop, '/oauth2/token', { ...fields, refresh_token })
      expect([await isSignedIn(shop, browser), status]).toEqual([false, linked ? 400 : 200])
    }
  })

  test('is touched by a rotation, not by a plain refresh', async () => {
    for (const rotates of [true, false]) {
      const RefreshTokenRotation = { Feature: rotates ? 'ENABLED' : 'DISABLED', RetryGracePeriodSeconds: 0 }
      const ExplicitAuthFlows = ['ALLOW_USER_SRP_AUTH']
      const { shop, code } = await tracked({ RefreshTokenRotation, ExplicitAuthFlows })
      const { body } = await exchange(shop, code)
      const at = async () =>
        (await sessions(shop)).find(({ SessionType }) => SessionType === 'SSO')!.LastActiveDate!.getTime()
      const before = await at()
      shop.clock.advance({ minutes: 5 })

      const refresh_token = body['refresh_token'] as string
      await postForm(shop, '/oauth2/token', { grant_type: 'refresh_token', client_id: shop.clientId, refresh_token })

      expect((await at()) - before).toBe(rotates ? 300_000 : 0)
    }
  })

  test('of an implicit grant has no session of tokens', async () => {
    const { shop, browser } = await tracked()

    await browser.get(`/oauth2/authorize?${shop.query({ response_type: 'token' })}`)

    expect((await sessions(shop)).map(({ SessionType }) => SessionType)).toEqual(['SSO'])
  })

  test('ends when its user is disabled, for good', async () => {
    const { shop, browser } = await tracked()
    const user = { UserPoolId: shop.poolId, Username: 'alice' }

    await shop.call('AdminDisableUser', user)
    await shop.call('AdminEnableUser', user)

    expect(await isSignedIn(shop, browser)).toBe(false)
  })
})
