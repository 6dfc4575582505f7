import * as oauth from 'oauth4webapi'
import * as openid from 'openid-client'
import { describe, expect, test } from 'vitest'
import { type HostedShop, hostedShop, signInAt } from '../../support/hosted-running.ts'

describe('openid-client', () => {
  async function discovered(shop: HostedShop): Promise<openid.Configuration> {
    const issuer = new URL(shop.emulator.issuer(shop.userPoolId))
    const authentication = shop.clientSecret ? openid.ClientSecretBasic(shop.clientSecret) : openid.None()
    return openid.discovery(issuer, shop.clientId, undefined, authentication, {
      execute: [openid.allowInsecureRequests],
    })
  }

  test.each([false, true])(
    'signs in with code and PKCE, refreshes, reads userInfo and revokes (secret: %s)',
    async (secret) => {
      const shop = await hostedShop({ client: { GenerateSecret: secret } })
      const configuration = await discovered(shop)
      const pkceCodeVerifier = openid.randomPKCECodeVerifier()
      const [expectedNonce, expectedState] = [openid.randomNonce(), openid.randomState()]
      const url = openid.buildAuthorizationUrl(configuration, {
        redirect_uri: shop.callback,
        scope: 'openid email',
        code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
        code_challenge_method: 'S256',
        nonce: expectedNonce,
        state: expectedState,
      })

      const called = await signInAt(shop, url)
      const checks = { pkceCodeVerifier, expectedNonce, expectedState, idTokenExpected: true }
      const tokens = await openid.authorizationCodeGrant(configuration, called, checks)
      const { sub, email } = tokens.claims()!
      expect(email).toBe('alice@example.com')

      const info = await openid.fetchUserInfo(configuration, tokens.access_token, sub)
      expect(info).toMatchObject({ sub, email, email_verified: 'true', username: 'alice' })

      const refreshed = await openid.refreshTokenGrant(configuration, tokens.refresh_token!)
      expect(refreshed.claims()).toMatchObject({ sub, email })

      await openid.tokenRevocation(configuration, tokens.refresh_token!)
      await expect(openid.refreshTokenGrant(configuration, tokens.refresh_token!)).rejects.toMatchObject({
        error: 'invalid_grant',
      })
      await expect(openid.fetchUserInfo(configuration, tokens.access_token, sub)).rejects.toMatchObject({ status: 401 })
    },
  )

  test('gets a machine its token', async () => {
    const shop = await hostedShop({
      client: {
        GenerateSecret: true,
        AllowedOAuthFlows: ['client_credentials'],
        AllowedOAuthScopes: ['aws.cognito/dcr/register'],
      },
    })

    const tokens = await openid.clientCredentialsGrant(await discovered(shop))

    expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 3600 })
  })

  test('signs out', async () => {
    const shop = await hostedShop()
    const bye = shop.callback.replace('callback', 'bye')
    const url = openid.buildEndSessionUrl(await discovered(shop), { logout_uri: bye, client_id: shop.clientId })

    // Node does not resolve names below localhost, which browsers do.
    const answer = await shop.emulator.fetch(new Request(url, { redirect: 'manual' }))

    expect(answer.headers.get('location')).toBe(bye)
  })
})

describe('oauth4webapi', () => {
  test('signs in with every check it knows', async () => {
    const shop = await hostedShop()
    const issuer = new URL(shop.emulator.issuer(shop.userPoolId))
    const insecure = { [oauth.allowInsecureRequests]: true }
    const as = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure))
    const client: oauth.Client = { client_id: shop.clientId }
    const verifier = oauth.generateRandomCodeVerifier()
    const [nonce, state] = [oauth.generateRandomNonce(), oauth.generateRandomState()]
    const url = new URL(as.authorization_endpoint!)
    const members = {
      ...{ client_id: shop.clientId, redirect_uri: shop.callback, response_type: 'code', scope: 'openid profile' },
      ...{ code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' },
      ...{ nonce, state },
    }
    url.search = new URLSearchParams(members).toString()

    const parameters = oauth.validateAuthResponse(as, client, await signInAt(shop, url), state)
    const grant = oauth.authorizationCodeGrantRequest
    const response = await grant(as, client, oauth.None(), parameters, shop.callback, verifier, insecure)
    const checks = { expectedNonce: nonce, requireIdToken: true }
    const tokens = await oauth.processAuthorizationCodeResponse(as, client, response, checks)
    await oauth.validateApplicationLevelSignature(as, response, insecure)
    const { sub } = oauth.getValidatedIdTokenClaims(tokens)!
    const info = await oauth.userInfoRequest(as, client, tokens.access_token, insecure)

    expect(await oauth.processUserInfoResponse(as, client, sub, info)).toMatchObject({ name: 'Alice' })
    const revoked = await oauth.revocationRequest(as, client, oauth.None(), tokens.refresh_token!, insecure)
    await oauth.processRevocationResponse(revoked)
  })

  test('reads the errors', async () => {
    const shop = await hostedShop()
    const token_endpoint = `${shop.emulator.url}/_domains/shop/oauth2/token`
    const as = { issuer: shop.emulator.issuer(shop.userPoolId), token_endpoint }
    const insecure = { [oauth.allowInsecureRequests]: true }
    const client: oauth.Client = { client_id: shop.clientId }

    const response = await oauth.refreshTokenGrantRequest(as, client, oauth.None(), 'nonsense', insecure)

    await expect(oauth.processRefreshTokenResponse(as, client, response)).rejects.toMatchObject({
      error: 'invalid_grant',
      status: 400,
    })
  })
})
