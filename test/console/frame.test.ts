import { describe, expect, test } from 'vitest'
import { openConsole } from '../support/console.ts'
import { testEmulator } from '../support/emulator.ts'
import { shop } from '../support/seeded.ts'

/** Every page that needs no id of something that has happened. */
const paths = ['', '/lab', '/pools', '/inbox', '/requests', '/clock', '/tour/1']
const ofThePool = ['', '/users', '/clients', '/risk', '/replay', '/users/ann', '/users/ann/learnt'].map(
  (path) => `/pools/${shop.pool}${path}`,
)

describe('every page', () => {
  test.each([...paths, ...ofThePool])('%s is small, complete and closed to the outside', async (path) => {
    const { show } = await openConsole()

    const { status, html, headers } = await show(path)

    expect(status).toBe(200)
    expect(html.length).toBeLessThan(50_000)
    expect(html).toMatch(/^<!DOCTYPE html><html lang="en">.*<\/html>$/s)
    expect(html.match(/<h1/g)).toHaveLength(1)
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
    // Nothing is loaded from elsewhere, and no script or style stands in the page.
    expect(html).not.toMatch(/<(?:script|link|img|image|iframe|use)\b[^>]*(?:src|href)="(?:https?:)?\/\//)
    expect(html).not.toMatch(/<script(?! type="module" src="\/_emulator\/assets\/)|<style|\sstyle="|\son\w+="/)
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
        "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  test.each(paths)('%s says so, and what to do, where there is nothing yet', async (path) => {
    const { core } = testEmulator()

    const response = await core.app.request(`http://localhost:4590/_emulator${path}`)

    expect(response.status).toBe(200)
    expect(await response.text()).toMatch(/class="empty"|Make a pool/)
  })

  test('names fields and tables', async () => {
    const { show } = await openConsole()

    for (const path of [...paths, ...ofThePool]) {
      const { html } = await show(path)
      const fields = [...html.matchAll(/<(?:input(?! type="(?:hidden|checkbox)")|select|textarea)\b[^>]*>/g)].map(
        ([tag]) => tag,
      )
      for (const field of fields) {
        const id = / id="([^"]+)"/.exec(field)?.[1]
        expect(field.includes('aria-label=') || html.includes(`<label for="${id}"`)).toBe(true)
      }
    }
  })

  test('has the menu, with itself marked', async () => {
    const { show } = await openConsole()

    const { html } = await show('/inbox')

    expect(html).toContain('<a href="/_emulator/inbox" aria-current="page">Inbox</a>')
  })
})

describe('the console', () => {
  test('answers to its own names only', async () => {
    const { core } = await openConsole()

    const elsewhere = await core.app.request('http://localhost:4590/_emulator', { headers: { host: 'evil.example' } })

    expect(elsewhere.status).toBe(403)
  })

  test('refuses a form without its token, and one from another site, and does nothing', async () => {
    const { send, clock } = await openConsole()
    const before = clock.now()

    const withoutToken = await send('/clock', { advance: '60', token: 'guessed' })
    const fromElsewhere = await send('/clock', { advance: '60' }, { origin: 'http://evil.example' })
    const fromHere = await send('/clock', { advance: '60' }, { origin: 'http://localhost:4590' })

    expect([withoutToken.status, fromElsewhere.status, fromHere.status]).toEqual([403, 403, 303])
    expect(clock.now()).toBe(before + 60_000)
  })

  test('has another token at every start, even where chance is repeatable', async () => {
    const tokens = await Promise.all(
      [openConsole(), openConsole()].map(async (opened) => {
        const { html } = await (await opened).show('/clock')
        return /name="token" value="([^"]+)"/.exec(html)![1]!
      }),
    )

    expect(tokens[0]).toMatch(/^[\w-]{24}$/)
    expect(tokens[0]).not.toBe(tokens[1])
  })

  test('tells what was done once, and takes no words from the address', async () => {
    const { send, show } = await openConsole()
    const { location } = await send('/clock', { advance: '3600' })

    // It has the focus, so that it is read out and the keyboard goes on from there.
    expect((await show(location!)).html).toMatch(
      /<p class="notice done" tabindex="-1" autofocus="">\s*The clock was moved/,
    )
    expect((await show(location!)).text).not.toContain('The clock was moved.')
    expect((await show('/clock?notice=Send+your+password+to+eve')).text).not.toContain('Send your password')
  })

  test('says what is wrong in its own words', async () => {
    const { show } = await openConsole()

    const nowhere = await show('/nowhere')
    const nobody = await show(`/pools/${shop.pool}/users/eve/events/none`)

    expect([nowhere.status, nowhere.text]).toEqual([404, expect.stringContaining('There is no such page')])
    expect([nobody.status, nobody.text]).toEqual([404, expect.stringContaining('User does not exist.')])
  })

  test('shows as text whatever others wrote', async () => {
    const { call, show, control } = await openConsole()
    const nasty = '<img/src=x/onerror=alert(1)>'
    await call('AdminCreateUser', {
      UserPoolId: shop.pool,
      Username: nasty,
      UserAttributes: [{ Name: 'email', Value: 'nasty@example.com' }],
    })
    await control('POST', '/sign-ins', {
      ...{ userPoolId: shop.pool, clientId: shop.client, username: 'ann' },
      context: { ipAddress: '203.0.113.9', userAgent: nasty, city: nasty, deviceId: '"><script>' },
    })

    for (const path of [
      '',
      '/inbox',
      '/requests',
      `/lab?user=${encodeURIComponent(nasty)}&agent=${encodeURIComponent(nasty)}`,
    ]) {
      const { html } = await show(path)
      expect(html).not.toMatch(/<img|<script>/)
    }
    expect((await show('/requests')).html).toContain('&lt;img/src=x/onerror=alert(1)&gt;')
  })
})

describe('assets', () => {
  test('are kept for ever under the address that pages give', async () => {
    const { show } = await openConsole()
    const { html } = await show('')
    const addresses = [...html.matchAll(/(?:src|href)="\/_emulator(\/assets\/[^"]+)"/g)].map(([, address]) => address!)

    expect(addresses).toHaveLength(2)
    for (const address of addresses) {
      const { status, headers } = await show(address)
      expect([status, headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable'])
    }
    expect((await show('/assets/console.css')).headers.get('cache-control')).toBe('no-cache')
    expect((await show('/assets/package.json')).status).toBe(404)
  })

  test('have the outlines of the world', async () => {
    const { show } = await openConsole()

    const { html, headers } = await show('/assets/world.svg')

    expect(headers.get('content-type')).toBe('image/svg+xml; charset=utf-8')
    expect(html).toMatch(/^<svg .*<path fill="#\w+" d="M[\d.]/)
    expect(html).not.toContain('NaN')
  })
})
