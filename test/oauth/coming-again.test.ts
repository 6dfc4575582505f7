import { describe, expect, test } from 'vitest'
import { callback, hostedClient, hostedPlace, sentTo, signInOn } from '../support/hosted.ts'
import { google } from '../support/identity-providers.ts'
import { attributes, betterPassword, confirmedUser, goodPassword } from '../support/people.ts'

/** The value of a field, and what is said beside it. */
function fieldIn(html: string, name: string): { value: string | undefined; problem: string | undefined } {
  const input = new RegExp(`<input id="${name}"[^>]*>`).exec(html)![0]
  return {
    value: / value="([^"]*)"/.exec(input)?.[1],
    problem: new RegExp(`role="alert" id="${name}-problem">([^<]*)`).exec(html)?.[1],
  }
}

describe('a form that comes again', () => {
  test('says beside the field what is wrong with it, and keeps the others: sign-up', async () => {
    const shop = await hostedPlace()

    const typed = { username: 'bob', email: 'bob@example.com', password: 'short' }
    const html = await (await shop.browser().fill(`/signup?${shop.query()}`, typed)).text()

    expect(fieldIn(html, 'username')).toEqual({ value: 'bob', problem: undefined })
    expect(fieldIn(html, 'email')).toEqual({ value: 'bob@example.com', problem: undefined })
    expect(fieldIn(html, 'password')).toEqual({ value: undefined, problem: expect.stringContaining('not long enough') })
    expect([...html.matchAll(/<input id="(\w+)"[^>]* autofocus=""/g)].map(([, id]) => id)).toEqual(['password'])
  })

  test('keeps attributes beside a new password', async () => {
    const pool = { Schema: [{ Name: 'given_name', Required: true }] }
    const shop = await hostedPlace({ pool })
    await shop.call('AdminCreateUser', {
      ...{ UserPoolId: shop.poolId, Username: 'bob', TemporaryPassword: betterPassword },
      UserAttributes: attributes({ email: 'bob@example.com' }),
    })
    const browser = shop.browser()
    await signInOn(browser, shop.query(), 'bob', betterPassword)

    const typed = { newPassword: 'short', 'userAttributes.given_name': 'Bob' }
    const html = await (await browser.fill(`/newPassword?${shop.query()}`, typed)).text()

    expect(fieldIn(html, 'userAttributes.given_name').value).toBe('Bob')
    expect(fieldIn(html, 'newPassword').problem).toContain('not long enough')
  })

  test('keeps who was to come back from a pretended provider', async () => {
    const shop = await hostedPlace()
    const { poolId: UserPoolId, clientId: ClientId } = shop
    await shop.call('CreateIdentityProvider', { UserPoolId, ...google })
    const SupportedIdentityProviders = ['Google']
    await shop.call('UpdateUserPoolClient', { UserPoolId, ClientId, ...hostedClient, SupportedIdentityProviders })
    const browser = shop.browser()
    const away = await browser.get(`/oauth2/authorize?${shop.query()}`)

    const typed = { 'claim.sub': 'g-1', more: '{"plan":' }
    const html = await (await browser.fill(away.headers.get('location')!, typed)).text()

    expect(fieldIn(html, 'claim.sub').value).toBe('g-1')
    expect(fieldIn(html, 'more')).toEqual({
      value: '{&quot;plan&quot;:',
      problem: 'Further claims must be a JSON object.',
    })
  })
})

describe('somebody whose password was reset', () => {
  test.each([
    ['with the password', false],
    ['after choosing it', true],
  ])('is led to where the code is typed: sign-in %s', async (_name, byChoice) => {
    const client = { ExplicitAuthFlows: ['ALLOW_USER_AUTH' as const] }
    const shop = await hostedPlace(byChoice ? { managed: true, client } : {})
    await confirmedUser(shop, 'alice')
    await shop.call('AdminResetUserPassword', { UserPoolId: shop.poolId, Username: 'alice' })
    const sent = shop.lastCode()
    const browser = shop.browser()

    if (byChoice) await browser.fill(`/login?${shop.query()}`, { username: 'alice' })
    const refused = byChoice
      ? await browser.fill(`/password?${shop.query()}`, { password: goodPassword })
      : await signInOn(browser, shop.query(), 'alice')
    expect(sentTo(refused).to).toBe('http://nowhere.invalid/confirmForgotPassword')
    const typed = { code: sent, newPassword: betterPassword }
    const response = await browser.fill(`/confirmForgotPassword?${shop.query()}`, typed)

    expect(sentTo(response).to).toBe(callback)
  })
})
