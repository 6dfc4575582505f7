import { expect, test } from 'vitest'
import { accessibilityProblems, describeInBrowser } from '../support/browser.ts'
import { type NotificationMail, type Shop, shop } from '../support/sdk.ts'

/** From here every sign-in is rated High. */
const highAddress = '233.252.0.13'

/** A shop whose customer has just got the mail about a blocked sign-in. */
async function afterBlockedSignIn(): Promise<Shop & { mail: NotificationMail }> {
  const place = await shop()
  await expect(place.signInFrom(highAddress)).rejects.toMatchObject({
    name: 'NotAuthorizedException',
    message: 'Unable to login because of security reasons.',
  })
  return { ...place, mail: await place.latestMail() }
}

describeInBrowser('the page behind a one-click link', (open) => {
  test('says what was reported, and the event has the feedback', async () => {
    const { mail, latestEvent } = await afterBlockedSignIn()

    const page = await open(mail.feedback.invalidUrl)

    expect(await page.getByRole('heading').innerText()).toBe('Thank you for your answer')
    expect(await page.getByRole('main').innerText()).toContain('was not yours')
    expect(await latestEvent()).toMatchObject({
      EventId: mail.feedback.eventId,
      EventFeedback: { FeedbackValue: 'Invalid', Provider: 'User', FeedbackDate: expect.any(Date) },
    })
  })

  test('answers under the path form of the domain, too; the last click counts', async () => {
    const { emulator, mail, latestEvent } = await afterBlockedSignIn()
    const { pathname, search } = new URL(mail.feedback.validUrl)
    await open(mail.feedback.invalidUrl)

    const page = await open(`${emulator.url}/_domains/shop${pathname}${search}`)

    expect(await page.getByRole('main').innerText()).toContain('was yours')
    expect(await latestEvent()).toMatchObject({ EventFeedback: { FeedbackValue: 'Valid' } })
  })

  test('tells a person with a changed link that nothing was stored', async () => {
    const { mail, latestEvent } = await afterBlockedSignIn()
    const changed = mail.feedback.validUrl.replace(mail.feedback.eventId, mail.feedback.eventId.replace(/.$/, 'x'))

    const page = await open(changed)

    expect(await page.getByRole('heading').innerText()).toBe('This link does not work')
    expect(await latestEvent()).not.toHaveProperty('EventFeedback')
  })

  test('keeps the token from every other site: no script, nothing loaded, no referrer', async () => {
    const { mail } = await afterBlockedSignIn()
    const page = await open('about:blank')
    const requested: string[] = []
    page.on('request', (request) => requested.push(request.url()))

    await page.goto(mail.feedback.validUrl)

    expect(requested.filter((url) => !url.endsWith('/favicon.ico'))).toEqual([mail.feedback.validUrl])
    expect(await page.locator('script').count()).toBe(0)
    expect(await page.evaluate('document.styleSheets.length')).toBe(1)
  })

  const looks = [
    { colorScheme: 'light', width: 400 },
    { colorScheme: 'light', width: 1280 },
    { colorScheme: 'dark', width: 400 },
    { colorScheme: 'dark', width: 1280 },
  ] as const
  test.each(looks)('can be read by everybody: $colorScheme, $width wide', async ({ colorScheme, width }) => {
    const { mail } = await afterBlockedSignIn()

    const page = await open(mail.feedback.invalidUrl, { colorScheme, viewport: { width, height: 700 } })

    expect(await accessibilityProblems(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
    if (process.env['SCREENSHOTS'])
      await page.screenshot({ path: `${process.env['SCREENSHOTS']}/${colorScheme}-${width}.png` })
  })
})
