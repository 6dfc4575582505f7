import { describe, expect, test } from 'vitest'
import { onTor, openShop, type Shop, shop } from '../support/seeded.ts'

async function invite({ call }: Shop, Username: string): Promise<void> {
  await call('AdminCreateUser', {
    UserPoolId: shop.pool,
    Username,
    UserAttributes: [{ Name: 'email', Value: `${Username}@example.com` }],
    DesiredDeliveryMediums: ['EMAIL'],
  })
}

describe('The inbox', () => {
  test('shows messages newest first, even of one millisecond', async () => {
    const place = await openShop()
    await invite(place, 'carl')
    await invite(place, 'dora')

    const { body } = await place.control('GET', '/inbox')

    expect(body.messages.map((message: { to: string }) => message.to)).toEqual(['dora@example.com', 'carl@example.com'])
    expect(body.messages[0]).toMatchObject({
      ...{ channel: 'email', kind: 'AdminCreateUser', userPoolId: shop.pool, username: 'dora' },
      createdAt: '2026-03-02T09:00:00.000Z',
      delivery: { status: 'delivered', attempts: 0 },
    })
  })

  test.each([
    ['to=carl@example.com', 1],
    ['to=eve@example.com', 0],
    ['username=dora', 1],
    [`userPoolId=${shop.pool}&username=dora@example.com`, 0],
    [`userPoolId=${shop.pool}`, 2],
    ['userPoolId=us-east-1_Other0000', 0],
    ['kind=AdminCreateUser', 2],
    ['kind=ForgotPassword', 0],
    ['after=2026-03-02T08:59:59Z', 2],
    ['after=2026-03-02T09:00:00Z', 0],
    ['limit=1', 1],
  ])('with %s has %d', async (query, count) => {
    const place = await openShop()
    await invite(place, 'carl')
    await invite(place, 'dora')

    const { body } = await place.control('GET', `/inbox?${query}`)

    expect(body.messages).toHaveLength(count)
  })

  test('finds what came after a message, on a frozen clock as well', async () => {
    const place = await openShop()
    await invite(place, 'carl')
    const { body: first } = await place.control('GET', '/inbox')
    await invite(place, 'dora')

    const { body } = await place.control('GET', `/inbox?after=${first.messages[0].id}`)

    expect(body.messages.map((message: { username: string }) => message.username)).toEqual(['dora'])
  })

  test('waits for the first message that fits', async () => {
    const place = await openShop()
    const waiting = place.control('GET', '/inbox?to=dora@example.com&wait=10')

    await invite(place, 'carl')
    await invite(place, 'dora')

    expect((await waiting).body.messages).toMatchObject([{ to: 'dora@example.com' }])
  })

  test('gives up waiting in time', async () => {
    const { control } = await openShop()
    const before = performance.now()

    const { body } = await control('GET', '/inbox?wait=0.1')

    expect(body.messages).toEqual([])
    expect(performance.now() - before).toBeGreaterThan(90)
  })

  test('can be emptied', async () => {
    const place = await openShop()
    await invite(place, 'carl')

    await place.control('DELETE', '/inbox')

    expect((await place.control('GET', '/inbox')).body).toEqual({ messages: [] })
  })

  test.each(['kind=Spam', 'wait=soon', 'from=x'])('refuses %s', async (query) => {
    const { control } = await openShop()

    expect(await control('GET', `/inbox?${query}`)).toMatchObject({ status: 400 })
  })
})

test('messages are found by what is in them, and one by its id', async () => {
  const { control } = await openShop()
  const ann = { userPoolId: shop.pool, clientId: shop.client, username: 'ann' }
  await control('POST', '/sign-ins', { ...ann, context: onTor })
  const { body } = await control('GET', '/inbox')
  const message = body.messages[0]

  expect((await control('GET', '/inbox?search=BLOCKED')).body).toEqual(body)
  expect((await control('GET', '/inbox?search=ann@')).body).toEqual(body)
  expect((await control('GET', '/inbox?search=%25')).body.messages).toEqual([])
  expect((await control('GET', `/inbox?before=${message.id}`)).body.messages).toEqual([])
  expect((await control('GET', `/inbox/${message.id}`)).body).toEqual(message)
  expect((await control('GET', '/inbox/none')).status).toBe(404)
})
