import { describe, expect, test } from 'vitest'
import { confirmedUser, type Place, place } from '../support/people.ts'
import { refusal } from '../support/refusals.ts'
import { respond, setMfa, signIn, tokensOf } from '../support/sign-in.ts'

const count = (shop: Place, table: string) =>
  shop.core.store.tx.$client.prepare(`SELECT count(*) FROM ${table}`).pluck().get()

const refresh = (shop: Place, REFRESH_TOKEN: string) =>
  shop.call('InitiateAuth', {
    ClientId: shop.clientId,
    AuthFlow: 'REFRESH_TOKEN_AUTH',
    AuthParameters: { REFRESH_TOKEN },
  })

describe('the retention of sign-ins', () => {
  test('keeps them for thirty days after their refresh tokens expired, and forgets them then', async () => {
    const shop = await place()
    await confirmedUser(shop, 'ann')
    const { RefreshToken } = await tokensOf(shop, 'ann')
    shop.clock.advance({ days: 59 })
    await shop.core.retention.sweep()
    const expired = refusal('NotAuthorizedException', 'Refresh Token has expired')
    await expect(refresh(shop, RefreshToken)).rejects.toMatchObject(expired)

    shop.clock.advance({ days: 2 })
    await shop.core.retention.sweep()

    expect(count(shop, 'refresh_families')).toBe(0)
    const garbage = refusal('NotAuthorizedException', 'Invalid Refresh Token')
    await expect(refresh(shop, RefreshToken)).rejects.toMatchObject(garbage)
  })

  test('finds the old ones among many, and leaves the others', async () => {
    const shop = await place()
    await confirmedUser(shop, 'ann')
    await tokensOf(shop, 'ann')
    const sqlite = shop.core.store.tx.$client
    const columns = sqlite.prepare("SELECT name FROM pragma_table_info('refresh_families')").pluck().all() as string[]
    const values = columns.map((name) => (name === 'id' ? 'hex(randomblob(16))' : name))
    const numbers = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200)'
    const from = 'FROM refresh_families, n'
    sqlite.exec(`${numbers} INSERT INTO refresh_families (${columns.join()}) SELECT ${values.join()} ${from}`)
    shop.clock.advance({ days: 61 })
    const { RefreshToken } = await tokensOf(shop, 'ann')

    await shop.core.retention.sweep()

    expect(count(shop, 'refresh_families')).toBe(1)
    await expect(refresh(shop, RefreshToken)).resolves.toHaveProperty('AuthenticationResult')
  })

  test('forgets sessions an hour after they ended', async () => {
    const shop = await place()
    await setMfa(shop, 'ON')
    await confirmedUser(shop, 'ann')
    const pending = await signIn(shop, 'ann')
    const answer = () => respond(shop, 'ann', { ...pending, ChallengeName: 'SOFTWARE_TOKEN_MFA' }, {})
    shop.clock.advance({ minutes: 62 })
    await shop.core.retention.sweep()
    await expect(answer()).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'Invalid session for the user, session is expired.'),
    )

    shop.clock.advance({ minutes: 2 })
    await shop.core.retention.sweep()

    expect(count(shop, 'auth_sessions')).toBe(0)
  })
})
