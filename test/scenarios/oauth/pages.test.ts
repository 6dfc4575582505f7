import {
  AdminListUserAuthEventsCommand,
  SetUICustomizationCommand,
  SetUserPoolMfaConfigCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { totpCode } from '../../../src/base/totp.ts'
import { accessibilityProblems, describeInBrowser } from '../../support/browser.ts'
import { type HostedShop, hostedShop } from '../../support/hosted-running.ts'

const wide = { viewport: { width: 1280, height: 800 } }
const narrow = { viewport: { width: 400, height: 800 } }
const looks: readonly (readonly [string, BrowserContextOptions])[] = [
  ['wide and light', { ...wide, colorScheme: 'light' }],
  ['narrow and dark', { ...narrow, colorScheme: 'dark' }],
  ['narrow, without JavaScript', { ...narrow, javaScriptEnabled: false }],
]

/** Every page of a visit must be usable for everybody and fit its window. */
async function isSound(page: Page, options: BrowserContextOptions): Promise<void> {
  if (options.javaScriptEnabled === false) return
  expect(await accessibilityProblems(page)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true)
}

async function signIn(page: Page, shop: HostedShop): Promise<void> {
  await page.getByLabel('Username').fill(shop.username)
  await page.getByLabel('Password').fill(shop.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

const isBack = (page: Page, shop: HostedShop) => page.waitForURL((url) => url.href.startsWith(shop.callback))

describeInBrowser('the hosted pages', (open) => {
  test.each(looks)('sign in, %s', async (_name, options) => {
    const shop = await hostedShop()
    const page = await open(shop.authorizeUrl(), options)
    await isSound(page, options)

    await page.getByLabel('Username').fill(shop.username)
    await page.getByLabel('Password').fill('wrong')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('Incorrect username or password.').waitFor()
    await isSound(page, options)
    await signIn(page, shop)

    await isBack(page, shop)
    expect(new URL(page.url()).searchParams.get('state')).toBe('s1')
    await page.goto(shop.authorizeUrl())
    await isBack(page, shop)
  })

  test.each(looks)('sign up and confirm, %s', async (_name, options) => {
    const shop = await hostedShop({ managed: true })
    const page = await open(shop.authorizeUrl(), options)

    await page.getByRole('link', { name: 'Sign up' }).click()
    await isSound(page, options)
    await page.getByLabel('Username').fill('bob')
    await page.getByLabel('Email').fill('bob@example.com')
    await page.getByLabel('Password').fill('Quartz#84-lantern')
    await page.getByRole('button', { name: 'Sign up' }).click()
    await page.getByText('We have sent a code to b***@e***.').waitFor()
    await isSound(page, options)
    await page.getByRole('button', { name: 'Send another one' }).click()
    const mail = await shop.emulator.inbox.waitFor({ username: 'bob', kind: 'ResendCode' })
    await page.getByLabel('Code').fill(mail.code!)
    await page.getByRole('button', { name: 'Confirm account' }).click()

    await isBack(page, shop)
  })

  test.each(looks)('set an authenticator app up, %s', async (_name, options) => {
    const shop = await hostedShop()
    await shop.cognito.send(
      new SetUserPoolMfaConfigCommand({
        UserPoolId: shop.userPoolId,
        MfaConfiguration: 'ON',
        SoftwareTokenMfaConfiguration: { Enabled: true },
      }),
    )
    const page = await open(shop.authorizeUrl(), options)

    await signIn(page, shop)
    await page.getByRole('button', { name: 'Show the QR code' }).click()
    await page.getByRole('img', { name: 'QR code' }).waitFor()
    await isSound(page, options)
    const secret = (await page.locator('code').textContent())!
    await page.getByLabel('Code that the app shows').fill(totpCode(secret, shop.emulator.clock.now()))
    await page.getByRole('button', { name: 'Continue' }).click()

    await isBack(page, shop)
  })

  test.each(looks)('recover an account, %s', async (_name, options) => {
    const shop = await hostedShop({ managed: true })
    const page = await open(shop.authorizeUrl(), options)

    await page.getByRole('link', { name: 'Forgot your password?' }).click()
    await isSound(page, options)
    await page.getByLabel('Username').fill(shop.username)
    await page.getByRole('button', { name: 'Send the code' }).click()
    await page.getByLabel('Code').waitFor()
    await isSound(page, options)
    const mail = await shop.emulator.inbox.waitFor({ username: shop.username, kind: 'ForgotPassword' })
    await page.getByLabel('Code').fill(mail.code!)
    await page.getByLabel('New password').fill('Quartz#84-lantern')
    await page.getByRole('button', { name: 'Set the password' }).click()

    await isBack(page, shop)
  })

  test('send what the browser is, which events show', async () => {
    const shop = await hostedShop({
      pool: { UserPoolTier: 'PLUS', UserPoolAddOns: { AdvancedSecurityMode: 'AUDIT' } },
    })
    const page = await open(shop.authorizeUrl(), { timezoneId: 'Asia/Kolkata' })

    await signIn(page, shop)
    await isBack(page, shop)

    const user = { UserPoolId: shop.userPoolId, Username: shop.username }
    const { AuthEvents } = await shop.cognito.send(new AdminListUserAuthEventsCommand(user))
    expect(AuthEvents![0]!.EventContextData).toMatchObject({
      DeviceName: expect.stringContaining('Chrom'),
      Timezone: '+05:30',
    })
  })

  test('take a style sheet of one’s own under their strict policy', async () => {
    const shop = await hostedShop()
    const CSS = '.submitButton-customizable { background: rgb(1, 2, 3); }'
    await shop.cognito.send(new SetUICustomizationCommand({ UserPoolId: shop.userPoolId, CSS }))
    const page = await open(shop.authorizeUrl(), wide)

    const colour = await page.evaluate(`getComputedStyle(document.querySelector('[type=submit]')).backgroundColor`)

    expect(colour).toBe('rgb(1, 2, 3)')
  })

  test('work on the path form of the domain, too', async () => {
    const shop = await hostedShop()
    const page = await open(shop.authorizeUrl().replace(shop.domain, `${shop.emulator.url}/_domains/shop`))

    await signIn(page, shop)

    await isBack(page, shop)
  })

  test('show what is wrong with a request', async () => {
    const shop = await hostedShop()
    const page = await open(shop.authorizeUrl({ redirect_uri: 'https://evil.example/' }), narrow)

    await page.getByText('redirect_mismatch').waitFor()
    await isSound(page, narrow)
  })
})
