import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Emulator, startEmulator } from '../../src/emulator.ts'
import { accessibilityProblems, describeInBrowser, type OpenPage } from '../support/browser.ts'
import { readyRsaKeys } from '../support/rsa-keys.ts'

const pool = 'us-east-1_DemoShop1'
const client = 'demoshopweb000000000000000'
const lagos = { ipAddress: '203.0.113.9', userAgent: 'Mozilla/5.0 (Linux; Android 14; K) Chrome/131.0.0.0 Mobile' }

const wideAndLight = { colorScheme: 'light', viewport: { width: 1280, height: 900 } } as const
const narrowAndDark = { colorScheme: 'dark', viewport: { width: 400, height: 800 } } as const
/** As wide as nobody expects a name to be. */
const longName = 'w'.repeat(128)

describeInBrowser('the console in a browser', (open) => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator({
      seed: ['seeds/demo.yaml'],
      randomSeed: 'console',
      logLevel: 'error',
      makeRsaKey: readyRsaKeys(),
    })
  }, 30_000)
  afterAll(() => emulator.close())

  const visit = async (path: string, options: BrowserContextOptions = wideAndLight) =>
    watched(open, `${emulator.url}/_emulator${path}`, options)

  const signIn = async (username: string, context: object) => {
    const response = await emulator.fetch(
      new Request(`${emulator.url}/_emulator/api/sign-ins`, {
        method: 'POST',
        body: JSON.stringify({ userPoolId: pool, clientId: client, username, context }),
      }),
    )
    return (await response.json()) as { authEvent: { EventId: string }; message: { id: string } }
  }

  test('everybody can use every page, wide and narrow, light and dark', { timeout: 60_000 }, async () => {
    const { authEvent, message } = await signIn('ann', lagos)
    await signIn('ben', { ipAddress: '198.51.100.7' })
    const { id } = emulator.requests[0]!
    await call(emulator, 'AdminCreateUser', { UserPoolId: pool, Username: longName, MessageAction: 'SUPPRESS' })
    const people = ['/users', '/users/ann', '/users/ann/learnt', `/users/${longName}`]
    const ofThePool = ['', '/clients', '/risk', '/replay', ...people].map((path) => `/pools/${pool}${path}`)
    const event = `/pools/${pool}/users/ann/events/${authEvent.EventId}`
    const paths = [
      ...['', '/lab', '/pools', '/inbox', `/inbox/${message.id}`, '/requests', `/requests/${id}`, '/clock', '/nowhere'],
      ...[...ofThePool, event, `${event}/what-if?ip=198.51.100.7`, '/tour/1', '/tour/2'],
    ]
    const page = await visit('')
    const problems: Record<string, string[]> = {}
    for (const path of paths) {
      await page.goto(`${emulator.url}/_emulator${path}`)
      // Names and roles are the same in both; colours and sizes are not.
      for (const { look, rules } of [{ look: wideAndLight }, { look: narrowAndDark, rules: ['color-contrast'] }]) {
        await page.emulateMedia({ colorScheme: look.colorScheme })
        await page.setViewportSize(look.viewport)
        const found = [...(await accessibilityProblems(page, rules)), ...(await tooWide(page))]
        if (found.length > 0) problems[`${path} ${look.viewport.width}`] = found
      }
    }

    expect(problems).toEqual({})
  })

  test('the guided tour plays the whole loop', async () => {
    const page = await visit('')
    await page.getByRole('link', { name: 'Take the tour' }).click()
    await page.getByRole('button', { name: 'Sign Ann in from her desk' }).click()
    await expectText(page, 'Let in: there is nothing to do.')
    await page.getByRole('link', { name: 'Next: A stranger' }).click()
    await expectText(page, 'First time from this country')
    await page.getByRole('link', { name: 'Next: The block' }).click()
    await page.getByRole('button', { name: 'Let the stranger sign in' }).click()
    await expectText(page, 'Unable to login because of security reasons.')
    await page.getByRole('link', { name: 'Next: The mail' }).click()
    await page.frameLocator('iframe.mail').getByText('We stopped a sign-in to your account').waitFor()
    await page.getByRole('link', { name: 'Next: The click' }).click()
    await page.getByRole('button', { name: 'This was not me' }).click()
    await expectText(page, 'Ann said Invalid')
    expect(await page.getByText('moved by +').count()).toBeGreaterThan(3)
    await page.getByRole('button', { name: 'It was me after all' }).click()
    await expectText(page, 'Ann said Valid')
    await page.getByRole('link', { name: 'Finish' }).click()

    expect(new URL(page.url()).pathname).toBe('/_emulator')
  })

  test('the lab answers as it is filled in, with the keyboard alone', async () => {
    const page = await visit('/lab?user=dora')
    const score = page.locator('#preview .waterfall tfoot .figure')
    await score.waitFor()
    const before = await score.textContent()

    await page.getByLabel('Address', { exact: true }).focus()
    await page.keyboard.type('Lagos')
    await expect.poll(() => score.textContent()).not.toBe(before)
    expect(new URL(page.url()).searchParams.get('ip')).toBe('203.0.113.9')
    await page.keyboard.press('End')
    await expectVisible(page, '[name="ip-other"]')
    await page.keyboard.press('Tab')
    await page.keyboard.type('233.252.0.13')
    await expectText(page, 'A magic address fixed the level.')
    await page.getByRole('button', { name: 'Sign in for real' }).focus()
    await page.keyboard.press('Enter')
    await expectText(page, 'Unable to login because of security reasons.')
    await page.getByRole('link', { name: 'Open this event' }).click()
    await page.getByRole('button', { name: 'Invalid, as administrator' }).click()

    await expectText(page, 'Admin said Invalid')
  })

  test('inbox and requests follow what happens', async () => {
    const inbox = await visit('/inbox?user=cleo')
    const requests = await visit('/requests?user=cleo')
    await inbox.getByText('No message fits.').waitFor()

    await call(emulator, 'AdminResetUserPassword', { UserPoolId: pool, Username: 'cleo' })

    await inbox.getByText('to cleo@').or(inbox.getByText('to +49')).waitFor()
    await requests.getByRole('link', { name: 'AdminResetUserPassword' }).waitFor()
  })

  test('what is said elsewhere shows at once in the inspector', async () => {
    const { authEvent } = await signIn('shopper3', lagos)
    const page = await visit(`/events/${authEvent.EventId}`)
    await page.getByRole('button', { name: 'Invalid, as administrator' }).focus()

    const event = { UserPoolId: pool, Username: 'shopper3', EventId: authEvent.EventId }
    await call(emulator, 'AdminUpdateAuthEventFeedback', { ...event, FeedbackValue: 'Valid' })

    await expectText(page, 'Admin said Valid')
    expect(await page.locator(':focus').textContent()).toBe('Invalid, as administrator')
  })

  test('whoever presses a button finds the focus there again, and hears what was done', async () => {
    const page = await visit('/clock')
    await page.getByRole('button', { name: 'Freeze it' }).focus()
    await page.keyboard.press('Enter')
    // The button is another one now.
    await expectText(page, 'The clock stands.')
    expect(await page.locator(':focus').textContent()).toBe('The clock stands.')
    await page.getByRole('button', { name: '1 minute' }).focus()

    for (let presses = 0; presses < 2; presses++) {
      const moved = page.waitForNavigation()
      await page.keyboard.press('Enter')
      await moved
      await expectText(page, 'The clock was moved.')
      expect(await page.locator(':focus').textContent()).toBe('1 minute')
      expect(await page.locator('#told').textContent()).toBe('The clock was moved.')
    }
    await page.getByRole('button', { name: 'Let it run' }).click()
  })

  test('a real sign-in shows what came of it, on a telephone too', async () => {
    const page = await visit('/lab?user=shopper4', narrowAndDark)
    await page.getByRole('button', { name: 'Sign in for real' }).click()

    await page.getByRole('heading', { name: 'What the client received' }).waitFor()
    const { y } = (await page.getByRole('heading', { name: 'What the client received' }).boundingBox())!
    expect(y).toBeGreaterThan(0)
    expect(y).toBeLessThan(400)
  })

  test('nothing jumps while pages come up', async () => {
    const page = await visit('', narrowAndDark)
    await page.addInitScript(`
      globalThis.shifts = []
      new PerformanceObserver((list) => {
        for (const { value } of list.getEntries()) shifts.push(value)
      }).observe({ type: 'layout-shift', buffered: true })`)
    const shifted: Record<string, number> = {}
    for (const path of ['', '/lab', '/inbox', '/requests', `/pools/${pool}/users`, `/pools/${pool}/risk`]) {
      await page.goto(`${emulator.url}/_emulator${path}`)
      await page.waitForTimeout(100)
      const sum = await page.evaluate<number>('shifts.reduce((sum, value) => sum + value, 0)')
      if (sum > 0) shifted[path] = sum
    }

    expect(shifted).toEqual({})
  })

  test('a link of a mail leads to the pool’s page, from the frame as from beside it', async () => {
    const { message, authEvent } = await signIn('emil', lagos)
    const page = await visit(`/inbox/${message.id}`)
    const opened = page.waitForEvent('popup')
    await page.frameLocator('iframe.mail').getByRole('link', { name: 'this link' }).first().click()
    const thanks = await opened
    await thanks.getByText('You reported that this sign-in was not yours.').waitFor()
    await page.goto(`${emulator.url}/_emulator/events/${authEvent.EventId}`)

    await expectText(page, 'User said Invalid')
  })

  test('what if: the bars move and the terms that do are marked', async () => {
    const { authEvent } = await signIn('shopper1', lagos)
    const page = await visit(`/pools/${pool}/users/shopper1/events/${authEvent.EventId}/what-if`)
    await expectText(page, 'nothing moves')

    await page.getByLabel('Address', { exact: true }).selectOption('198.19.0.9')

    await page.getByText('moved by').first().waitFor()
    await page.getByRole('link', { name: 'Back to what it was' }).click()
    await expectText(page, 'nothing moves')
  })

  test('thresholds of a replay are dragged, and moved by keyboard', async () => {
    await signIn('shopper2', lagos)
    const page = await visit(`/pools/${pool}/replay?days=0`)
    const slider = page.getByLabel('High begins at')
    const line = page.locator('[data-threshold="high"] .grip')
    const box = (await line.boundingBox())!
    await page.mouse.move(box.x + box.width / 2, box.y + 20)
    await page.mouse.down()
    await page.mouse.move(box.x + 150, box.y + 20, { steps: 4 })
    await page.mouse.up()
    expect(Number(await slider.inputValue())).toBeGreaterThan(4)
    const chosen = () => new URL(page.url()).searchParams.get('high')
    await expect.poll(chosen, { timeout: 10_000 }).toBe(await slider.inputValue())

    await slider.focus()
    await page.keyboard.press('End')
    await expectText(page, 'Blocked → Challenged').catch(() => expectText(page, 'Blocked → Let in'))
    expect(await page.locator('output[for="high"]').textContent()).toBe('15.00')
    // No level begins below the one before it.
    await page.keyboard.press('Home')
    expect(await slider.inputValue()).toBe(await page.getByLabel('Medium begins at').inputValue())
    await page.getByLabel('Low begins at').focus()
    await page.keyboard.press('End')
    expect(await page.locator('output[for="high"]').textContent()).toBe('15.00')
  })

  test('a pool is made, filled and configured', async () => {
    const page = await visit('/pools')
    await page.getByRole('button', { name: 'Make it: Plus, with threat protection' }).click()
    await expectText(page, 'Made shop.')
    await page.getByRole('link', { name: 'Users', exact: true }).click()
    await page.getByLabel('Username').last().fill('carl')
    await page.getByLabel('Email').last().fill('carl@example.com')
    await page.getByLabel('Password').fill('Correct-Horse-7')
    await page.getByRole('button', { name: 'Make the user' }).click()
    await expectText(page, 'carl is there.')
    await page.getByRole('link', { name: 'Risk configuration' }).click()
    await page.getByText('When a sign-in was blocked').click()
    await page.locator('#BlockEmail-subject').fill('Was that you, {username}?')
    await expectText(page, 'BlockEmail: Was that you, ann?')
    await page.getByLabel('Action for High').selectOption('NO_ACTION')
    await page.getByRole('button', { name: 'Save' }).click()
    await expectText(page, 'The risk configuration is stored')
    await page.getByRole('link', { name: 'Overview', exact: true }).last().click()
    page.once('dialog', (dialog) => void dialog.accept())
    await page.getByRole('button', { name: 'Delete this pool' }).click()

    await expectText(page, 'The pool is gone.')
  })

  test('everything works without scripts', async () => {
    const page = await visit('/lab?user=dora', { ...wideAndLight, javaScriptEnabled: false })
    await page.getByLabel('Address', { exact: true }).selectOption('198.19.0.9')
    await page.getByRole('button', { name: 'Preview' }).click()
    expect(new URL(page.url()).searchParams.get('ip')).toBe('198.19.0.9')
    await page.getByRole('button', { name: 'Sign in for real' }).click()
    await expectText(page, 'What the client received')
    await page.goto(`${emulator.url}/_emulator/pools/${pool}/users/dora`)
    await page.getByRole('button', { name: 'Set', exact: true }).click()

    await expectText(page, 'The level is fixed.')
  })
})

/** Opens a page on which no script fails and no policy is broken. */
async function watched(open: OpenPage, url: string, options: BrowserContextOptions): Promise<Page> {
  const page = await open(url, options)
  const fail = (text: string) => {
    throw new Error(`${page.url()}: ${text}`)
  }
  page.on('pageerror', (error) => fail(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('status of 404')) fail(message.text())
  })
  return page
}

async function expectText(page: Page, text: string): Promise<void> {
  await page.getByText(text).filter({ visible: true }).first().waitFor({ timeout: 8000 })
}

async function expectVisible(page: Page, selector: string): Promise<void> {
  await page.locator(selector).waitFor({ timeout: 8000 })
}

/** What sticks out at the right, so that one would have to scroll sideways. */
async function tooWide(page: Page): Promise<string[]> {
  const found = await page.evaluate<string[]>(`
    [...document.querySelectorAll('main *')]
      .filter((element) => {
        const { right, width } = element.getBoundingClientRect()
        return width > 0 && right > document.documentElement.clientWidth + 1 && !element.closest('pre, svg')
      })
      .map(({ outerHTML }) => 'too wide: ' + outerHTML.slice(0, 120))`)
  return found.slice(0, 3)
}

async function call(emulator: Emulator, operation: string, input: object): Promise<void> {
  await emulator.fetch(
    new Request(`${emulator.url}/_emulator/api/calls/${operation}`, { method: 'POST', body: JSON.stringify(input) }),
  )
}
