import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { domains } from '../../src/store/schema/pools.ts'
import { confirmedUser } from '../support/people.ts'
import { always, attempt, magic, type ProtectedPlace, protectedPlace, sourceArn } from '../support/protected.ts'

const risk = {
  AccountTakeoverRiskConfiguration: {
    Actions: always('BLOCK', true),
    NotifyConfiguration: { SourceArn: sourceArn },
  },
}

interface Ready extends ProtectedPlace {
  readonly eventId: string
  readonly validUrl: string
  readonly invalidUrl: string
  open(url: string, method?: string): Promise<Response>
}

/** Ann's sign-in was blocked, and the mail about it has come. */
async function ready(): Promise<Ready> {
  const shop = await protectedPlace({ risk })
  shop.core.store.tx
    .insert(domains)
    .values({ domain: 'shop-login', poolId: shop.poolId, managedLoginVersion: 1, version: '1', createdAt: 0 })
    .run()
  await confirmedUser(shop, 'ann')
  const { eventId } = (await attempt(shop, 'ann', { ipAddress: magic.High }))!
  const { validUrl, invalidUrl } = shop.inbox().at(-1)!.feedback!
  const open = async (url: string, method = 'GET') => shop.core.app.request(url, { method, redirect: 'manual' })
  return { ...shop, eventId, validUrl: validUrl!, invalidUrl: invalidUrl!, open }
}

const onPath = (url: string) => {
  const { origin, pathname, search } = new URL(url.replace('shop-login.', ''))
  return `${origin}/_domains/shop-login${pathname}${search}`
}

describe('the one-click links', () => {
  test('lead to the pool’s domain and differ in the answer only', async () => {
    const { validUrl, invalidUrl } = await ready()

    expect(new URL(validUrl).origin).toBe('http://shop-login.localhost:4590')
    expect(new URL(validUrl).pathname).toBe('/eventFeedback')
    expect([...new URL(validUrl).searchParams.keys()]).toEqual([
      'user_pool_id',
      'user_name',
      'event_id',
      'feedback_token',
      'feedback_value',
    ])
    expect(validUrl.replace('feedback_value=valid', 'feedback_value=invalid')).toBe(invalidUrl)
  })

  test.each([
    ['the host', (url: string) => url],
    ['the path', onPath],
  ])('do what the API call does, with the domain in %s', async (_name, form) => {
    const shop = await ready()

    const answer = await shop.open(form(shop.invalidUrl))

    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('You reported that this sign-in was not yours.')
    expect((await shop.events('ann'))[0]?.EventFeedback).toEqual({
      FeedbackValue: 'Invalid',
      Provider: 'User',
      FeedbackDate: new Date(shop.clock.now()),
    })
    expect(shop.core.kernel.log.entries.map(({ operation, status }) => [operation, status])).toContainEqual([
      'UpdateAuthEventFeedback',
      200,
    ])
  })

  test('may be followed one after the other: the last answer counts', async () => {
    const shop = await ready()

    await shop.open(shop.invalidUrl)
    const answer = await shop.open(shop.validUrl)

    expect(await answer.text()).toContain('You confirmed that this sign-in was yours.')
    expect(shop.event(shop.eventId).feedbackValue).toBe('Valid')
  })

  test('change nothing when they are only looked at', async () => {
    const shop = await ready()

    const answer = await shop.open(shop.invalidUrl, 'HEAD')

    expect([answer.status, await answer.text()]).toEqual([200, ''])
    expect(shop.event(shop.eventId).feedbackValue).toBeNull()
  })

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('are not there for %s', async (method) => {
    const shop = await ready()

    const answer = await shop.open(shop.invalidUrl, method)

    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
    expect(shop.event(shop.eventId).feedbackValue).toBeNull()
  })

  test.each<[string, number, (url: string) => string]>([
    ['with a token that is not genuine', 400, (url) => url.replace(/feedback_token=[^&]{40}/, 'feedback_token=A')],
    ['for another event', 400, (url) => url.replace(/event_id=[^&]+/, 'event_id=another')],
    ['for another user', 400, (url) => url.replace('user_name=ann', 'user_name=bob')],
    ['without an answer', 400, (url) => url.replace(/&feedback_value=\w+/, '')],
    ['with another answer', 400, (url) => url.replace('=invalid', '=perhaps')],
    ['of another pool', 404, (url) => url.replace(/user_pool_id=[^&]+/, 'user_pool_id=us-east-1_AAAAAAAAA')],
    ['of a domain that is not there', 404, (url) => url.replace('shop-login.', 'other.')],
    ['without any parameter', 404, (url) => url.split('?')[0]!],
  ])('say so when they do not work: %s', async (_name, status, change) => {
    const shop = await ready()

    const answer = await shop.open(change(shop.invalidUrl))

    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8'])
    expect(await answer.text()).toMatch(/<h1>(This link does not work|There is nothing here)<\/h1>/)
    expect(shop.event(shop.eventId).feedbackValue).toBeNull()
  })

  test('expire', async () => {
    const shop = await ready()
    shop.clock.advance({ days: 7 })

    const answer = await shop.open(shop.validUrl)

    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('It may have expired')
  })

  test('leave the token out of the request log', async () => {
    const shop = await ready()
    await shop.open(shop.validUrl)
    await shop.open(shop.validUrl.replace(/event_id=[^&]+/, 'event_id=another'))

    const token = new URL(shop.validUrl).searchParams.get('feedback_token')!

    expect(JSON.stringify(shop.core.kernel.log.entries)).not.toContain(token)
  })
})

describe('the page of a link', () => {
  test('may load nothing, be framed by nobody and be kept nowhere', async () => {
    const shop = await ready()

    const answer = await shop.open(shop.validUrl)
    const html = await answer.text()

    const style = /<style>([\s\S]*)<\/style>/.exec(html)![1]!
    const hash = createHash('sha256').update(style).digest('base64')
    expect(answer.headers.get('content-security-policy')).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'; ` +
        "frame-ancestors 'none'",
    )
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(html.replace('<link rel="icon" href="data:,"/>', '')).not.toMatch(/https?:|<script|<img|<link/)
  })

  test('names the sign-in and never the token', async () => {
    const shop = await ready()

    const html = await (await shop.open(shop.validUrl)).text()

    expect(html).toContain('Mon Mar 02 09:00:00 UTC 2026')
    expect(html).toContain('Chrome 126, Windows 10')
    expect(html).not.toContain(new URL(shop.validUrl).searchParams.get('feedback_token'))
  })

  test('shows as text whatever a device calls itself', async () => {
    const shop = await ready()
    const context = { ...shop.event(shop.eventId).context, deviceName: '<img src=x>' }
    shop.core.store.tx.$client
      .prepare('UPDATE auth_events SET context = ? WHERE id = ?')
      .run(JSON.stringify(context), shop.eventId)

    const html = await (await shop.open(shop.validUrl)).text()

    expect(html).toContain('&lt;img src=x&gt;')
  })
})
