import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { accessibilityProblems, describeInBrowser } from '../../support/browser.ts'
import { hostedShop } from '../../support/hosted-running.ts'

const narrow = { viewport: { width: 320, height: 800 } }
const foreign = ['de', 'es', 'fr', 'id', 'it', 'ja', 'ko', 'pt-BR', 'zh-CN', 'zh-TW']

const fits = (page: Page) => page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')

describeInBrowser('the hosted pages in other languages', (open) => {
  test('fit narrow windows', async () => {
    const shop = await hostedShop({
      managed: true,
      pool: { AliasAttributes: ['email', 'phone_number'], Schema: [{ Name: 'preferred_username', Required: true }] },
    })
    const page = await open(shop.authorizeUrl(), narrow)

    for (const lang of foreign) {
      for (const path of ['login', 'signup']) {
        await page.goto(shop.authorizeUrl({ lang }).replace('oauth2/authorize', path))
        expect([lang, path, await page.evaluate('document.documentElement.lang'), await fits(page)]).toEqual([
          ...[lang, path, lang, true],
        ])
      }
    }
  })

  test.each(['de', 'ja'])('are usable for everybody, from sign-in to the client: %s', async (lang) => {
    const shop = await hostedShop({ managed: true })
    const page = await open(shop.authorizeUrl({ lang }), narrow)
    expect(await accessibilityProblems(page)).toEqual([])

    await page.locator('input[name=username]').fill(shop.username)
    await page.locator('input[name=password]').fill('wrong')
    await page.locator('button[type=submit]').click()
    await page.getByRole('alert').waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await page.locator('input[name=password]').fill(shop.password)
    await page.locator('button[type=submit]').click()
    await page.waitForURL((url) => url.href.startsWith(shop.callback))

    // The browser remembers the language though nothing asks for it any more.
    await page.goto(shop.authorizeUrl({ prompt: 'login' }))
    expect(await page.evaluate('document.documentElement.lang')).toBe(lang)
  })
})
