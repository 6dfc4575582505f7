import { describe, expect, test } from 'vitest'
import { codeFor, exchange, type HostedPlace, hostedPlace, postForm } from '../support/hosted.ts'
import { confirmedUser, type PlaceOptions } from '../support/people.ts'

async function signedIn(options: PlaceOptions = {}) {
  const shop = await hostedPlace(options)
  await confirmedUser(shop, 'alice')
  const secret = shop.clientSecret === undefined ? {} : { client_secret: shop.clientSecret }
  const { body } = await exchange(shop, await codeFor(shop, 'alice'), secret)
  return { shop, refreshToken: body['refresh_token'] as string, accessToken: body['access_token'] as string }
}

const revoke = (shop: HostedPlace, fields: Record<string, string>, headers = {}) =>
  postForm(shop, '/oauth2/revoke', { client_id: shop.clientId, ...fields }, headers)

describe('revoke', () => {
  test('ends the sign-in of a refresh token, and says nothing', async () => {
    const { shop, refreshToken: token } = await signedIn()

    const { status, body } = await revoke(shop, { token })

    expect([status, body]).toEqual([200, {}])
    const refresh = { grant_type: 'refresh_token', client_id: shop.clientId, refresh_token: token }
    expect((await postForm(shop, '/oauth2/token', refresh)).body).toEqual({ error: 'invalid_grant' })
  })

  test('does not mind tokens that are unknown or revoked', async () => {
    const { shop, refreshToken: token } = await signedIn()

    const statuses = [await revoke(shop, { token }), await revoke(shop, { token }), await revoke(shop, { token: 'x' })]

    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200])
  })

  test('wants a refresh token', async () => {
    const { shop, accessToken } = await signedIn()

    expect(await revoke(shop, { token: accessToken })).toMatchObject({
      status: 400,
      body: { error: 'unsupported_token_type' },
    })
    expect(await revoke(shop, {})).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
  })

  test('wants a form', async () => {
    const { shop, refreshToken: token } = await signedIn()

    const answer = await revoke(shop, { token }, { 'content-type': 'application/json' })

    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
  })

  test('wants the client that got the token', async () => {
    const { shop, refreshToken: token } = await signedIn({ client: { GenerateSecret: true } })
    const authorization = `Basic ${Buffer.from(`${shop.clientId}:${shop.clientSecret}`).toString('base64')}`

    for (const fields of [{ token }, { token, client_secret: 'wrong' }, { token, client_id: 'nobody' }]) {
      expect(await revoke(shop, fields)).toMatchObject({ status: 401, body: { error: 'invalid_client' } })
    }
    expect((await revoke(shop, { token }, { authorization })).status).toBe(200)
  })

  test('is an invalid request where the client has revocation switched off', async () => {
    const { shop, refreshToken: token } = await signedIn({ client: { EnableTokenRevocation: false } })

    expect(await revoke(shop, { token })).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
  })
})
