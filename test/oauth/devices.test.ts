import { describe, expect, test } from 'vitest'
import {
  type Browser,
  callback,
  exchange,
  type HostedPlace,
  hostedPlace,
  problemOf,
  sentTo,
  signInOn,
} from '../support/hosted.ts'
import { confirmedUser } from '../support/people.ts'
import { claimsOf, nextCode, registerAuthenticator, setMfa, tokensOf } from '../support/sign-in.ts'

const pathOf = (response: Response) => sentTo(response).to.replace('http://nowhere.invalid', '')

/** A pool that spares remembered devices the second factor; Alice has an authenticator app. */
async function remembering(DeviceOnlyRememberedOnUserPrompt: boolean) {
  const shop = await hostedPlace()
  await confirmedUser(shop, 'alice')
  await setMfa(shop, 'OPTIONAL')
  const { AccessToken } = await tokensOf(shop, 'alice')
  const secret = await registerAuthenticator(shop, 'alice', AccessToken)
  await setMfa(shop, 'ON')
  await shop.call('UpdateUserPool', {
    UserPoolId: shop.poolId,
    AutoVerifiedAttributes: ['email'],
    MfaConfiguration: 'ON',
    DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt },
  })
  const prove = async (browser: Browser, more: Record<string, string> = {}) => {
    expect(pathOf(await signInOn(browser, shop.query(), 'alice'))).toBe('/mfa')
    return browser.fill(`/mfa?${shop.query()}`, { code: nextCode(shop, secret), ...more })
  }
  return { shop, prove }
}

const devices = async ({ call, poolId }: HostedPlace) =>
  (await call('AdminListDevices', { UserPoolId: poolId, Username: 'alice' })).Devices!

describe('a browser', () => {
  test('is remembered where the pool always remembers, and then needs the password alone', async () => {
    const { shop, prove } = await remembering(false)
    const browser = shop.browser()

    const first = await prove(browser)
    browser.cookies.delete('cognito')
    const second = await signInOn(browser, shop.query(), 'alice')

    expect(first.headers.getSetCookie().join()).toMatch(/cognito-device=[\w.-]+; Path=\/; Max-Age=34560000; HttpOnly/)
    expect(sentTo(second).to).toBe(callback)
    const [device] = await devices(shop)
    const { body } = await exchange(shop, sentTo(second).parameters['code']!)
    expect(claimsOf(body['access_token'] as string)['device_key']).toBe(device!.DeviceKey)
    expect(await devices(shop)).toHaveLength(1)
  })

  test('is remembered on request where the pool asks', async () => {
    const { shop, prove } = await remembering(true)
    const [no, yes] = [shop.browser(), shop.browser()]
    await prove(no)
    await prove(yes, { rememberDevice: '1' })
    for (const browser of [no, yes]) browser.cookies.delete('cognito')

    expect(await devices(shop)).toHaveLength(1)
    expect(pathOf(await signInOn(no, shop.query(), 'alice'))).toBe('/mfa')
    expect(await (await no.get(`/mfa?${shop.query()}`)).text()).toContain('Remember this device')
    expect(sentTo(await signInOn(yes, shop.query(), 'alice')).to).toBe(callback)
  })

  test('of one user is none of another', async () => {
    const { shop, prove } = await remembering(false)
    await confirmedUser(shop, 'bob')
    const browser = shop.browser()
    await prove(browser)
    browser.cookies.delete('cognito')

    expect(pathOf(await signInOn(browser, shop.query(), 'bob'))).toBe('/mfa')
  })

  test('that was forgotten needs the second factor again', async () => {
    const { shop, prove } = await remembering(false)
    const browser = shop.browser()
    await prove(browser)
    browser.cookies.delete('cognito')
    const [device] = await devices(shop)
    const forgotten = { UserPoolId: shop.poolId, Username: 'alice', DeviceKey: device!.DeviceKey! }
    await shop.call('AdminForgetDevice', forgotten)

    expect(pathOf(await signInOn(browser, shop.query(), 'alice'))).toBe('/mfa')
  })

  test('that only knows the key of a device proves nothing', async () => {
    const { shop, prove } = await remembering(false)
    const browser = shop.browser()
    await prove(browser)
    const [device] = await devices(shop)
    const thief = shop.browser()
    thief.cookies.set('cognito-device', `${device!.DeviceKey}.${'x'.repeat(54)}`)

    const response = await signInOn(thief, shop.query(), 'alice')

    expect(await problemOf(response)).toBe('This browser is not known any more. Please sign in again.')
    expect(thief.cookies.has('cognito-device')).toBe(false)
    expect(pathOf(await signInOn(thief, shop.query(), 'alice'))).toBe('/mfa')
  })
})
