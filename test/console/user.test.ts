import { describe, expect, test } from 'vitest'
import { openConsole } from '../support/console.ts'
import { onTor, shop } from '../support/seeded.ts'

const ann = `/pools/${shop.pool}/users/ann`
const signIn = { userPoolId: shop.pool, clientId: shop.client, username: 'ann' }

describe('the page of a user', () => {
  test('shows who it is and what happened, and is small', async () => {
    const { show } = await openConsole()

    const { status, text, html } = await show(ann)

    expect(status).toBe(200)
    expect(html.length).toBeLessThan(50_000)
    expect(text).toContain('ann@example.com')
    expect(text).toContain('CONFIRMED')
    expect(html.match(/<ol class="rows timeline">.*?<\/ol>/s)![0].match(/<li/g)).toHaveLength(20)
    expect(text).toContain('Berlin, Germany: ')
  })

  test('goes back in time page by page', async () => {
    const { show } = await openConsole()
    const { html } = await show(ann)
    const earlier = /href="\/_emulator([^"]+)">Earlier events/.exec(html)![1]!.replaceAll('&amp;', '&')

    const events = (page: string) => [...page.matchAll(/\/events\/([\w-]{36})"/g)].map(([, id]) => id)
    const first = events(html)
    const second = events((await show(earlier)).html)

    expect(second).toHaveLength(20)
    expect(second.filter((id) => first.includes(id))).toEqual([])
  })

  test('shows only events of a kind where one is asked for', async () => {
    const { show, control } = await openConsole()
    await control('POST', '/sign-ins', { ...signIn, context: onTor })

    const { html } = await show(`${ann}?level=High`)

    expect(html.match(/<ol class="rows timeline">.*?<\/ol>/s)![0].match(/<li/g)).toHaveLength(1)
    expect((await show(`${ann}?level=Medium`)).text).toContain('No event fits.')
  })

  test('puts places on the map, the riskiest colour first', async () => {
    const { show, control } = await openConsole()
    await control('POST', '/sign-ins', { ...signIn, context: { ...onTor, ipAddress: '203.0.113.9' } })

    const { html, text } = await show(ann)

    const map = /<svg class="map".*?<\/svg>/s.exec(html)![0]
    expect(map).toMatch(
      /<g class="NoRisk"><title>Berlin, Germany: \d+<\/title><circle class="spot" cx="386.8" cy="75.0"/,
    )
    expect(map).toMatch(/<g class="High"><title>Lagos, Nigeria: 1<\/title><circle class="spot" cx="366.8" cy="167.0"/)
    expect(text).toContain('Lagos, Nigeria: 1, at worst High')
  })

  test('fixes the level of the next sign-ins, and leaves them to the engine again', async () => {
    const { sendAndFollow, control } = await openConsole()

    expect((await sendAndFollow(`${ann}/directive`, { level: 'Medium', times: '3' })).text).toContain(
      'Medium the next 3 sign-ins',
    )
    expect((await control('GET', `${ann}/risk/directive`)).body.directive).toEqual({ level: 'Medium', times: 3 })
    expect((await sendAndFollow(`${ann}/directive`, { level: 'High', times: '' })).text).toContain(
      'every sign-in, until cleared',
    )
    expect((await sendAndFollow(`${ann}/directive`, { clear: 'yes' })).text).toContain('The engine decides again.')
    expect((await control('GET', `${ann}/risk/directive`)).body.directive).toBeNull()
  })

  test('disables, enables, resets and signs out', async () => {
    const { sendAndFollow, call, control } = await openConsole()
    const state = async () => {
      const { Enabled, UserStatus } = await call('AdminGetUser', { UserPoolId: shop.pool, Username: 'ann' })
      return [Enabled, UserStatus]
    }

    await sendAndFollow(`${ann}/do`, { deed: 'disable' })
    expect(await state()).toEqual([false, 'CONFIRMED'])
    await sendAndFollow(`${ann}/do`, { deed: 'enable' })
    expect(await state()).toEqual([true, 'CONFIRMED'])
    expect((await sendAndFollow(`${ann}/do`, { deed: 'sign-out' })).text).toContain('All sessions have ended.')
    await sendAndFollow(`${ann}/do`, { deed: 'reset' })
    expect(await state()).toEqual([true, 'RESET_REQUIRED'])
    expect((await control('GET', '/inbox?kind=ForgotPassword')).body.messages).toHaveLength(1)
  })

  test('deletes', async () => {
    const { sendAndFollow, control } = await openConsole()

    expect((await sendAndFollow(`${ann}/delete`, {})).text).toContain('ann is gone.')
    expect((await control('GET', `${ann}/risk`)).status).toBe(404)
  })

  test('tells who has no history what to do', async () => {
    const { show } = await openConsole()

    expect((await show(`/pools/${shop.pool}/users/ben`)).text).toContain('There is no event of this user.')
    expect((await show(`/pools/${shop.pool}/users/ben/learnt`)).text).toContain('knows nothing about this user yet')
  })

  test('shows what the model has learnt, by chain', async () => {
    const { show, control } = await openConsole()
    const { body } = await control('GET', `${ann}/risk`)

    const { text, html } = await show(`${ann}/learnt`)

    expect(text).toContain(`From ${body.events} events`)
    expect(text).toContain(`DE ${body.events} good`)
    expect(text).toContain('ann/Chrome on Windows')
    expect(html).toMatch(/aria-label="Sign-ins by hour of the day: most at \d\d:00, \d+ times"/)
  })

  test('looks without being seen: nothing of it is among the requests', async () => {
    const { show, control } = await openConsole()

    await show(ann)
    await show(`/pools/${shop.pool}`)
    await show(`/pools/${shop.pool}/users`)

    expect((await control('GET', '/requests')).body.requests).toEqual([])
  })
})
