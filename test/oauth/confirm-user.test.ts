import { describe, expect, test } from 'vitest'
import { secretHash } from '../../src/base/secret-hash.ts'
import {
  attributes,
  attributesOf,
  goodPassword,
  type Place,
  type PlaceOptions,
  place,
  statusOf,
} from '../support/people.ts'

const byLink: PlaceOptions = {
  pool: { VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_LINK' } },
}

/** Alice has signed up, and the mail with the link has come. */
async function signedUp(options: PlaceOptions = byLink): Promise<[Place, string]> {
  const shop = await place(options)
  const { poolId, clientId, clientSecret } = shop
  await shop.call('CreateUserPoolDomain', { UserPoolId: poolId, Domain: 'shop' })
  await shop.call('SignUp', {
    ClientId: clientId,
    SecretHash: clientSecret && secretHash(clientSecret, 'alice', clientId),
    Username: 'alice',
    Password: goodPassword,
    UserAttributes: attributes({ email: 'alice@example.com' }),
  })
  return [shop, shop.inbox().at(-1)!.link!]
}

const open = async ({ core }: Place, url: string, method = 'GET') => core.app.request(url, { method })

describe('the link of a sign-up message', () => {
  test('confirms the user and verifies the address, and says so again', async () => {
    const [shop, link] = await signedUp()

    const answer = await open(shop, link)

    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('Your registration has been confirmed!')
    expect(await statusOf(shop, 'alice')).toBe('CONFIRMED')
    expect(await attributesOf(shop, 'alice')).toMatchObject({ email_verified: 'true' })
    const again = await open(shop, link)
    expect([again.status, await again.text()]).toEqual([200, expect.stringContaining('has been confirmed!')])
  })

  test('works on the path form of the domain, and for a client with a secret', async () => {
    const [shop, link] = await signedUp({ ...byLink, client: { GenerateSecret: true } })

    const answer = await open(shop, link.replace('shop.localhost:4590', 'localhost:4590/_domains/shop'))

    expect(answer.status).toBe(200)
  })

  test('changes nothing with HEAD, and takes no other method', async () => {
    const [shop, link] = await signedUp()

    expect((await open(shop, link, 'HEAD')).status).toBe(200)
    expect((await open(shop, link, 'POST')).status).toBe(405)
    expect(await statusOf(shop, 'alice')).toBe('UNCONFIRMED')
  })

  test('says what is wrong with a damaged or an old link', async () => {
    const [shop, link] = await signedUp()

    const damaged = await open(shop, link.replace(/code=\d+/, 'code=000'))
    expect(damaged.status).toBe(400)
    expect(await damaged.text()).toContain('Invalid verification code provided, please try again.')
    expect((await open(shop, link.replace(/&user_name.*/, ''))).status).toBe(400)
    shop.clock.advance({ hours: 24 })
    expect(await (await open(shop, link)).text()).toContain('Invalid code provided, please request a code again.')
    expect(await statusOf(shop, 'alice')).toBe('UNCONFIRMED')
  })

  test('is not there on another domain, nor for another client', async () => {
    const [shop, link] = await signedUp()

    for (const url of [link.replace('shop.', 'other.'), link.replace(/client_id=\w+/, 'client_id=nobody')]) {
      expect((await open(shop, url)).status).toBe(404)
    }
  })
})
