import { describe, expect, test } from 'vitest'
import { confirmedUser, goodPassword } from '../../support/people.ts'
import { attempt, magic, type ProtectedPlace, protectedPlace } from '../../support/protected.ts'

function signIn(shop: ProtectedPlace, USERNAME = 'ann') {
  return shop.call('InitiateAuth', {
    ClientId: shop.clientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME, PASSWORD: goodPassword },
  })
}

function claimsOf(token: string | undefined): Record<string, unknown> {
  return JSON.parse(Buffer.from(token!.split('.')[1]!, 'base64url').toString()) as Record<string, unknown>
}

async function shopWithAnn() {
  const shop = await protectedPlace()
  await confirmedUser(shop, 'ann')
  return shop
}

describe('auth events', () => {
  test('A21 · have a level only with a risk, the flag always, and feedback only once somebody gave it', async () => {
    const shop = await shopWithAnn()
    await attempt(shop, 'ann')
    const { eventId } = (await attempt(shop, 'ann', { ipAddress: magic.Low }))!
    await shop.feedback('ann', eventId, 'Valid')

    const [risky, calm] = JSON.parse(JSON.stringify(await shop.events('ann'))) as Record<string, object>[]

    expect(calm!['EventRisk']).toEqual({ RiskDecision: 'NoRisk', CompromisedCredentialsDetected: false })
    expect(calm).not.toHaveProperty('EventFeedback')
    expect(risky!['EventRisk']).toEqual({
      RiskDecision: 'AccountTakeover',
      RiskLevel: 'Low',
      CompromisedCredentialsDetected: false,
    })
    expect(risky).toHaveProperty('EventFeedback')
  })

  test('A22 · come newest first in pages of 60, with a token that names the last one', async () => {
    const shop = await shopWithAnn()
    for (let i = 0; i < 61; i++) {
      await attempt(shop, 'ann')
      shop.clock.advance({ seconds: 1 })
    }
    const input = { UserPoolId: shop.poolId, Username: 'ann' }

    const first = await shop.call('AdminListUserAuthEvents', input)
    const second = await shop.call('AdminListUserAuthEvents', { ...input, NextToken: first.NextToken })

    const times = first.AuthEvents!.map(({ CreationDate }) => CreationDate!.getTime())
    expect(times).toEqual(times.toSorted((a, b) => b - a))
    expect([times.length, second.AuthEvents!.length, second.NextToken]).toEqual([60, 1, undefined])
    expect(first.NextToken).toMatch(/^[0-9a-f-]{36}#2026-03-02T09:00:01\.000Z$/)
  })

  test('A23 · are named by the tokens, also after a refresh', async () => {
    const shop = await shopWithAnn()
    const { AuthenticationResult: first } = await signIn(shop)
    const { AuthenticationResult: refreshed } = await shop.call('InitiateAuth', {
      ClientId: shop.clientId,
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      AuthParameters: { REFRESH_TOKEN: first!.RefreshToken! },
    })

    const events = await shop.events('ann')

    expect(events).toHaveLength(1)
    for (const tokens of [first, refreshed]) {
      expect(claimsOf(tokens!.AccessToken)['event_id']).toBe(events[0]!.EventId)
      expect(claimsOf(tokens!.IdToken)['event_id']).toBe(events[0]!.EventId)
    }
  })

  test('a sign-up is InProgress until it is confirmed, and a code asked for again is an event of its own', async () => {
    const shop = await protectedPlace()
    const named = { ClientId: shop.clientId, Username: 'bob' }
    const seen = async () =>
      (await shop.events('bob')).map(({ EventType, EventResponse }) => `${EventType} ${EventResponse}`)
    const UserAttributes = [{ Name: 'email', Value: 'bob@example.com' }]
    await shop.call('SignUp', { ...named, Password: goodPassword, UserAttributes })
    const atFirst = await seen()
    await shop.call('ResendConfirmationCode', named)

    await shop.call('ConfirmSignUp', { ...named, ConfirmationCode: shop.lastCode() })

    expect(atFirst).toEqual(['SignUp InProgress'])
    expect(await seen()).toEqual(['ResendCode Pass', 'SignUp Pass'])
  })

  test('a reset is two events: the code and the new password', async () => {
    const shop = await shopWithAnn()
    const named = { ClientId: shop.clientId, Username: 'ann' }
    await shop.call('ForgotPassword', named)

    await shop.call('ConfirmForgotPassword', {
      ...named,
      ConfirmationCode: shop.lastCode(),
      Password: 'Quartz#84-lantern',
    })

    const seen = (await shop.events('ann')).map(({ EventType, EventResponse }) => `${EventType} ${EventResponse}`)
    expect(seen).toEqual(['PasswordChange Pass', 'ForgotPassword Pass'])
  })
})
