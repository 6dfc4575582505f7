import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CompleteWebAuthnRegistrationCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  SetUserPoolMfaConfigCommand,
  StartWebAuthnRegistrationCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { describeInBrowser } from '../support/browser.ts'
import { goodPassword } from '../support/people.ts'
import { running } from '../support/sdk.ts'

describeInBrowser('passkeys in a browser', (open) => {
  test('are registered and sign in, with an authenticator of the browser', async () => {
    const { emulator, cognito } = await running()
    const factors = { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD' as const, 'WEB_AUTHN' as const] } }
    const { UserPool } = await cognito.send(new CreateUserPoolCommand({ PoolName: 'shop', Policies: factors }))
    const UserPoolId = UserPool!.Id!
    const WebAuthnConfiguration = { RelyingPartyId: 'localhost', UserVerification: 'required' as const }
    await cognito.send(new SetUserPoolMfaConfigCommand({ UserPoolId, WebAuthnConfiguration }))
    const { UserPoolClient } = await cognito.send(
      new CreateUserPoolClientCommand({
        UserPoolId,
        ClientName: 'web',
        ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_USER_PASSWORD_AUTH'],
      }),
    )
    const ClientId = UserPoolClient!.ClientId!
    const ann = { UserPoolId, Username: 'ann' }
    await cognito.send(new AdminCreateUserCommand({ ...ann, MessageAction: 'SUPPRESS' }))
    await cognito.send(new AdminSetUserPasswordCommand({ ...ann, Password: goodPassword, Permanent: true }))
    const AuthParameters = { USERNAME: 'ann', PASSWORD: goodPassword }
    const byPassword = await cognito.send(
      new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }),
    )
    const { AccessToken } = byPassword.AuthenticationResult!
    const page = await open(`${emulator.url}/health`)
    await addAuthenticator(page)

    const started = await cognito.send(new StartWebAuthnRegistrationCommand({ AccessToken }))
    const Credential = await page.evaluate(create, started.CredentialCreationOptions as never)
    await cognito.send(new CompleteWebAuthnRegistrationCommand({ AccessToken, Credential: Credential as never }))

    const pending = await cognito.send(
      new InitiateAuthCommand({
        ClientId,
        AuthFlow: 'USER_AUTH',
        AuthParameters: { USERNAME: 'ann', PREFERRED_CHALLENGE: 'WEB_AUTHN' },
      }),
    )
    const options = JSON.parse(pending.ChallengeParameters!['CREDENTIAL_REQUEST_OPTIONS']!) as never
    const CREDENTIAL = JSON.stringify(await page.evaluate(get, options))
    const done = await cognito.send(
      new RespondToAuthChallengeCommand({
        ClientId,
        ChallengeName: 'WEB_AUTHN',
        Session: pending.Session,
        ChallengeResponses: { USERNAME: 'ann', CREDENTIAL },
      }),
    )

    expect(done.AuthenticationResult?.TokenType).toBe('Bearer')
  })
})

async function addAuthenticator(page: Page): Promise<void> {
  const devTools = await page.context().newCDPSession(page)
  await devTools.send('WebAuthn.enable')
  await devTools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

// Both run in the page, whose types this project does not have.
interface Browser {
  PublicKeyCredential: {
    parseCreationOptionsFromJSON(options: unknown): unknown
    parseRequestOptionsFromJSON(options: unknown): unknown
  }
  navigator: { credentials: Record<'create' | 'get', (options: unknown) => Promise<{ toJSON(): object }>> }
}

async function create(options: unknown): Promise<object> {
  const { PublicKeyCredential, navigator } = globalThis as unknown as Browser
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options)
  return (await navigator.credentials.create({ publicKey })).toJSON()
}

async function get(options: unknown): Promise<object> {
  const { PublicKeyCredential, navigator } = globalThis as unknown as Browser
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options)
  return (await navigator.credentials.get({ publicKey })).toJSON()
}
