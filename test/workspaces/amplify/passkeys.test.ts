import { beforeAll, expect, test } from 'vitest'
import { appPage } from '../../support/app-page.ts'
import { describeInBrowser } from '../../support/browser.ts'
import { addAuthenticator, passkeyPlace } from '../../support/browser-passkeys.ts'
import { goodPassword } from '../../support/people.ts'
import { bundled } from './bundle.ts'

describeInBrowser('Amplify in a browser with an authenticator', (open) => {
  let app: string
  beforeAll(async () => {
    app = await bundled(`
      import { Amplify } from 'aws-amplify'
      import * as auth from 'aws-amplify/auth'
      Object.assign(globalThis, { Amplify, auth })
    `)
  })

  test('registers a passkey, lists it, signs in with it and deletes it', async () => {
    const { emulator, userPoolId, clientId } = await passkeyPlace()
    const config = { userPoolId, userPoolClientId: clientId, userPoolEndpoint: emulator.url }
    const html = `<!DOCTYPE html><title>Shop</title><script src="/app.js"></script>
      <script>Amplify.configure({ Auth: { Cognito: ${JSON.stringify(config)} } })</script>`
    const page = await open(await appPage(html, { '/app.js': app }))
    await addAuthenticator(page)
    const signIn = (preferredChallenge: string, password?: string) =>
      page.evaluate(
        `auth.signIn(${JSON.stringify({ username: 'ann', password, options: { authFlowType: 'USER_AUTH', preferredChallenge } })})`,
      )
    const done = { isSignedIn: true, nextStep: { signInStep: 'DONE' } }

    expect(await signIn('PASSWORD', goodPassword)).toEqual(done)
    await page.evaluate('auth.associateWebAuthnCredential()')
    const listed = await page.evaluate('auth.listWebAuthnCredentials()')
    await page.evaluate('auth.signOut()')
    expect(await signIn('WEB_AUTHN')).toEqual(done)
    await page.evaluate(
      'auth.listWebAuthnCredentials().then(({ credentials }) => auth.deleteWebAuthnCredential(credentials[0]))',
    )

    expect(listed).toMatchObject({
      credentials: [{ relyingPartyId: 'localhost', authenticatorAttachment: 'platform' }],
    })
    expect(await page.evaluate('auth.listWebAuthnCredentials()')).toMatchObject({ credentials: [] })
  })
})
