import { describe, expect, test } from 'vitest'
import { type HostedPlace, hostedPlace, postForm, signInOn } from '../support/hosted.ts'
import { google } from '../support/identity-providers.ts'
import { confirmedUser } from '../support/people.ts'

const busy = 'Application is busy, please try again in a few minutes.'

async function busyShop(options: Parameters<typeof hostedPlace>[0] = {}): Promise<HostedPlace> {
  const shop = await hostedPlace({ ...options, emulator: { quotas: true } })
  await confirmedUser(shop, 'alice')
  shop.clock.advance({ seconds: 1 })
  return shop
}

/** The statuses of so many requests within a second. */
async function statusesOf(times: number, send: () => Promise<{ status: number }>): Promise<Record<number, number>> {
  const counts: Record<number, number> = {}
  for (const { status } of await Promise.all(Array.from({ length: times }, send))) {
    counts[status] = (counts[status] ?? 0) + 1
  }
  return counts
}

const refresh = (shop: HostedPlace) => () =>
  postForm(shop, '/oauth2/token', { grant_type: 'refresh_token', client_id: shop.clientId, refresh_token: 'x' })

describe('while request rates are limited', () => {
  test('the token endpoint has the rate of tokens, and says so in JSON', async () => {
    const shop = await busyShop()

    expect(await statusesOf(121, refresh(shop))).toEqual({ 400: 120, 429: 1 })
    const answer = await refresh(shop)()
    expect(answer.body).toEqual({ error: busy })
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(shop.core.kernel.log.entries[0]!.reasons[0]).toBe('more than 120 UserToken requests in this second')
    shop.clock.advance({ seconds: 1 })
    expect((await refresh(shop)()).status).toBe(400)
  })

  test('machines have a rate of their own, which GetClientToken shares', async () => {
    const shop = await busyShop()
    const machine = () =>
      postForm(shop, '/oauth2/token', { grant_type: 'client_credentials', client_id: shop.clientId })

    expect(await statusesOf(151, machine)).toEqual({ 400: 150, 429: 1 })
    expect((await refresh(shop)()).body).toEqual({ error: 'invalid_grant' })
    const call = shop.call('GetClientToken', { ClientId: shop.clientId, Secret: 'x'.repeat(24) })
    await expect(call).rejects.toMatchObject({ name: 'TooManyRequestsException' })
  })

  test('a sign-in on a page counts as one through the API, and is refused with a page', async () => {
    const shop = await busyShop()
    const page = `/login?${shop.query()}`
    const post = () => shop.browser().post(page, {})

    expect(await statusesOf(121, post)).toEqual({ 403: 120, 429: 1 })
    const refused = await post()
    expect(refused.headers.get('content-type')).toContain('text/html')
    expect(await refused.text()).toContain(`<p id="errorMessage">${busy}</p>`)
    const signIn = { ClientId: shop.clientId, AuthFlow: 'USER_SRP_AUTH', AuthParameters: { USERNAME: 'x', SRP_A: '1' } }
    await expect(shop.call('InitiateAuth', signIn as never)).rejects.toMatchObject({ message: 'Rate exceeded' })
    // Whoever only looks at the page is let in.
    expect((await shop.browser().get(page)).status).toBe(200)
  })

  test('answers to challenges have three times the rate, and then use up that of sign-ins', async () => {
    const shop = await busyShop()
    const answer = () => shop.browser().post(`/mfa?${shop.query()}`, {})

    expect(await statusesOf(360 + 121, answer)).toEqual({ 302: 480, 429: 1 })
    expect((await shop.browser().post(`/login?${shop.query()}`, {})).status).toBe(429)
  })

  test('sign-ins through providers have a rate of their own', async () => {
    const shop = await busyShop()
    await shop.call('CreateIdentityProvider', { UserPoolId: shop.poolId, ...google })
    const arrive = () => shop.browser().get('/oauth2/idpresponse?state=x&code=y')

    expect(await statusesOf(26, arrive)).toEqual({ 302: 25, 429: 1 })
    expect((await shop.browser().post(`/login?${shop.query()}`, {})).status).toBe(403)
  })

  test('a page whose operation exceeds its rate says the same', async () => {
    const shop = await busyShop()
    const user = { UserPoolId: shop.poolId, Username: 'alice' }
    const reset = () =>
      shop.call('AdminResetUserPassword', user).then(...[() => ({ status: 200 }), () => ({ status: 400 })])
    await statusesOf(30, reset)

    const response = await shop.browser().fill(`/forgotPassword?${shop.query()}`, { username: 'alice' })

    expect(response.status).toBe(429)
    expect(await response.text()).toContain(busy)
  })
})

test('nothing is counted unless rates are limited', async () => {
  const shop = await hostedPlace()
  await confirmedUser(shop, 'alice')

  expect(await statusesOf(130, refresh(shop))).toEqual({ 400: 130 })
  expect((await signInOn(shop.browser(), shop.query(), 'alice')).status).toBe(302)
})
