import { describe, expect, test } from 'vitest'
import type { Fault } from '../../src/client/types.ts'
import { controlOf } from '../support/control.ts'
import { callback, exchange, type HostedPlace, hostedPlace, postForm, sentTo } from '../support/hosted.ts'

const busy = 'Application is busy, please try again in a few minutes.'

/** A place where the next request to an endpoint meets a fault. */
async function shopWith(fault: Fault): Promise<HostedPlace> {
  const shop = await hostedPlace()
  const { status } = await controlOf(shop.core)('POST', '/faults', fault)
  expect(status).toBe(200)
  return shop
}

const refresh = (shop: HostedPlace) =>
  postForm(shop, '/oauth2/token', { grant_type: 'refresh_token', client_id: shop.clientId, refresh_token: 'x' })

describe('a fault at the token endpoint', () => {
  test.each([
    ['invalid_grant', 400],
    ['server_error', 500],
    ['temporarily_unavailable', 503],
  ])('answers %s with %i, once, and browsers may read it', async (error, status) => {
    const shop = await shopWith({ operation: 'Token_POST', error })

    const answer = await exchange(shop, 'x')

    expect(answer).toMatchObject({ status, body: { error } })
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(shop.core.kernel.log.entries[0]).toMatchObject({
      operation: 'Token_POST',
      reasons: ['A fault that was asked for.', error],
    })
    expect((await refresh(shop)).body).toEqual({ error: 'invalid_grant' })
  })

  test('has a description if it is given one', async () => {
    const shop = await shopWith({ operation: 'Token_POST', error: 'server_error', message: 'Out of order' })

    expect((await refresh(shop)).body).toEqual({ error: 'server_error', error_description: 'Out of order' })
  })

  test('says what an exceeded rate says', async () => {
    const shop = await shopWith({ operation: 'Token_POST', error: 'TooManyRequestsException' })

    expect(await refresh(shop)).toMatchObject({ status: 429, body: { error: busy } })
  })

  test('can be nothing but time, and leaves preflights alone', async () => {
    const shop = await shopWith({ operation: 'Token_POST', latencyMs: 50 })
    const preflight = { method: 'OPTIONS', headers: { origin: 'http://localhost:3000' } }
    await shop.core.app.request(`${shop.origin}/oauth2/token`, preflight)
    const before = performance.now()

    expect((await refresh(shop)).body).toEqual({ error: 'invalid_grant' })

    expect(performance.now() - before).toBeGreaterThan(45)
  })
})

describe('a fault', () => {
  test('at userInfo is told in the header, too', async () => {
    const shop = await shopWith({ operation: 'UserInfo_GET', error: 'invalid_token' })

    const response = await shop.browser({ authorization: 'Bearer x' }).get('/oauth2/userInfo')

    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"')
  })

  test('at revoke has the status that it has there', async () => {
    const shop = await shopWith({ operation: 'Revoke_POST', error: 'invalid_client' })

    expect(await postForm(shop, '/oauth2/revoke', {})).toMatchObject({ status: 401, body: { error: 'invalid_client' } })
  })

  test('at authorize is sent to the client', async () => {
    const shop = await shopWith({ operation: 'Authorize_GET', error: 'server_error', message: 'Out of order' })

    const response = await shop.browser().get(`/oauth2/authorize?${shop.query()}`)

    expect(sentTo(response)).toEqual({
      to: callback,
      parameters: { error: 'server_error', error_description: 'Out of order', state: 's1' },
    })
  })

  test('at authorize is sent nowhere that is not registered', async () => {
    const shop = await shopWith({ operation: 'Authorize_GET', error: 'server_error' })
    const query = shop.query({ redirect_uri: 'https://evil.example/' })

    const response = await shop.browser().get(`/oauth2/authorize?${query}`)

    expect(sentTo(response)).toMatchObject({ to: 'http://nowhere.invalid/error' })
  })

  test.each([
    ['server_error', 500],
    ['temporarily_unavailable', 503],
  ])('of a page is a page: %s', async (error, status) => {
    const shop = await shopWith({ operation: 'Login_GET', error })

    const response = await shop.browser().get(`/login?${shop.query()}`)

    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toContain('text/html')
    expect(await response.text()).toContain('An error was encountered with the requested page.')
    expect((await shop.browser().get(`/login?${shop.query()}`)).status).toBe(200)
  })

  test.each(['jwks.json', 'openid-configuration'])('of %s is there, too', async (operation) => {
    const shop = await shopWith({ operation, error: 'temporarily_unavailable' })
    const read = () => shop.core.app.request(`/${shop.poolId}/.well-known/${operation}`)

    const refused = await read()

    expect(refused.status).toBe(503)
    expect(refused.headers.get('access-control-allow-origin')).toBe('*')
    expect((await read()).status).toBe(200)
  })
})
