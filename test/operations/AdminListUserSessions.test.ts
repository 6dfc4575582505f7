import { describe, expect, test } from 'vitest'
import { confirmedUser, place } from '../support/people.ts'
import { berlin, chromeOnWindows, seattle } from '../support/protected.ts'
import { noSuchPool, refusal, unknownPool } from '../support/refusals.ts'
import { sessions, track, trackedShop } from '../support/sessions.ts'
import { signIn, tokensOf } from '../support/sign-in.ts'

const tkn = expect.stringMatching(/^tkn[0-9a-z]{25}$/)

describe('AdminListUserSessions', () => {
  test('shows the living sessions, the latest activity first', async () => {
    const shop = await trackedShop()
    const from = { ipAddress: seattle, userAgent: chromeOnWindows }
    await tokensOf({ ...shop, call: shop.callFrom(from) }, 'alice')
    const first = new Date(shop.clock.now())
    shop.clock.advance({ minutes: 1 })
    await tokensOf(shop, 'alice')
    const second = new Date(shop.clock.now())

    expect(await sessions(shop)).toEqual([
      {
        SessionId: tkn,
        SessionType: 'TOKEN',
        ClientId: shop.clientId,
        CreateDate: second,
        LastActiveDate: second,
        DeviceType: 'unknown',
        LastIPAddress: '127.0.0.1',
        LastLocation: { Country: 'unknown' },
        IsCurrentSession: false,
      },
      {
        SessionId: tkn,
        SessionType: 'TOKEN',
        ClientId: shop.clientId,
        CreateDate: first,
        LastActiveDate: first,
        DeviceType: 'Chrome 126 / Windows 10',
        LastIPAddress: seattle,
        LastLocation: { City: 'Seattle', Country: 'United States' },
        IsCurrentSession: false,
      },
    ])
  })

  test('a refresh moves address, device and activity, and keeps the session', async () => {
    const shop = await trackedShop()
    const { RefreshToken } = await tokensOf(shop, 'alice')
    const [before] = await sessions(shop)
    shop.clock.advance({ minutes: 30 })
    const there = { ...shop, call: shop.callFrom({ ipAddress: berlin, userAgent: chromeOnWindows }) }

    const AuthParameters = { REFRESH_TOKEN: RefreshToken }
    await signIn(there, 'alice', '', { AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters })

    expect(await sessions(shop)).toEqual([
      {
        ...before,
        LastActiveDate: new Date(shop.clock.now()),
        LastIPAddress: berlin,
        DeviceType: 'Chrome 126 / Windows 10',
        LastLocation: { City: 'Berlin', Country: 'Germany' },
      },
    ])
  })

  test('shows no session that was signed out, has expired or never got tokens', async () => {
    const shop = await trackedShop()
    const { AccessToken } = await tokensOf(shop, 'alice')
    await signIn(shop, 'alice', 'wrong').catch(() => undefined)
    expect(await sessions(shop)).toHaveLength(1)
    await shop.call('GlobalSignOut', { AccessToken })
    expect(await sessions(shop)).toEqual([])
    await tokensOf(shop, 'alice')
    shop.clock.advance({ days: 30 })

    expect(await sessions(shop)).toEqual([])
  })

  test('at the limit the least recently used session makes room, and is signed out', async () => {
    const shop = await trackedShop(2)
    const first = await tokensOf(shop, 'alice')
    shop.clock.advance({ minutes: 1 })
    const second = await tokensOf(shop, 'alice')
    shop.clock.advance({ minutes: 1 })
    const AuthParameters = { REFRESH_TOKEN: first.RefreshToken }
    await signIn(shop, 'alice', '', { AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters })

    await tokensOf(shop, 'alice')

    expect(await sessions(shop)).toHaveLength(2)
    await expect(shop.call('GetUser', { AccessToken: second.AccessToken })).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'Access Token has been revoked'),
    )
    await expect(shop.call('GetUser', { AccessToken: first.AccessToken })).resolves.toMatchObject({ Username: 'alice' })
  })

  test('a lower limit acts at the next sign-in', async () => {
    const shop = await trackedShop(5)
    for (let n = 0; n < 5; n++) await tokensOf(shop, 'alice')
    await track(shop, 2)
    expect(await sessions(shop)).toHaveLength(5)

    await tokensOf(shop, 'alice')

    expect(await sessions(shop)).toHaveLength(2)
  })

  test('shows nothing without tracking, and starts with nothing when it is switched on again', async () => {
    const shop = await trackedShop()
    const { AccessToken } = await tokensOf(shop, 'alice')
    await track(shop, 20, 'DISABLED')
    expect(await sessions(shop)).toEqual([])
    shop.clock.advance({ seconds: 1 })
    await track(shop, 20)

    expect(await sessions(shop)).toEqual([])
    await expect(shop.call('GetUser', { AccessToken })).resolves.toMatchObject({ Username: 'alice' })
  })

  test('shows nothing of a pool that never tracked any', async () => {
    const shop = await place()
    await confirmedUser(shop, 'alice')
    await tokensOf(shop, 'alice')

    expect(await sessions(shop)).toEqual([])
  })

  test('wants a pool and a user who exist, and no token', async () => {
    const shop = await trackedShop()
    const list = (UserPoolId: string, Username: string, NextToken?: string) =>
      shop.call('AdminListUserSessions', { UserPoolId, Username, NextToken })

    await expect(list(unknownPool, 'alice')).rejects.toMatchObject(noSuchPool)
    await expect(list(shop.poolId, 'nobody')).rejects.toMatchObject(
      refusal('UserNotFoundException', 'User does not exist.'),
    )
    await expect(list(shop.poolId, 'alice', 'x')).rejects.toMatchObject({ name: 'InvalidParameterException' })
  })
})
