import { AdminListUserAuthEventsCommand, SetUICustomizationCommand } from '@aws-sdk/client-cognito-identity-provider'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { describeInBrowser } from '../../support/browser.ts'
import { type HostedShop, hostedShop } from '../../support/hosted-running.ts'

async function signIn(page: Page, shop: HostedShop): Promise<void> {
  await page.getByLabel('Username').fill(shop.username)
  await page.getByLabel('Password').fill(shop.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

const isBack = (page: Page, shop: HostedShop) => page.waitForURL((url) => url.href.startsWith(shop.callback))

describeInBrowser('the hosted pages of one shop', (open) => {
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
    const CSS = '.submitButton-customizable { background: rgb(1, 2, 3); } .inputField-customizable { height: 34px; }'
    await shop.cognito.send(new SetUICustomizationCommand({ UserPoolId: shop.userPoolId, CSS }))
    const page = await open(shop.authorizeUrl())

    const colour = await page.evaluate(`getComputedStyle(document.querySelector('[type=submit]')).backgroundColor`)
    const { height } = (await page.getByLabel('Password').boundingBox())!

    expect([colour, height]).toEqual(['rgb(1, 2, 3)', 34])
  })

  test('work on the path form of the domain, too', async () => {
    const shop = await hostedShop()
    const page = await open(shop.authorizeUrl().replace(shop.domain, `${shop.emulator.url}/_domains/shop`))

    await signIn(page, shop)

    await isBack(page, shop)
  })
})
