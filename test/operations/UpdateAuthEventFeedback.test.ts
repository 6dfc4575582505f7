import { createSecretKey } from 'node:crypto'
import { CompactEncrypt, EncryptJWT, UnsecuredJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import type { UpdateAuthEventFeedbackRequest } from '../../src/api/generated/types.ts'
import { feedbackKey } from '../../src/domain/risk/feedback-key.ts'
import { makeFeedbackToken } from '../../src/domain/risk/feedback-token.ts'
import { confirmedUser, place } from '../support/people.ts'
import { attempt, lagos, type ProtectedPlace, protectedPlace } from '../support/protected.ts'

interface Ready extends ProtectedPlace {
  readonly sub: string
  readonly eventId: string
  readonly token: string
  answer(change?: Partial<Record<keyof UpdateAuthEventFeedbackRequest, unknown>>): Promise<unknown>
}

/** A pool in which Ann has signed in once and holds the token for that event. */
async function ready(options: Parameters<typeof protectedPlace>[0] = {}): Promise<Ready> {
  const shop = await protectedPlace(options)
  const sub = await confirmedUser(shop, 'ann')
  const { eventId } = (await attempt(shop, 'ann', { ipAddress: lagos }))!
  const token = await makeFeedbackToken(shop.flow(), { poolId: shop.poolId, sub, eventId })
  const input = { UserPoolId: shop.poolId, Username: 'ann', EventId: eventId, FeedbackToken: token }
  return {
    ...{ ...shop, sub, eventId, token },
    answer: (change = {}) =>
      shop.call('UpdateAuthEventFeedback', {
        ...{ ...input, FeedbackValue: 'Invalid' as const },
        ...(change as Partial<UpdateAuthEventFeedbackRequest>),
      }),
  }
}

const refusal = { name: 'NotAuthorizedException', message: 'Invalid feedback token.' }

describe('UpdateAuthEventFeedback', () => {
  test('stores what the bearer of the token says', async () => {
    const shop = await ready()
    shop.clock.advance({ hours: 1 })

    expect(await shop.answer()).toEqual({})

    expect((await shop.events('ann'))[0]?.EventFeedback).toEqual({
      FeedbackValue: 'Invalid',
      Provider: 'User',
      FeedbackDate: new Date(shop.clock.now()),
    })
  })

  test('may be repeated with either value while the token lasts', async () => {
    const shop = await ready()

    for (const FeedbackValue of ['Valid', 'Invalid', 'Invalid', 'Valid']) await shop.answer({ FeedbackValue })

    expect(shop.event(shop.eventId)).toMatchObject({ feedbackValue: 'Valid', feedbackProvider: 'User' })
  })

  test('teaches the model at once, and repeating it teaches nothing more', async () => {
    const shop = await ready()
    const scoreThere = async () =>
      shop.event((await attempt(shop, 'ann', { ipAddress: lagos }))!.eventId).evaluation!.score
    const counters = () => shop.core.store.tx.$client.prepare('SELECT * FROM risk_user ORDER BY node, epoch').all()

    await shop.answer()
    const once = counters()
    await shop.answer()

    expect(counters()).toEqual(once)
    expect(await scoreThere()).toBeGreaterThan(1.3)
  })

  test.each(['alias', 'sub'])('knows the user by %s', async (kind) => {
    const shop = await ready({ pool: { AliasAttributes: ['email'] } })

    await shop.answer({ Username: kind === 'sub' ? shop.sub : 'ann@example.com' })

    expect(shop.event(shop.eventId).feedbackValue).toBe('Invalid')
  })

  test('knows a federated user by provider and id', async () => {
    const shop = await protectedPlace()
    const sub = await confirmedUser(shop, 'Google_118250934')
    const { eventId } = (await attempt(shop, 'Google_118250934'))!
    const token = await makeFeedbackToken(shop.flow(), { poolId: shop.poolId, sub, eventId })

    await shop.call('UpdateAuthEventFeedback', {
      UserPoolId: shop.poolId,
      Username: 'Google_118250934',
      EventId: eventId,
      FeedbackToken: token,
      FeedbackValue: 'Valid',
    })

    expect(shop.event(eventId).feedbackValue).toBe('Valid')
  })

  test('revokes the session of the event where the settings want it', async () => {
    const shop = await ready({ emulator: { revokeOnInvalid: true } })
    const family = `INSERT INTO refresh_families (id, poolId, clientId, userId, eventId, scope, currentJti, authTime,
      createdAt, expiresAt, lastUsedAt, carried) VALUES ('f', ?, ?, ?, ?, '', 'j', 0, 0, 9e15, 0, '{}')`
    const sqlite = shop.core.store.tx.$client
    sqlite.prepare(family).run(shop.poolId, shop.clientId, shop.event(shop.eventId).userId, shop.eventId)

    await shop.answer({ FeedbackValue: 'Valid' })
    const afterValid = sqlite.prepare('SELECT revokedAt FROM refresh_families').pluck().get()
    await shop.answer()

    expect(afterValid).toBeNull()
    expect(sqlite.prepare('SELECT revokedAt FROM refresh_families').pluck().get()).toBe(shop.clock.now())
  })
})

describe('the token of UpdateAuthEventFeedback', () => {
  test('is a compact JWE whose header names nothing but its key', async () => {
    const shop = await ready()
    const [header, encryptedKey, ...rest] = shop.token.split('.')

    expect(shop.token).toMatch(/^[A-Za-z0-9\-_=.]+$/)
    expect(JSON.parse(Buffer.from(header!, 'base64url').toString())).toEqual({
      alg: 'dir',
      enc: 'A256GCM',
      kid: shop.inside((ctx) => feedbackKey(ctx, shop.poolId).kid),
    })
    expect(encryptedKey).toBe('')
    expect(rest).toHaveLength(3)
  })

  test('is good for seven days by the clock of the emulator', async () => {
    const shop = await ready()
    shop.clock.advance({ days: 7, seconds: -1 })
    await shop.answer()
    shop.clock.advance({ seconds: 1 })

    await expect(shop.answer({ FeedbackValue: 'Valid' })).rejects.toMatchObject(refusal)
    expect(shop.event(shop.eventId).feedbackValue).toBe('Invalid')
  })

  test.each<[string, (shop: Ready) => Promise<string> | string]>([
    ['tampered with', ({ token }) => token.replace(/.(?=[^.]*$)/, (character) => (character === 'A' ? 'B' : 'A'))],
    ['cut', ({ token }) => token.slice(0, -4)],
    ['no token at all', () => 'nonsense'],
    ['without encryption', ({ eventId, sub, poolId }) => unsecured({ pool: poolId, sub, event: eventId })],
    ['under a foreign key', (shop) => sealed(shop, { secret: Buffer.alloc(32, 7) })],
    ['under another key id', (shop) => sealed(shop, { kid: 'other' })],
    ['for another pool', (shop) => sealed(shop, { pool: 'us-east-1_AAAAAAAAA' })],
    ['for another user', (shop) => sealed(shop, { sub: 'somebody' })],
    ['for another event', (shop) => sealed(shop, { event: 'another' })],
    ['without an end', (shop) => sealed(shop, { exp: undefined })],
    ['of another kind', (shop) => plain(shop)],
  ])('is refused in one and the same way when it is %s, and nothing is stored', async (_name, make) => {
    const shop = await ready()
    const before = { ...shop.event(shop.eventId) }

    await expect(shop.answer({ FeedbackToken: await make(shop) })).rejects.toMatchObject(refusal)

    expect(shop.event(shop.eventId)).toEqual(before)
  })

  test('is good for nobody else', async () => {
    const shop = await ready()
    await confirmedUser(shop, 'bob')
    const { eventId } = (await attempt(shop, 'bob'))!

    await expect(shop.answer({ Username: 'bob' })).rejects.toMatchObject(refusal)
    await expect(shop.answer({ Username: 'bob', EventId: eventId })).rejects.toMatchObject(refusal)
  })

  test('never reaches the request log', async () => {
    const shop = await ready()
    await shop.answer().catch(() => undefined)
    await shop.answer({ FeedbackToken: 'secret-nonsense' }).catch(() => undefined)

    const log = JSON.stringify(shop.core.kernel.log.entries)

    expect(log).not.toContain(shop.token)
    expect(log).not.toContain('secret-nonsense')
  })
})

describe('the errors of UpdateAuthEventFeedback', () => {
  // Each row breaks everything from its own line downwards: the first line that is broken answers.
  const broken = { EventId: 'gone', FeedbackToken: 'bad', Username: 'nobody' }
  test.each([
    [
      'the value',
      { ...broken, UserPoolId: 'us-east-1_AAAAAAAAA', FeedbackValue: 'valid' },
      'InvalidParameterException',
    ],
    ['the token’s form', { ...broken, FeedbackToken: 'with space' }, 'InvalidParameterException'],
    ['the event id’s form', { ...broken, EventId: 'a b' }, 'InvalidParameterException'],
    ['the event id’s length', { ...broken, EventId: 'x'.repeat(51) }, 'InvalidParameterException'],
    ['the user name’s length', { ...broken, Username: '' }, 'InvalidParameterException'],
    ['the pool id’s form', { ...broken, UserPoolId: 'nowhere' }, 'InvalidParameterException'],
    ['a missing member', { ...broken, FeedbackToken: undefined }, 'InvalidParameterException'],
    ['the pool', { ...broken, UserPoolId: 'us-east-1_AAAAAAAAA' }, 'ResourceNotFoundException'],
    ['the user', { ...broken }, 'UserNotFoundException'],
    ['the token', { EventId: 'gone', FeedbackToken: 'bad' }, 'NotAuthorizedException'],
  ])('%s', async (_name, change, name) => {
    const shop = await ready()

    await expect(shop.answer(change)).rejects.toMatchObject({ name })
    expect(shop.event(shop.eventId).feedbackValue).toBeNull()
  })

  test('the add-on comes before the user', async () => {
    const shop = await ready()
    const bare = await place()
    await expect(
      bare.call('UpdateAuthEventFeedback', {
        UserPoolId: bare.poolId,
        Username: 'nobody',
        EventId: 'gone',
        FeedbackToken: 'bad',
        FeedbackValue: 'Valid',
      }),
    ).rejects.toMatchObject({ name: 'UserPoolAddOnNotEnabledException' })

    await shop.call('UpdateUserPool', { UserPoolId: shop.poolId })
    await expect(shop.answer()).rejects.toMatchObject({ name: 'UserPoolAddOnNotEnabledException' })
  })

  test('an event that has gone comes last', async () => {
    const shop = await ready()
    const token = await makeFeedbackToken(shop.flow(), { poolId: shop.poolId, sub: shop.sub, eventId: 'gone' })

    await expect(shop.answer({ EventId: 'gone', FeedbackToken: token })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Auth event gone does not exist.',
    })
  })

  test.each(['TooManyRequestsException', 'InternalErrorException'] as const)('%s on demand', async (error) => {
    const shop = await ready()
    shop.core.kernel.faults.set({ operation: 'UpdateAuthEventFeedback', error, times: 1 })

    await expect(shop.answer()).rejects.toSatisfy(
      (thrown: Error) => thrown.name === error || (thrown.cause as Error).name === error,
    )
    expect(shop.event(shop.eventId).feedbackValue).toBeNull()
    await shop.answer()
  })

  test('too many in one second where rates are limited', async () => {
    const shop = await ready({ emulator: { quotas: true } })
    const answers = await Promise.allSettled(Array.from({ length: 60 }, () => shop.answer()))

    const refused = answers.filter((answer) => answer.status === 'rejected')
    expect(refused.length).toBeGreaterThan(0)
    expect(refused[0]).toMatchObject({ reason: { name: 'TooManyRequestsException' } })
  })
})

function unsecured({ sub, ...claims }: { pool: string; sub: string; event: string }): string {
  return new UnsecuredJWT({ ...claims }).setSubject(sub).setIssuedAt().setExpirationTime('7d').encode()
}

/** A token like ours but for what is given. */
async function sealed(
  shop: Ready,
  change: { secret?: Buffer; kid?: string; exp?: undefined; pool?: string; sub?: string; event?: string },
): Promise<string> {
  const key = shop.inside((ctx) => feedbackKey(ctx, shop.poolId))
  const { secret = key.secret, kid = key.kid, ...claims } = change
  const now = Math.floor(shop.clock.now() / 1000)
  const whole = { pool: shop.poolId, sub: shop.sub, event: shop.eventId, iat: now, exp: now + 60, ...claims }
  const defined = Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined))
  return new EncryptJWT(defined)
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid })
    .encrypt(createSecretKey(secret))
}

async function plain(shop: Ready): Promise<string> {
  const { kid, secret } = shop.inside((ctx) => feedbackKey(ctx, shop.poolId))
  return new CompactEncrypt(Buffer.from('no claims'))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid })
    .encrypt(secret)
}
