import { describe, expect, test } from 'vitest'
import { inOrder } from '../../src/console/parts/waterfall.tsx'
import { openConsole } from '../support/console.ts'
import { onTor, shop } from '../support/seeded.ts'

/** Ann's sign-in through Tor was blocked, and she has been mailed. */
async function blocked() {
  const opened = await openConsole()
  const { body } = await opened.control('POST', '/sign-ins', {
    ...{ userPoolId: shop.pool, clientId: shop.client, username: 'ann' },
    context: onTor,
  })
  const eventId = body.authEvent.EventId as string
  return { ...opened, eventId, evaluation: body.evaluation, path: `/pools/${shop.pool}/users/ann/events/${eventId}` }
}

describe('the risk inspector', () => {
  test('tells the whole story of an event', async () => {
    const { show, path } = await blocked()

    const { status, text, html } = await show(path)

    expect(status).toBe(200)
    expect(html.length).toBeLessThan(50_000)
    expect(text).toContain('Blocked: the pool’s HighAction is BLOCK.')
    expect(text).toContain('No device id, which is unusual for this user')
    expect(text).toContain('High from 1.30')
    expect(text).toContain('SignIn: High with score')
    expect(text).toContain('198.19.4.4')
    expect(text).toContain('Blocked sign-in attempt')
    expect(text).toContain('Nobody has said anything yet.')
  })

  test('draws a waterfall that ends where the score is', async () => {
    const { show, path, evaluation } = await blocked()

    const { html } = await show(path)

    const waterfall = /<table class="waterfall">.*?<\/table>/s.exec(html)![0]
    const bars = [...waterfall.matchAll(/data-bar="([^"]+)" x="([\d.]+)%" width="([\d.]+)%"/g)].map(
      ([, name, x, width]) => ({ name, from: Number(x), to: Number(x) + Number(width) }),
    )
    expect(bars).toHaveLength(evaluation.contributions.length + 1)
    // Each bar begins where the one before it ended, and the last one ends where the sum does.
    const [zero, sum] = [bars[0]!.from, bars.at(-1)!]
    const unit = (sum.to - sum.from) / evaluation.score
    const steps = inOrder(evaluation.contributions)
    let at = zero
    for (const [i, { feature, contribution }] of steps.entries()) {
      const end = at + contribution * unit
      expect(bars[i]!.name).toBe(feature)
      expect(bars[i]!.from).toBeCloseTo(Math.min(at, end), 0)
      at = end
    }
    expect(at).toBeCloseTo(sum.to, 1)
  })

  test('is found by the id of the event alone', async () => {
    const { show, eventId, path } = await blocked()

    expect((await show(`/events/${eventId}`)).location).toBe(path)
    expect((await show('/events/none')).status).toBe(404)
  })

  test('leads to the request that wrote it, as long as the log has it', async () => {
    const { show, path, core } = await blocked()

    expect((await show(path)).html).toMatch(/<dt>Request<\/dt><dd><a href="\/_emulator\/requests\//)
    core.kernel.log.clear()
    expect((await show(path)).text).toMatch(/Request [\w-]{36}, which the log no longer has/)
    expect((await show(path)).html).not.toContain('/_emulator/requests/')
  })

  test('says of a seeded history that no request wrote it', async () => {
    const { show, control } = await openConsole()
    const { body } = await control('GET', `/pools/${shop.pool}/users/ann/events?limit=1`)

    const { text } = await show(`/pools/${shop.pool}/users/ann/events/${body.events[0].authEvent.EventId}`)

    expect(text).toContain('Request none: it is the history of a seed file')
  })

  test('shows what each answer would do before anybody gives one', async () => {
    const { show, path, control } = await blocked()
    const { body: effect } = await control('GET', `${path}/feedback-effect`)

    expect((await show(path)).text).toContain(`If it were Invalid`)
    expect((await show(path)).text).toContain(effect.invalid.score.toFixed(2))
    expect((await show(`${path}?if=Valid`)).text).toContain('If it were Valid')
    expect((await control('GET', path)).body.feedback).toBeNull()
  })

  test.each([
    ['Invalid', 'Admin'],
    ['Valid', 'Admin'],
    ['Invalid', 'User'],
    ['Valid', 'User'],
  ])('stores %s by %s and marks the terms that moved', async (value, by) => {
    const { sendAndFollow, path, control } = await blocked()

    const { text } = await sendAndFollow(`${path}/feedback`, { value, by })

    expect((await control('GET', path)).body.feedback).toMatchObject({ value, provider: by })
    expect(text).toContain(`Stored: the ${by === 'Admin' ? 'administrator' : 'user'} says ${value}.`)
    expect(text).toContain(`${by} said ${value}`)
    expect(text).toMatch(value === 'Invalid' ? /moved by \+/ : /moved by −/)
  })

  test('says why feedback was refused', async () => {
    const { sendAndFollow, path, control } = await blocked()
    await control('DELETE', '/inbox')

    const { text } = await sendAndFollow(`${path}/feedback`, { value: 'Valid', by: 'User' })

    expect(text).toContain('InvalidParameterException')
    expect((await control('GET', path)).body.feedback).toBeNull()
  })
})

describe('what if', () => {
  test('begins with the circumstances of the event, where nothing moves', async () => {
    const { show, path } = await blocked()

    const { text, html } = await show(`${path}/what-if`)

    expect(text).toContain('nothing moves')
    expect(html).toContain('value="198.19.4.4"')
  })

  test('marks what one change moves, and records nothing', async () => {
    const { show, path, control } = await blocked()

    const { text } = await show(`${path}/what-if?ip=198.51.100.7&agent=curl%2F8.5.0`)

    expect(text).toContain('With your changes')
    expect(text).toMatch(/moved by −/)
    expect((await control('GET', `/pools/${shop.pool}/events?limit=2`)).body.events[0].authEvent.EventId).toBe(
      path.split('/').at(-1),
    )
  })
})
