import { describe, expect, test } from 'vitest'
import { totpCode } from '../../src/base/totp.ts'
import {
  callback,
  exchange,
  type HostedPlace,
  hiddenField,
  hostedPlace,
  problemOf,
  sentTo,
  signInOn,
} from '../support/hosted.ts'
import { betterPassword, confirmedUser, goodPassword, statusOf } from '../support/people.ts'
import { nextCode, ownSender, registerAuthenticator, setMfa, smsConfiguration } from '../support/sign-in.ts'

/** Where a response leads on the pages, without the query. */
const pathOf = (response: Response) => sentTo(response).to.replace('http://nowhere.invalid', '')

async function ready(options: Parameters<typeof hostedPlace>[0] = {}): Promise<HostedPlace> {
  const shop = await hostedPlace(options)
  await confirmedUser(shop, 'alice')
  return shop
}

describe('the sign-in page', () => {
  test('asks for name and password, and leads to sign-up and recovery with the same request', async () => {
    const shop = await ready()

    const response = await shop.browser().get(`/login?${shop.query({ login_hint: 'alice' })}`)
    const html = await response.text()

    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/html;charset=UTF-8')
    expect(html).toContain('name="username" type="text" value="alice"')
    expect(html).toContain('name="password" type="password"')
    expect(html).toContain('/signup?response_type=code')
    expect(html).toContain('/forgotPassword?response_type=code')
    expect(hiddenField(html, '_csrf')).toMatch(/^[\da-f-]{36}$/)
  })

  test('allows no script or style but its own', async () => {
    const shop = await ready()

    const { headers } = await shop.browser().get(`/login?${shop.query()}`)

    const policy = headers.get('content-security-policy')!
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+'; img-src 'self' data:; script-src 'self'/)
    expect(policy).not.toContain('unsafe')
    expect(headers.get('x-frame-options')).toBe('DENY')
  })

  test('checks the request as authorize does', async () => {
    const shop = await ready()

    expect(pathOf(await shop.browser().get('/login'))).toBe('/error')
    const wrong = await shop.browser().get(`/login?${shop.query({ scope: 'shoes' })}`)
    expect(sentTo(wrong)).toMatchObject({ to: callback, parameters: { error: 'invalid_scope' } })
  })

  test('escapes what it repeats', async () => {
    const shop = await ready()
    const login_hint = '"><script>alert(1)</script>'

    const html = await (await shop.browser().get(`/login?${shop.query({ login_hint, state: login_hint })}`)).text()

    expect(html).not.toContain('<script>alert')
  })

  test('is not there for a client of managed login without a style', async () => {
    const shop = await ready({ managed: true })
    const { ManagedLoginBranding: style } = await shop.call('DescribeManagedLoginBrandingByClient', {
      UserPoolId: shop.poolId,
      ClientId: shop.clientId,
    })
    const ManagedLoginBrandingId = style!.ManagedLoginBrandingId!
    await shop.call('DeleteManagedLoginBranding', { UserPoolId: shop.poolId, ManagedLoginBrandingId })

    const response = await shop.browser().get(`/login?${shop.query()}`)

    expect(response.status).toBe(403)
    expect(await response.text()).toContain('Login pages unavailable')
  })
})

describe('a sign-in', () => {
  test('ends at the client', async () => {
    const shop = await ready()

    const response = await signInOn(shop.browser(), shop.query(), 'alice')

    expect(response.status).toBe(302)
    expect(sentTo(response).to).toBe(callback)
  })

  test('with a wrong password shows the page again, with the name', async () => {
    const shop = await ready()
    const browser = shop.browser()

    const response = await signInOn(browser, shop.query(), 'alice', 'wrong')

    expect(response.status).toBe(200)
    expect(await problemOf(response.clone())).toBe('Incorrect username or password.')
    expect(await response.text()).toContain('value="alice"')
    expect(browser.cookies.has('cognito')).toBe(false)
  })

  test('says who is not there only where the client does', async () => {
    const [legacy, hiding] = [await ready(), await ready({ client: { PreventUserExistenceErrors: 'ENABLED' } })]

    expect(await problemOf(await signInOn(legacy.browser(), legacy.query(), 'bob'))).toBe('User does not exist.')
    expect(await problemOf(await signInOn(hiding.browser(), hiding.query(), 'bob'))).toBe(
      'Incorrect username or password.',
    )
  })

  test('works whatever flows the client allows to the API, and with a secret', async () => {
    const shop = await ready({ client: { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'], GenerateSecret: true } })

    expect(sentTo(await signInOn(shop.browser(), shop.query(), 'alice')).to).toBe(callback)
  })

  test('needs the browser’s own form', async () => {
    const shop = await ready()
    const browser = shop.browser()
    await browser.get(`/login?${shop.query()}`)
    const fields = { username: 'alice', password: goodPassword }

    const without = await browser.post(`/login?${shop.query()}`, fields)
    const foreign = await browser.post(`/login?${shop.query()}`, { ...fields, _csrf: 'c0ffee' })
    const otherBrowser = await shop.browser().post(`/login?${shop.query()}`, fields)

    for (const response of [without, foreign]) {
      expect(response.status).toBe(403)
      expect(await problemOf(response)).toBe('This page was open for too long. Please try again.')
    }
    expect(otherBrowser.status).toBe(403)
    expect(await problemOf(otherBrowser)).toContain('Allow cookies for this site')
  })

  test('locks after five wrong passwords, as the API does', async () => {
    const shop = await ready()
    for (let i = 0; i < 5; i++) await signInOn(shop.browser(), shop.query(), 'alice', 'wrong')

    const response = await signInOn(shop.browser(), shop.query(), 'alice')

    expect(await problemOf(response)).toBe('Password attempts exceeded')
  })

  test('renews the session of the browser under another cookie', async () => {
    const shop = await ready()
    const browser = shop.browser()
    await signInOn(browser, shop.query(), 'alice')
    const before = browser.cookies.get('cognito')!
    shop.clock.advance({ minutes: 50 })
    await browser.fill(`/login?${shop.query()}`, {})
    const html = await (await browser.get(`/login?${shop.query()}`)).text()
    const fields = { _csrf: hiddenField(html, '_csrf'), username: 'alice', password: goodPassword }
    await browser.post(`/login?${shop.query()}`, fields)
    const stale = shop.browser()
    stale.cookies.set('cognito', before)

    shop.clock.advance({ minutes: 50 })

    expect(sentTo(await browser.get(`/oauth2/authorize?${shop.query()}`)).to).toBe(callback)
    expect(pathOf(await stale.get(`/oauth2/authorize?${shop.query()}`))).toBe('/login')
  })

  test('with a session offers to go on as before', async () => {
    const shop = await ready({ managed: true })
    const browser = shop.browser()
    await signInOn(browser, shop.query(), 'alice')

    const query = shop.query({ prompt: 'select_account' })
    const page = await browser.get(`/login?${query}`)
    const response = await browser.fill(`/login?${query}`, { continue: '1' })

    expect(await page.text()).toContain('Continue as alice')
    expect(sentTo(response).to).toBe(callback)
  })
})

describe('a second factor', () => {
  test('of an authenticator app is asked for on a page of its own', async () => {
    const shop = await ready()
    await setMfa(shop, 'ON')
    const browser = shop.browser()
    const first = await signInOn(browser, shop.query(), 'alice')
    expect(pathOf(first)).toBe('/mfa')

    const html = await (await browser.get(`/mfa?${shop.query()}`)).text()
    expect(html).toContain('Set up an authenticator app')
    const shown = await browser.fill(`/mfa?${shop.query()}`, {})
    expect(pathOf(shown)).toBe('/mfa')
    const withKey = await (await browser.get(`/mfa?${shop.query()}`)).text()
    expect(withKey).toContain('<svg')
    const secret = /<code>([A-Z2-7]+)<\/code>/.exec(withKey)![1]!

    const wrong = await browser.fill(`/mfa?${shop.query()}`, { code: '000000' })
    expect(await problemOf(wrong)).toBe('Code mismatch and fail enable Software Token MFA')
    const done = await browser.fill(`/mfa?${shop.query()}`, { code: totpCode(secret, shop.clock.now()) })
    expect(sentTo(done).to).toBe(callback)

    const again = shop.browser()
    await signInOn(again, shop.query(), 'alice')
    expect(await problemOf(await again.fill(`/mfa?${shop.query()}`, { code: '000000' }))).toBe(
      'Invalid code received for user',
    )
    const second = await again.fill(`/mfa?${shop.query()}`, { code: nextCode(shop, secret) })
    expect(sentTo(second).to).toBe(callback)
    expect((await exchange(shop, sentTo(second).parameters['code']!)).status).toBe(200)
  })

  test('by message shows where the code went, and takes it with spaces', async () => {
    const shop = await ready({ pool: { EmailConfiguration: ownSender } })
    await setMfa(shop, 'OPTIONAL', { email: true })
    const EmailMfaSettings = { Enabled: true, PreferredMfa: true }
    await shop.call('AdminSetUserMFAPreference', { UserPoolId: shop.poolId, Username: 'alice', EmailMfaSettings })
    const browser = shop.browser()
    await signInOn(browser, shop.query(), 'alice')

    const html = await (await browser.get(`/mfa?${shop.query()}`)).text()
    expect(html).toContain('We have sent a code to a***@e***.')
    const wrong = await browser.fill(`/mfa?${shop.query()}`, { code: '000000' })
    expect(await problemOf(wrong)).toBe('Invalid code or auth state for the user.')
    const code = shop.lastCode()
    const response = await browser.fill(`/mfa?${shop.query()}`, { code: `${code.slice(0, 3)} ${code.slice(3)}` })
    expect(sentTo(response).to).toBe(callback)
  })

  test('can be chosen where there are several', async () => {
    const pool = { EmailConfiguration: ownSender, SmsConfiguration: smsConfiguration }
    const shop = await hostedPlace({ pool })
    const values = { email: 'alice@example.com', email_verified: 'true', phone_number: '+491234567' }
    await confirmedUser(shop, 'alice', values)
    await setMfa(shop, 'ON', { email: true, sms: true })
    const browser = shop.browser()
    await signInOn(browser, shop.query(), 'alice')

    const choice = await (await browser.get(`/mfa?${shop.query()}`)).text()
    expect(choice).toContain('value="SMS_MFA"')
    const chosen = await browser.fill(`/mfa?${shop.query()}`, { answer: 'SMS_MFA' })
    expect(pathOf(chosen)).toBe('/mfa')
    const response = await browser.fill(`/mfa?${shop.query()}`, { code: shop.lastCode() })
    expect(sentTo(response).to).toBe(callback)
  })

  test('can be set up as an address, which gets a code', async () => {
    const shop = await hostedPlace({ pool: { EmailConfiguration: ownSender, AutoVerifiedAttributes: [] } })
    await confirmedUser(shop, 'alice', {})
    await setMfa(shop, 'ON', { email: true, totp: true })
    const browser = shop.browser()
    await signInOn(browser, shop.query(), 'alice')

    expect(await (await browser.get(`/mfa?${shop.query()}`)).text()).toContain('Choose a second factor to set up')
    expect(await problemOf(await browser.fill(`/mfa?${shop.query()}`, { answer: 'SMS_MFA' }))).toBe(
      'Choose one of the factors.',
    )
    await browser.fill(`/mfa?${shop.query()}`, { answer: 'EMAIL_OTP' })
    expect(await problemOf(await browser.fill(`/mfa?${shop.query()}`, { address: 'nowhere' }))).toBe(
      'Invalid email address format.',
    )
    await browser.fill(`/mfa?${shop.query()}`, { address: 'alice@example.com' })
    const response = await browser.fill(`/mfa?${shop.query()}`, { code: shop.lastCode() })
    expect(sentTo(response).to).toBe(callback)
  })

  test('that comes too late has to begin anew', async () => {
    const shop = await ready()
    await setMfa(shop, 'OPTIONAL')
    await registerAuthenticator(shop, 'alice')
    await setMfa(shop, 'ON')
    const browser = shop.browser()
    await signInOn(browser, shop.query(), 'alice')
    shop.clock.advance({ minutes: 4 })

    const response = await browser.fill(`/mfa?${shop.query()}`, { code: '000000' })

    const html = await response.text()
    expect(html).toContain('Invalid session for the user, session is expired.')
    expect(html).toContain('Sign in again')
  })

  test('cannot be reached without a sign-in, nor answered from another browser', async () => {
    const shop = await ready()
    await setMfa(shop, 'ON')
    await signInOn(shop.browser(), shop.query(), 'alice')

    expect(pathOf(await shop.browser().get(`/mfa?${shop.query()}`))).toBe('/login')
    expect(pathOf(await shop.browser().post(`/mfa?${shop.query()}`, { code: '1' }))).toBe('/login')
  })
})

describe('a temporary password', () => {
  test('is replaced on a page that also asks for what is missing', async () => {
    const shop = await hostedPlace({ pool: { Schema: [{ Name: 'given_name', Required: true, Mutable: true }] } })
    await shop.call('AdminCreateUser', { UserPoolId: shop.poolId, Username: 'bob', TemporaryPassword: goodPassword })
    const browser = shop.browser()
    const first = await signInOn(browser, shop.query(), 'bob')
    expect(pathOf(first)).toBe('/newPassword')
    expect(pathOf(await browser.get(`/mfa?${shop.query()}`))).toBe('/newPassword')

    const path = `/newPassword?${shop.query()}`
    expect(await (await browser.get(path)).text()).toContain('Given name')
    expect(await problemOf(await browser.fill(path, { newPassword: 'short' }))).toContain('missing')
    const fields = { newPassword: betterPassword, 'userAttributes.given_name': 'Bob' }
    const response = await browser.fill(path, fields)

    expect(sentTo(response).to).toBe(callback)
    expect(await statusOf(shop, 'bob')).toBe('CONFIRMED')
    expect(sentTo(await signInOn(shop.browser(), shop.query(), 'bob', betterPassword)).to).toBe(callback)
  })
})

describe('functions of the pool', () => {
  test('are asked in the order of a sign-in, and their errors are shown', async () => {
    const calls: string[] = []
    let fails = ''
    const hear = async (event: { triggerSource: string }) => {
      calls.push(event.triggerSource)
      if (event.triggerSource.startsWith(fails || 'nothing')) throw new Error('not today')
      return event
    }
    const triggers = { PreAuthentication: hear, PostAuthentication: hear, PreTokenGeneration: hear } as never
    const shop = await ready({ emulator: { triggers } })

    const response = await signInOn(shop.browser(), shop.query(), 'alice')
    await exchange(shop, sentTo(response).parameters['code']!)
    expect(calls).toEqual([
      'PreAuthentication_Authentication',
      'PostAuthentication_Authentication',
      'TokenGeneration_HostedAuth',
    ])

    fails = 'PreAuthentication'
    const refused = await signInOn(shop.browser(), shop.query(), 'alice')
    expect(await problemOf(refused)).toBe('PreAuthentication failed with error not today.')
    fails = 'PostAuthentication'
    const late = await signInOn(shop.browser(), shop.query(), 'alice')
    expect(await problemOf(late)).toBe('PostAuthentication failed with error not today.')
    fails = 'TokenGeneration'
    const implicit = await signInOn(shop.browser(), shop.query({ response_type: 'token' }), 'alice')
    expect(sentTo(implicit)).toEqual({
      to: callback,
      parameters: {
        error_description: 'PreTokenGeneration failed with error not today. ',
        state: 's1',
        error: 'invalid_request',
      },
    })
  })
})

describe('looks', () => {
  test('of managed login come from the settings of the client’s style', async () => {
    const shop = await ready({ managed: true })
    const { ManagedLoginBranding: style } = await shop.call('DescribeManagedLoginBrandingByClient', {
      UserPoolId: shop.poolId,
      ClientId: shop.clientId,
    })
    const Settings = {
      categories: { global: { colorSchemeMode: 'DARK' } },
      components: {
        primaryButton: { darkMode: { defaults: { backgroundColor: 'ff9900ff', textColor: 'red;} body{' } } },
      },
    }
    await shop.call('UpdateManagedLoginBranding', {
      UserPoolId: shop.poolId,
      ManagedLoginBrandingId: style!.ManagedLoginBrandingId!,
      Settings,
    })

    const html = await (await shop.browser().get(`/login?${shop.query()}`)).text()

    expect(html).toContain('--button: #ff9900ff')
    expect(html).not.toContain('red;}')
    expect(html).toContain('<meta name="color-scheme" content="dark"')
  })

  test('of the classic pages are CSS and a logo', async () => {
    const shop = await ready()
    const png = Buffer.from('iVBORw0KGgo=', 'base64')
    const CSS = '.submitButton-customizable { background: #ff9900; } /* </style><script>alert(1)</script> */'
    await shop.call('SetUICustomization', { UserPoolId: shop.poolId, CSS, ImageFile: new Uint8Array(png) })

    const html = await (await shop.browser().get(`/login?${shop.query()}`)).text()
    const src = /<img class="logo-customizable" src="([^"]+)"/.exec(html)![1]!
    const logo = await shop.browser().get(src)

    expect(html).toContain('background: #ff9900')
    expect(html).not.toContain('</style><script>')
    expect(logo.headers.get('content-type')).toBe('image/png')
    expect(Buffer.from(await logo.arrayBuffer())).toEqual(png)
  })
})
