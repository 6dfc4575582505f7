import { expect, test } from 'vitest'
import { accessibilityProblems, describeInBrowser } from '../../support/browser.ts'
import { addAuthenticator } from '../../support/browser-passkeys.ts'
import { hostedShop } from '../../support/hosted-running.ts'

describeInBrowser('passkeys at the hosted pages', (open) => {
  test('are added by whoever is signed in, and sign in', async () => {
    const shop = await hostedShop({
      managed: true,
      pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } } },
      client: { ExplicitAuthFlows: ['ALLOW_USER_AUTH'] },
    })
    const page = await open(shop.authorizeUrl())
    await addAuthenticator(page)
    const isBack = () => page.waitForURL((url) => url.href.startsWith(shop.callback))
    const name = async () => {
      await page.getByLabel('Username').fill(shop.username)
      await page.getByRole('button', { name: 'Next' }).click()
    }

    await name()
    await page.getByLabel('Password').fill(shop.password)
    await page.getByRole('button', { name: 'Continue' }).click()
    await isBack()
    const query = new URLSearchParams({ client_id: shop.clientId, redirect_uri: shop.callback })
    await page.goto(`${shop.domain}/passkeys/add?${query}`)
    await isBack()

    await page.goto(shop.authorizeUrl({ prompt: 'login' }))
    await name()
    await page.getByLabel('Passkey').check()
    expect(await accessibilityProblems(page)).toEqual([])
    await page.getByRole('button', { name: 'Continue' }).click()
    await isBack()
    expect(new URL(page.url()).searchParams.get('code')).toMatch(/^[\da-f-]{36}$/)
  })

  test('are added by nobody who is not signed in', async () => {
    const shop = await hostedShop({
      managed: true,
      pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } } },
    })
    const page = await open(shop.authorizeUrl())
    const query = new URLSearchParams({ client_id: shop.clientId, redirect_uri: shop.callback })

    await page.goto(`${shop.domain}/passkeys/add?${query}`)

    await page.getByText('Something went wrong').waitFor()
  })
})
