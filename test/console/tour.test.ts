import { describe, expect, test } from 'vitest'
import { openConsole } from '../support/console.ts'
import { shop } from '../support/seeded.ts'

describe('the guided tour', () => {
  test('plays the whole loop', async () => {
    const { show, sendAndFollow, control } = await openConsole()
    expect((await show('/tour/1')).text).toContain('Sign Ann in from her desk')

    const first = await sendAndFollow('/tour/sign-in', { pool: shop.pool, who: 'ann' })
    expect(first.text).toContain('Let in: there is nothing to do.')
    expect((await show('/tour/2')).text).toContain('First time from this country')

    const third = await sendAndFollow('/tour/sign-in', { pool: shop.pool, who: 'stranger' })
    expect(third.text).toContain('NotAuthorizedException Unable to login because of security reasons.')
    const query = /\/tour\/4\?([^"]+)"/.exec(third.html)![1]!.replaceAll('&amp;', '&')
    expect((await show(`/tour/4?${query}`)).text).toContain('Blocked sign-in attempt')
    expect((await show(`/tour/5?${query}`)).text).toContain('This was not me')

    const event = new URLSearchParams(query).get('event')!
    const sixth = await sendAndFollow('/tour/answer', { pool: shop.pool, event, value: 'Invalid' })
    expect(sixth.text).toContain('Ann said Invalid')
    expect(sixth.text).toMatch(/moved by \+/)
    const { body } = await control('GET', `/pools/${shop.pool}/users/ann/events/${event}`)
    expect(body.feedback).toMatchObject({ value: 'Invalid', provider: 'User' })
  })

  test('can be entered anywhere, and left anywhere', async () => {
    const { show } = await openConsole()

    for (const step of [1, 2, 3, 4, 5, 6]) {
      const { status, text, html } = await show(`/tour/${step}`)
      expect(status).toBe(200)
      expect(text).toContain(`Step ${step} of 6`)
      expect(html).toContain('href="/_emulator"')
    }
    expect((await show('/tour/99')).text).toContain('Step 6 of 6')
  })

  test('makes somebody to play with where nobody has a history', async () => {
    const { show, sendAndFollow, control } = await openConsole()
    await control('POST', '/reset', { seed: false })

    expect((await show('/tour/1')).text).toContain('There is nobody like her here.')
    expect((await sendAndFollow('/tour/prepare', {})).text).toContain('Sign Ann in from her desk')
  })
})

describe('the policy replay', () => {
  test('counts what another policy would have done, and lists it', async () => {
    const { show, control } = await openConsole()
    const signIn = { userPoolId: shop.pool, clientId: shop.client, username: 'ann' }
    await control('POST', '/sign-ins', { ...signIn, context: { ipAddress: '203.0.113.9' } })
    const path = `/pools/${shop.pool}/replay`

    const { text: today } = await show(path)
    expect(today).toContain('0 of 91 would have ended otherwise')
    expect(today).toContain('This is the pool’s own policy of today: nothing changes until')
    const { text, html } = await show(`${path}?action-High=NO_ACTION`)

    expect(text).toContain('1 of 91 would have ended otherwise')
    expect(text).toContain('Blocked → Let in: 1')
    expect(text).not.toContain('the pool’s own policy of today')
    expect(html).toMatch(/\/users\/ann\/events\/[\w-]{36}">ann</)
    expect(html).toMatch(/role="img" aria-label="Scores of the attempts: about 89 No risk, about 1 Low, about 1 High"/)
    expect((await show(`${path}?low=5&medium=3&high=40`)).html).toMatch(/id="medium"[^>]* value="5"/)
  })

  test('says what to do where there is nothing to judge', async () => {
    const { show, control } = await openConsole()
    await control('POST', '/clock/advance', { seconds: 400 * 86_400 })

    const { text } = await show(`/pools/${shop.pool}/replay?days=90`)
    expect(text).toContain('There is no rated sign-in here.')
    expect(text).toContain('or choose a longer time')
  })
})
