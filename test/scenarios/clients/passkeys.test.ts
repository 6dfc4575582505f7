import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { appPage } from '../../support/app-page.ts'
import { describeInBrowser } from '../../support/browser.ts'
import { addAuthenticator, passkeyPlace } from '../../support/browser-passkeys.ts'
import type { AppPlace } from '../../support/identity-js.ts'
import { goodPassword } from '../../support/people.ts'
import { smsConfiguration } from '../../support/sign-in.ts'

/** A page that speaks the API itself and leaves the rest to the browser, as its own methods read and write WebAuthn's JSON. */
const page = ({ emulator, clientId: ClientId }: AppPlace) => `<!DOCTYPE html><title>Shop</title>
<script>
  const ClientId = '${ClientId}'
  async function call(operation, input) {
    const headers = {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.' + operation,
    }
    const answer = await fetch('${emulator.url}/', { method: 'POST', headers, body: JSON.stringify(input) })
    const body = await answer.json()
    if (!answer.ok) throw new Error(body.__type + ': ' + body.message)
    return body
  }
  const respond = ({ ChallengeName, Session }, ChallengeResponses) =>
    call('RespondToAuthChallenge', { ClientId, ChallengeName, Session, ChallengeResponses })

  async function signInWithPassword(USERNAME, PASSWORD) {
    const AuthParameters = { USERNAME, PASSWORD, PREFERRED_CHALLENGE: 'PASSWORD' }
    return await call('InitiateAuth', { ClientId, AuthFlow: 'USER_AUTH', AuthParameters })
  }
  async function register(AccessToken) {
    const { CredentialCreationOptions } = await call('StartWebAuthnRegistration', { AccessToken })
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(CredentialCreationOptions)
    const Credential = (await navigator.credentials.create({ publicKey })).toJSON()
    await call('CompleteWebAuthnRegistration', { AccessToken, Credential })
    return await call('ListWebAuthnCredentials', { AccessToken })
  }
  async function signInWithPasskey(USERNAME, PREFERRED_CHALLENGE) {
    const AuthParameters = { USERNAME, ...(PREFERRED_CHALLENGE && { PREFERRED_CHALLENGE }) }
    let pending = await call('InitiateAuth', { ClientId, AuthFlow: 'USER_AUTH', AuthParameters })
    const offered = pending.AvailableChallenges
    if (pending.ChallengeName === 'SELECT_CHALLENGE') pending = await respond(pending, { USERNAME, ANSWER: 'WEB_AUTHN' })
    const options = JSON.parse(pending.ChallengeParameters.CREDENTIAL_REQUEST_OPTIONS)
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options)
    const credential = (await navigator.credentials.get({ publicKey })).toJSON()
    const answer = await respond(pending, { USERNAME, CREDENTIAL: JSON.stringify(credential) })
    return { offered, ...answer }
  }
</script>`

interface Answer {
  readonly offered?: string[]
  readonly AuthenticationResult?: { readonly AccessToken: string }
}

describeInBrowser('a page in a browser with an authenticator', (open) => {
  test('registers a passkey and signs in with it, asked for at once or selected', async () => {
    const place = await passkeyPlace()
    const app = await open(await appPage(page(place)))
    await addAuthenticator(app)
    const registered = await register(app)

    const asked = await run<Answer>(app, 'signInWithPasskey', 'ann', 'WEB_AUTHN')
    const selected = await run<Answer>(app, 'signInWithPasskey', 'ann')

    expect(registered).toEqual({
      Credentials: [
        {
          CredentialId: expect.stringMatching(/^[\w-]{20,}$/),
          FriendlyCredentialName: 'Passkey',
          RelyingPartyId: 'localhost',
          AuthenticatorAttachment: 'platform',
          AuthenticatorTransports: ['internal'],
          CreatedAt: expect.any(Number),
        },
      ],
    })
    expect(asked.AuthenticationResult?.AccessToken).toEqual(expect.any(String))
    expect(selected.offered).toEqual(expect.arrayContaining(['PASSWORD', 'WEB_AUTHN']))
    expect(selected.AuthenticationResult?.AccessToken).toEqual(expect.any(String))
  })

  test('cannot register the same authenticator twice', async () => {
    const place = await passkeyPlace()
    const app = await open(await appPage(page(place)))
    await addAuthenticator(app)
    await register(app)

    await expect(register(app)).rejects.toThrow('InvalidStateError')
  })

  test('is refused when its authenticator has a copy of the key that was used less often', async () => {
    const place = await passkeyPlace()
    const app = await open(await appPage(page(place)))
    const { devtools, authenticatorId } = await addAuthenticator(app)
    await register(app)
    const { credentials } = await devtools.send('WebAuthn.getCredentials', { authenticatorId })
    await run(app, 'signInWithPasskey', 'ann', 'WEB_AUTHN')
    await run(app, 'signInWithPasskey', 'ann', 'WEB_AUTHN')

    const { credentialId } = credentials[0]!
    await devtools.send('WebAuthn.removeCredential', { authenticatorId, credentialId })
    await devtools.send('WebAuthn.addCredential', { authenticatorId, credential: credentials[0]! })

    await expect(run(app, 'signInWithPasskey', 'ann', 'WEB_AUTHN')).rejects.toThrow(
      'NotAuthorizedException: Incorrect username or password.',
    )
  })

  test('needs no code after a passkey that stands for two factors', async () => {
    const place = await passkeyPlace()
    const { admin, userPoolId: UserPoolId } = place
    await admin.setUserPoolMfaConfig({
      UserPoolId,
      MfaConfiguration: 'OPTIONAL',
      SmsMfaConfiguration: { SmsConfiguration: smsConfiguration },
      WebAuthnConfiguration: {
        RelyingPartyId: 'localhost',
        UserVerification: 'required',
        FactorConfiguration: 'MULTI_FACTOR_WITH_USER_VERIFICATION',
      },
    })
    const app = await open(await appPage(page(place)))
    await addAuthenticator(app)
    await register(app)
    const prefer = (settings: object) => admin.adminSetUserMFAPreference({ UserPoolId, Username: 'ann', ...settings })

    const SMSMfaSettings = { Enabled: true, PreferredMfa: true }
    await prefer({ SMSMfaSettings })
    expect(await run(app, 'signInWithPassword', 'ann', goodPassword)).toMatchObject({ ChallengeName: 'SMS_MFA' })
    await prefer({ SMSMfaSettings, WebAuthnMfaSettings: { Enabled: true } })
    const { AuthenticationResult } = await run<Answer>(app, 'signInWithPasskey', 'ann', 'WEB_AUTHN')

    expect(AuthenticationResult?.AccessToken).toEqual(expect.any(String))
  })
})

/** Signs in with a password and registers a passkey. */
async function register(app: Page): Promise<unknown> {
  const { AuthenticationResult } = await run<Answer>(app, 'signInWithPassword', 'ann', goodPassword)
  return run(app, 'register', AuthenticationResult!.AccessToken)
}

/** Calls a function of the page. */
function run<T>(app: Page, name: string, ...parameters: string[]): Promise<T> {
  return app.evaluate(`${name}(...${JSON.stringify(parameters)})`) as Promise<T>
}
