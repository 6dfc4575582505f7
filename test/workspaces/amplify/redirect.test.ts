import { UpdateUserPoolClientCommand } from '@aws-sdk/client-cognito-identity-provider'
import { beforeAll, expect, test } from 'vitest'
import { appPage } from '../../support/app-page.ts'
import { describeInBrowser } from '../../support/browser.ts'
import { hostedShop } from '../../support/hosted-running.ts'
import { bundled } from './bundle.ts'

describeInBrowser('Amplify at the hosted pages', (open) => {
  let app: string
  beforeAll(async () => {
    app = await bundled(`
      import { Amplify } from 'aws-amplify'
      import * as auth from 'aws-amplify/auth'
      import 'aws-amplify/auth/enable-oauth-listener'
      Object.assign(globalThis, { Amplify, auth })
    `)
  })

  test('signs in by redirect, knows the user, and signs out', async () => {
    // Amplify asks a domain by https, always.
    const shop = await hostedShop({ managed: true, emulator: { tls: true } })
    const { emulator, cognito, userPoolId, clientId } = shop
    const domain = new URL(shop.domain).host
    const scripts: Record<string, string> = { '/app.js': app }
    const html = (config: string) =>
      `<!DOCTYPE html><title>Shop</title><script src="/app.js"></script><script>Amplify.configure(${config})</script>`
    const origin = await appPage(() => html(configuration()), scripts)
    const configuration = () => {
      const scopes = ['openid', 'email', 'aws.cognito.signin.user.admin']
      const redirects = { redirectSignIn: [origin], redirectSignOut: [origin], responseType: 'code' }
      const Cognito = { userPoolId, userPoolClientId: clientId, userPoolEndpoint: emulator.url }
      return JSON.stringify({
        Auth: { Cognito: { ...Cognito, loginWith: { oauth: { domain, scopes, ...redirects } } } },
      })
    }
    await cognito.send(
      new UpdateUserPoolClientCommand({
        ...{ UserPoolId: userPoolId, ClientId: clientId, CallbackURLs: [origin], LogoutURLs: [origin] },
        AllowedOAuthFlowsUserPoolClient: true,
        AllowedOAuthFlows: ['code'],
        AllowedOAuthScopes: ['openid', 'email', 'aws.cognito.signin.user.admin'],
        SupportedIdentityProviders: ['COGNITO'],
      }),
    )
    const page = await open(origin, { ignoreHTTPSErrors: true })

    await page.evaluate('void auth.signInWithRedirect()')
    await page.getByLabel('Username').fill(shop.username)
    await page.getByLabel('Password').fill(shop.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL((url) => url.href.startsWith(origin))
    await page.waitForFunction('auth.getCurrentUser().then(() => true, () => false)')

    expect(await page.evaluate('auth.getCurrentUser()')).toMatchObject({ username: 'alice' })
    expect(await page.evaluate('auth.fetchUserAttributes()')).toMatchObject({ email: 'alice@example.com' })
    expect(await page.evaluate('auth.fetchAuthSession({ forceRefresh: true }).then(({ tokens }) => !!tokens)')).toBe(
      true,
    )

    // The browser goes by way of the domain and comes back to the same address: only a mark tells the pages apart.
    await page.evaluate('globalThis.signedInHere = true; void auth.signOut()')
    await page.waitForFunction('globalThis.signedInHere === undefined && globalThis.auth !== undefined')
    await page.evaluate('void auth.signInWithRedirect()')
    await page.getByLabel('Username').waitFor()
  })
})
