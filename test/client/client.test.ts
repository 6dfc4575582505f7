import { describe, expect, expectTypeOf, onTestFinished, test } from 'vitest'
import type { z } from 'zod'
import { connect } from '../../src/client/client.ts'
import type * as client from '../../src/client/types.ts'
import type { eventView } from '../../src/control/event-views.ts'
import type { attemptContext, evaluation, message } from '../../src/control/schemas.ts'
import type { result, signIn } from '../../src/control/sign-ins.ts'
import { listen, stop } from '../../src/server.ts'
import { atHome, onTor, openShop, shop } from '../support/seeded.ts'

const ann = { userPoolId: shop.pool, username: 'ann' }

/** A client of a shop over a socket. */
async function connected() {
  const place = await openShop({ port: 0 })
  const server = await listen(place.core)
  onTestFinished(() => stop(server))
  return { ...place, client: connect(`${place.core.baseUrl}/`) }
}

describe('The client', () => {
  test('simulates sign-ins and explains them', async () => {
    const { client } = await connected()

    const { authEvent, evaluation } = await client.signIn({ ...ann, clientId: shop.client, context: onTor })
    const explanation = await client.explain(authEvent!.EventId)

    expect(evaluation!.level).toBe('High')
    expect(explanation).toMatchObject({ username: 'ann', eventId: authEvent!.EventId, lines: expect.anything() })
    expect(await client.events.get(ann, authEvent!.EventId)).toMatchObject({ authEvent: { EventResponse: 'Fail' } })
  })

  test('fixes the next risk, and lets it go', async () => {
    const { client } = await connected()

    await client.nextRisk(ann, 'Medium', { times: null })
    const fixed = await client.preview(ann, atHome)
    await client.clearRisk(ann)
    const free = await client.preview(ann, atHome, { clientId: shop.client })

    expect([fixed.source, free.source]).toEqual(['directive', 'engine'])
  })

  test('gives feedback that the model learns', async () => {
    const { client } = await connected()
    const { authEvent } = await client.signIn({ ...ann, clientId: shop.client, context: onTor })

    await client.feedback(ann, authEvent!.EventId, 'Invalid')

    expect(await client.riskModel(ann)).toMatchObject({ feedbacks: { valid: 0, invalid: 1 } })
    expect(await client.events.latest(ann)).toMatchObject({ feedback: { value: 'Invalid', provider: 'Admin' } })
  })

  test('waits for messages and events', async () => {
    const { client } = await connected()
    const mail = client.inbox.waitFor({ to: 'ann@example.com' })
    const event = client.events.waitFor(ann, { level: 'High' })

    await client.signIn({ ...ann, clientId: shop.client, context: onTor })

    expect((await mail).feedback!.eventId).toBe((await event).authEvent.EventId)
    await client.inbox.clear()
    expect(await client.inbox.list()).toEqual([])
    await expect(client.events.waitFor(ann, { type: 'SignUp' }, { timeoutMs: 30 })).rejects.toThrow(
      'No event of ann within 30 ms that fits {"type":"SignUp"}; there are: SignIn Fail High, SignIn Pass NoRisk,',
    )
  })

  test('moves the clock', async () => {
    const { client, clock } = await connected()

    await client.clock.advance({ hours: 1, minutes: 1, seconds: -1 })
    const later = clock.now()
    await client.clock.set(new Date(0))

    expect(later).toBe(Date.UTC(2026, 2, 2, 10, 0, 59))
    expect(await client.clock.get()).toEqual({ now: '1970-01-01T00:00:00.000Z', frozen: true })
    await client.clock.run()
    await client.clock.freeze()
    expect((await client.clock.get()).frozen).toBe(true)
  })

  test('takes snapshots, seeds and resets', async () => {
    const { client } = await connected()
    const snapshot = await client.snapshot()
    const names = async () => (await client.call('ListUserPools', { MaxResults: 9 }))['UserPools'] as { Name: string }[]

    await client.reset({ seed: false })
    const empty = await names()
    const report = await client.seed({ pools: [{ name: 'other' }] })
    await client.restore(snapshot)

    expect(empty).toEqual([])
    expect(report).toMatchObject({ loaded: true, pools: 1 })
    expect((await names()).map(({ Name }) => Name)).toEqual(['shop'])
    await client.reset()
    expect(await names()).toHaveLength(1)
  })

  test('sets faults and reads requests', async () => {
    const { client } = await connected()
    await client.faults.add({ operation: 'ListUserPools', error: 'TooManyRequestsException' })
    expect(await client.faults.list()).toHaveLength(1)

    await expect(client.call('ListUserPools', { MaxResults: 9 })).rejects.toMatchObject({
      name: 'ControlApiError',
      code: 'TooManyRequestsException',
    })

    const [request] = await client.requests({ operation: 'ListUserPools' })
    expect(request).toMatchObject({ status: 400, error: { name: 'TooManyRequestsException' } })
    await client.faults.clear()
    expect(await client.health()).toMatchObject({ status: 'ok' })
  })

  test('waits longer than one request may', async () => {
    const { client } = await connected()
    const waiting = client.inbox.waitFor({ to: 'ann@example.com' }, { timeoutMs: 400_000 })

    await client.signIn({ ...ann, clientId: shop.client, context: onTor })

    expect((await waiting).kind).toBe('AccountTakeOverNotification')
  })

  test('waits as long as it was told, however slow the answers are', async () => {
    const slow = async () => {
      await new Promise((resolve) => setTimeout(resolve, 60))
      return Response.json({ events: [] })
    }
    const started = performance.now()

    const waiting = connect('http://localhost:1', { fetch: slow }).events.waitFor(ann, {}, { timeoutMs: 200 })

    await expect(waiting).rejects.toMatchObject({ name: 'TimeoutError' })
    expect(performance.now() - started).toBeLessThan(600)
  })

  test('says that nothing answers, and why', async () => {
    await expect(connect('http://127.0.0.1:9').health()).rejects.toMatchObject({
      name: 'UnreachableError',
      message: expect.stringMatching(/^No emulator answers at http:\/\/127\.0\.0\.1:9 \(.+\)\.$/),
    })
  })

  test('says what was refused', async () => {
    const { client } = await connected()

    await expect(client.nextRisk({ ...ann, username: 'nobody' }, 'High')).rejects.toMatchObject({
      status: 404,
      code: 'NotFound',
    })
  })
})

test('the types of the client are those of the API', () => {
  expectTypeOf<z.output<typeof message>>().toExtend<client.InboxMessage>()
  expectTypeOf<z.output<typeof eventView>>().toExtend<client.EventView>()
  expectTypeOf<z.output<typeof evaluation>>().toExtend<client.Evaluation>()
  expectTypeOf<z.output<typeof result>>().toExtend<client.SignInResult>()
  expectTypeOf<client.AttemptContext>().toExtend<z.input<typeof attemptContext>>()
  expectTypeOf<client.SimulatedSignIn>().toExtend<z.input<typeof signIn>>()
})
