import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { describeInBrowser } from '../../support/browser.ts'
import { tourPlace } from '../../support/hosted-tour/place.ts'
import { password, type Shop, type ShopPlan, textMessages } from '../../support/hosted-tour/shops.ts'
import { type Visitor, visitor } from '../../support/hosted-tour/visitor.ts'

const plain: ShopPlan = { domain: 'plain' }
const proving: ShopPlan = {
  domain: 'proving',
  mfa: { MfaConfiguration: 'ON', SmsMfaConfiguration: { SmsConfiguration: textMessages } },
}
const phone = { phone_number: '+14325551212', phone_number_verified: 'true' }

describeInBrowser('people at the hosted pages', (open) => {
  const place = tourPlace()
  const somebodyOn = (page: Page) => visitor({ page, ...place() }, async () => {})

  /** Somebody new who has given the password, and is asked for the code of a text message. */
  async function begin(page: Page, shop: Shop, members: Record<string, string> = {}) {
    const username = await shop.customer(phone)
    const somebody = somebodyOn(page)
    await page.goto(shop.address('/login', members))
    await somebody.signIn(username)
    await page.getByLabel('Code').waitFor()
    return { page, somebody, username, finish: () => finish(somebody, username) }
  }

  async function finish(somebody: Visitor, username: string): Promise<void> {
    await somebody.type({ Code: await somebody.codeFor(username) })
    await somebody.press('Continue')
    await somebody.isBack()
  }

  test('may click twice: what they do is done once', async () => {
    const shop = await place().open(proving)
    const { page, somebody, username } = await begin(await open('about:blank'), shop)
    const { emulator } = place()
    const answers = () => emulator.requests.filter(({ operation }) => operation === 'Challenge_POST').length
    const before = answers()
    await somebody.type({ Code: await somebody.codeFor(username) })
    await emulator.faults.add({ operation: 'Challenge_POST', latencyMs: 300, times: 1 })

    const { x, y } = (await page.getByRole('button', { name: 'Continue' }).boundingBox())!
    await page.mouse.click(x + 9, y + 9)
    await page.waitForTimeout(100)
    await page.mouse.click(x + 9, y + 9)
    await somebody.isBack()

    expect(answers() - before).toBe(1)
  })

  test('may go back in the middle, and sign in as somebody else', async () => {
    const shop = await place().open(proving)
    const { page, somebody } = await begin(await open('about:blank'), shop)
    const other = await shop.customer(phone)

    await page.goBack()
    await somebody.signIn(other)
    await page.getByLabel('Code').waitFor()

    await finish(somebody, other)
  })

  test('may go back when they have signed in', async () => {
    const shop = await place().open(proving)
    const { page, somebody, username, finish } = await begin(await open('about:blank'), shop)
    await finish()

    await page.goBack()
    await somebody.press(`Continue as ${username}`)

    await somebody.isBack()
  })

  test('may come back to a page whose turn is over', async () => {
    const shop = await place().open(proving)
    const { page, somebody, username, finish } = await begin(await open('about:blank'), shop)
    const stale = page.url()
    await finish()

    await page.goto(stale)

    await somebody.press(`Continue as ${username}`)
    await somebody.isBack()
  })

  test('may sign in to two applications at the same time', async () => {
    const shop = await place().open(proving)
    const { emulator, callback } = place()
    const { UserPoolClient } = await emulator.call('CreateUserPoolClient', {
      ...{ UserPoolId: shop.userPoolId, ClientName: 'other', AllowedOAuthFlowsUserPoolClient: true },
      ...{ AllowedOAuthFlows: ['code'], AllowedOAuthScopes: ['openid'], CallbackURLs: [callback] },
    })
    const { ClientId } = UserPoolClient as { ClientId: string }
    const page = await open('about:blank')

    const one = await begin(page, shop)
    const other = await begin(await page.context().newPage(), shop, { client_id: ClientId })
    await one.finish()
    await other.finish()
  })

  test('may mistype a code until it is enough', async () => {
    const shop = await place().open(proving)
    const { page, somebody } = await begin(await open('about:blank'), shop)
    const said: (string | null)[] = []

    for (const code of ['1', '2', '3', '4', '5', '6']) {
      await somebody.type({ Code: code })
      await Promise.all([page.waitForEvent('domcontentloaded'), somebody.press('Continue')])
      said.push(await page.getByRole('alert').textContent())
    }

    const wrong = 'Invalid code or auth state for the user.'
    expect(said).toEqual([wrong, wrong, wrong, wrong, wrong, 'User temporarily locked. Try again soon'])
  })

  test.each([
    ['long', 'a'.repeat(128)],
    ['Arabic', 'زينب-بنت-محمد_12'],
    ['pictures', '🦊💙'],
  ])('may have names that are %s', async (name, username) => {
    const shop = await place().open(plain)
    const page = await open(shop.address('/signup'), { viewport: { width: 320, height: 800 } })
    const somebody = somebodyOn(page)

    await somebody.type({ Username: username, Email: `${name}@example.com`, Password: password })
    await somebody.press('Sign up')
    await page.getByLabel('Code').waitFor()
    await somebody.type({ Code: await somebody.codeFor(username) })
    await somebody.press('Confirm account')
    await somebody.isBack()
    await page.goto(shop.address('/login'))
    await page.getByText(`You are signed in as ${username}.`).waitFor()

    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  })

  test('see what a new password still needs', async () => {
    const shop = await place().open(plain)
    const page = await open(shop.address('/signup'))
    const held = () => page.locator('.passwordCheck-valid-customizable').allTextContents()

    await page.getByLabel('Password').fill('quartz84')

    expect(await held()).toEqual(['At least 8 characters', 'A lowercase letter', 'A number'])
    await page.getByLabel('Password').fill('Q#')
    expect(await held()).toEqual(['An uppercase letter', 'A symbol'])
    await page.getByLabel('Password').fill('a b')
    expect(await held()).toEqual(['A lowercase letter', 'A symbol'])
  })
})
