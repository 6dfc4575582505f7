import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  AdminGetUserCommand,
  CreateIdentityProviderCommand,
  CreateUserPoolClientCommand,
  UpdateUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { Provider } from 'oidc-provider'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { accessibilityProblems, describeInBrowser } from '../../support/browser.ts'
import { type HostedShop, hostedShop } from '../../support/hosted-running.ts'

/** oidc-provider with one client, called back at the shop; its own pages let anybody in under any name. */
async function oidcProvider(shop: HostedShop): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'shop',
        client_secret: 'a-secret-that-the-provider-knows',
        redirect_uris: [`${shop.domain}/oauth2/idpresponse`],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    cookies: { keys: ['for the test'] },
    findAccount: (_context, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, email: `${accountId}@idp.example`, email_verified: true }),
    }),
  })
  server.on('request', provider.callback())
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return issuer
}

async function addProvider(shop: HostedShop, oidc_issuer: string, client: Record<string, string>): Promise<void> {
  const { cognito, userPoolId: UserPoolId, clientId: ClientId } = shop
  await cognito.send(
    new CreateIdentityProviderCommand({
      UserPoolId,
      ProviderName: 'Corp',
      ProviderType: 'OIDC',
      ProviderDetails: { ...client, authorize_scopes: 'openid email', oidc_issuer, attributes_request_method: 'GET' },
      AttributeMapping: { email: 'email', email_verified: 'email_verified' },
    }),
  )
  await cognito.send(
    new UpdateUserPoolClientCommand({
      ...{ UserPoolId, ClientId, CallbackURLs: [shop.callback], SupportedIdentityProviders: ['COGNITO', 'Corp'] },
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email'],
    }),
  )
}

const isBack = (page: Page, shop: HostedShop) => page.waitForURL((url) => url.href.startsWith(shop.callback))

async function tokensOf(shop: HostedShop, page: Page): Promise<{ id_token: string; access_token: string }> {
  const code = new URL(page.url()).searchParams.get('code')!
  const form = { grant_type: 'authorization_code', client_id: shop.clientId, redirect_uri: shop.callback, code }
  const address = `${shop.emulator.url}/_domains/shop/oauth2/token`
  const answer = await fetch(address, { method: 'POST', body: new URLSearchParams(form) })
  return (await answer.json()) as never
}

describeInBrowser('federation', (open) => {
  test('with oidc-provider, from the sign-in page to tokens', async () => {
    const shop = await hostedShop()
    const client = { client_id: 'shop', client_secret: 'a-secret-that-the-provider-knows' }
    await addProvider(shop, await oidcProvider(shop), client)
    const page = await open(shop.authorizeUrl({ scope: 'openid email' }))

    expect(await accessibilityProblems(page)).toEqual([])
    await page.getByRole('link', { name: 'Continue with Corp' }).click()
    await page.locator('[name=login]').fill('zoe')
    await page.locator('[name=password]').fill('anything')
    await page.locator('[type=submit]').click()
    await page.locator('[type=submit]').click()
    await isBack(page, shop)

    const user = { UserPoolId: shop.userPoolId, Username: 'Corp_zoe' }
    const { UserStatus, UserAttributes } = await shop.cognito.send(new AdminGetUserCommand(user))
    expect(UserStatus).toBe('EXTERNAL_PROVIDER')
    expect(UserAttributes).toContainEqual({ Name: 'email', Value: 'zoe@idp.example' })
    expect(await tokensOf(shop, page)).toHaveProperty('id_token')
  })

  test('with another pool of the same emulator', async () => {
    const shop = await hostedShop()
    const staff = await hostedShop({ emulator: {} })
    const { cognito, userPoolId: UserPoolId } = staff
    const { UserPoolClient: made } = await cognito.send(
      new CreateUserPoolClientCommand({
        UserPoolId,
        ClientName: 'the shop',
        GenerateSecret: true,
        AllowedOAuthFlowsUserPoolClient: true,
        AllowedOAuthFlows: ['code'],
        AllowedOAuthScopes: ['openid', 'email'],
        // Only localhost may be called back without TLS: the path form of the domain is on it.
        CallbackURLs: [`${shop.emulator.url}/_domains/shop/oauth2/idpresponse`],
        SupportedIdentityProviders: ['COGNITO'],
      }),
    )
    const client = { client_id: made!.ClientId!, client_secret: made!.ClientSecret! }
    await addProvider(shop, staff.emulator.issuer(staff.userPoolId), client)
    const authorize = shop.authorizeUrl({ identity_provider: 'Corp' })
    const page = await open(authorize.replace(shop.domain, `${shop.emulator.url}/_domains/shop`))

    await page.getByLabel('Username').fill(staff.username)
    await page.getByLabel('Password').fill(staff.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await isBack(page, shop)

    const claims = JSON.parse(Buffer.from((await tokensOf(shop, page)).id_token.split('.')[1]!, 'base64url').toString())
    expect(claims).toMatchObject({ email: 'alice@example.com', identities: [{ providerName: 'Corp' }] })
  })

  test('with the pretended Google, without JavaScript', async () => {
    const shop = await hostedShop()
    const { cognito, userPoolId: UserPoolId, clientId: ClientId } = shop
    await cognito.send(
      new CreateIdentityProviderCommand({
        UserPoolId,
        ProviderName: 'Google',
        ProviderType: 'Google',
        ProviderDetails: { client_id: 'x', client_secret: 'y', authorize_scopes: 'email' },
        AttributeMapping: { email: 'email' },
      }),
    )
    const settings = { AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code' as const] }
    await cognito.send(
      new UpdateUserPoolClientCommand({
        ...{ UserPoolId, ClientId, ...settings, CallbackURLs: [shop.callback] },
        AllowedOAuthScopes: ['openid'],
        SupportedIdentityProviders: ['Google'],
      }),
    )
    const page = await open(shop.authorizeUrl(), { javaScriptEnabled: false })

    await page.getByLabel('Sub').fill('42')
    await page.getByLabel('Email').fill('zoe@gmail.example')
    await page.getByRole('button', { name: 'Continue' }).click()
    await isBack(page, shop)

    await cognito.send(new AdminGetUserCommand({ UserPoolId, Username: 'Google_42' }))
  })
})
