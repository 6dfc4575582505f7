import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CreateResourceServerCommand, CreateUserPoolClientCommand } from '@aws-sdk/client-cognito-identity-provider'
import { CognitoJwtVerifier, JwtVerifier } from 'aws-jwt-verify'
import { SimpleFetcher } from 'aws-jwt-verify/https'
import { SimpleJwksCache } from 'aws-jwt-verify/jwk'
import { createRemoteJWKSet, customFetch, jwtVerify } from 'jose'
import * as openid from 'openid-client'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { EmulatorOptions } from '../../../src/options.ts'
import { type HostedShop, hostedShop, signInAt } from '../../support/hosted-running.ts'
import { fetchTrusting } from '../../support/tls.ts'

interface Tokens {
  readonly id_token: string
  readonly access_token: string
}

/** Sends a form to the token endpoint that the discovery document names, by whichever scheme. */
async function ask(shop: HostedShop, fields: Record<string, string>): Promise<Tokens> {
  const { token_endpoint } = await discovered(shop)
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const init = { method: 'POST', headers, body: new URLSearchParams(fields).toString() }
  return (await (await reading(shop)(token_endpoint!, init)).json()) as Tokens
}

const reading = ({ emulator }: HostedShop) => (emulator.certificate ? fetchTrusting(emulator.certificate) : fetch)

async function discovered(shop: HostedShop): Promise<Record<string, string>> {
  const address = `${shop.emulator.url}/${shop.userPoolId}/.well-known/openid-configuration`
  return (await (await reading(shop)(address)).json()) as Record<string, string>
}

/** The tokens of a sign-in on the pages. */
async function tokensOfCode(shop: HostedShop): Promise<Tokens> {
  const called = await signInAt(shop, new URL(shop.authorizeUrl({ scope: 'openid email', nonce: 'n1' })))
  const code = called.searchParams.get('code')!
  const grant = { grant_type: 'authorization_code', code, redirect_uri: shop.callback, client_id: shop.clientId }
  return ask(shop, grant)
}

/** A machine of the same pool, and its token. */
async function machineToken(shop: HostedShop): Promise<{ clientId: string; token: string }> {
  const { cognito, userPoolId: UserPoolId } = shop
  const Scopes = ['read', 'write'].map((ScopeName) => ({ ScopeName, ScopeDescription: ScopeName }))
  await cognito.send(new CreateResourceServerCommand({ UserPoolId, Identifier: 'api', Name: 'api', Scopes }))
  const { UserPoolClient } = await cognito.send(
    new CreateUserPoolClientCommand({
      ...{ UserPoolId, ClientName: 'machine', GenerateSecret: true, AllowedOAuthFlowsUserPoolClient: true },
      ...{ AllowedOAuthFlows: ['client_credentials'], AllowedOAuthScopes: ['api/read', 'api/write'] },
    }),
  )
  const { ClientId, ClientSecret } = UserPoolClient!
  const grant = { grant_type: 'client_credentials', client_id: ClientId!, client_secret: ClientSecret! }
  return { clientId: ClientId!, token: (await ask(shop, { ...grant, scope: 'api/read' })).access_token }
}

describe('with the issuer in the real form', () => {
  const open = () => hostedShop({ emulator: { issuer: 'aws' } })

  /** As applications pin it, with the keys from where the discovery document says. */
  async function verifierFor(
    shop: HostedShop,
    options: { tokenUse: 'id' | 'access'; clientId?: string; scope?: string },
  ) {
    const { userPoolId, clientId } = shop
    const verifier = CognitoJwtVerifier.create({ userPoolId, clientId, ...options })
    const keys = await (await fetch((await discovered(shop))['jwks_uri']!)).json()
    verifier.cacheJwks(keys as Parameters<typeof verifier.cacheJwks>[0])
    return verifier
  }

  test('aws-jwt-verify takes the tokens of a code', async () => {
    const shop = await open()
    const { id_token, access_token } = await tokensOfCode(shop)

    const id = await (await verifierFor(shop, { tokenUse: 'id' })).verify(id_token)
    const access = await (await verifierFor(shop, { tokenUse: 'access', scope: 'email' })).verify(access_token)

    const iss = `https://cognito-idp.us-east-1.amazonaws.com/${shop.userPoolId}`
    expect(id).toMatchObject({ iss, aud: shop.clientId, nonce: 'n1', email: 'alice@example.com', token_use: 'id' })
    expect(access).toMatchObject({ iss, client_id: shop.clientId, scope: 'openid email', username: 'alice' })
    expect(access.sub).toBe(id.sub)
    expect((await discovered(shop))['issuer']).toBe(iss)
  })

  test('aws-jwt-verify takes the token of a machine, for its scopes only', async () => {
    const shop = await open()
    const { clientId, token } = await machineToken(shop)
    const forScope = (scope: string) => verifierFor(shop, { tokenUse: 'access', clientId, scope })

    expect(await (await forScope('api/read')).verify(token)).toMatchObject({
      sub: clientId,
      client_id: clientId,
      scope: 'api/read',
      token_use: 'access',
    })
    await expect((await forScope('api/write')).verify(token)).rejects.toThrow('Scope not allowed')
    await expect((await verifierFor(shop, { tokenUse: 'access' })).verify(token)).rejects.toThrow('not allowed')
  })
})

describe('with the issuer at this server', () => {
  test('by https, aws-jwt-verify fetches the keys by itself', async () => {
    const shop = await hostedShop({ emulator: { tls: true } })
    const issuer = shop.emulator.issuer(shop.userPoolId)
    const { id_token, access_token } = await tokensOfCode(shop)
    const { clientId, token } = await machineToken(shop)
    const fetcher = new SimpleFetcher({ defaultRequestOptions: { ca: shop.emulator.certificate! } })
    const verifier = JwtVerifier.create({ issuer, audience: null }, { jwksCache: new SimpleJwksCache({ fetcher }) })

    expect(await verifier.verify(id_token, { audience: shop.clientId })).toMatchObject({ iss: issuer, nonce: 'n1' })
    expect(await verifier.verify(access_token, { scope: 'openid' })).toMatchObject({ client_id: shop.clientId })
    expect(await verifier.verify(token, { scope: 'api/read' })).toMatchObject({ sub: clientId })
    await expect(verifier.verify(id_token, { audience: clientId })).rejects.toThrow('Audience not allowed')
  })

  test.each<[string, EmulatorOptions]>([
    ['http', {}],
    ['https', { tls: true }],
  ])('by %s, the discovery document leads jose to the keys', async (_, emulator) => {
    const shop = await hostedShop({ emulator })
    const issuer = shop.emulator.issuer(shop.userPoolId)
    const { id_token, access_token } = await tokensOfCode(shop)

    const document = await discovered(shop)
    const remote = createRemoteJWKSet(new URL(document['jwks_uri']!), { [customFetch]: reading(shop) })
    const checks = { issuer, algorithms: ['RS256'] }

    expect(document['issuer']).toBe(issuer)
    expect((await jwtVerify(id_token, remote, { ...checks, audience: shop.clientId })).payload.iss).toBe(issuer)
    expect((await jwtVerify(access_token, remote, checks)).payload['client_id']).toBe(shop.clientId)
  })
})

describe('with an issuer of one’s own', () => {
  /** What stands at the issuer's address and passes on what it is asked. */
  async function proxy() {
    let answer: ((request: Request) => Promise<Response>) | undefined
    const server = createServer(async (incoming, outgoing) => {
      const response = await answer!(new Request(new URL(incoming.url!, 'http://localhost')))
      outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text())
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    return { url, passTo: (to: typeof answer) => (answer = to) }
  }

  test('discovery and tokens agree about it, and the keys are to be had', async () => {
    const { url, passTo } = await proxy()
    const shop = await hostedShop({ emulator: { issuer: `${url}/` } })
    passTo(shop.emulator.fetch)
    const issuer = `${url}/${shop.userPoolId}`
    const { id_token, access_token } = await tokensOfCode(shop)

    const execute = [openid.allowInsecureRequests]
    const discovery = await openid.discovery(new URL(issuer), shop.clientId, undefined, openid.None(), { execute })
    const keys = createRemoteJWKSet(new URL(discovery.serverMetadata().jwks_uri!))

    expect(discovery.serverMetadata().issuer).toBe(issuer)
    for (const token of [id_token, access_token]) {
      expect((await jwtVerify(token, keys, { issuer })).payload).toMatchObject({ iss: issuer })
    }
  })

  test('aws-jwt-verify believes it if it is told the keys', async () => {
    const shop = await hostedShop({ emulator: { issuer: 'https://login.example.com' } })
    const issuer = `https://login.example.com/${shop.userPoolId}`
    const { jwks_uri } = await discovered(shop)
    const { clientId, token } = await machineToken(shop)
    const { id_token } = await tokensOfCode(shop)
    const verifier = JwtVerifier.create({ issuer, audience: null, jwksUri: jwks_uri! })
    verifier.cacheJwks((await (await fetch(jwks_uri!)).json()) as Parameters<typeof verifier.cacheJwks>[0])

    expect(await verifier.verify(id_token, { audience: shop.clientId })).toMatchObject({ iss: issuer })
    expect(await verifier.verify(token)).toMatchObject({ iss: issuer, client_id: clientId })
  })
})
