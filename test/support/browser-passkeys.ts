import type { CDPSession, Page } from 'playwright-core'
import { type AppPlace, appPlace } from './identity-js.ts'

/** A pool whose users may sign in with passwords and with passkeys of localhost; one of them is ann. */
export async function passkeyPlace(): Promise<AppPlace> {
  const place = await appPlace({
    pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } } },
    client: { ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] },
  })
  const WebAuthnConfiguration = { RelyingPartyId: 'localhost' }
  await place.admin.setUserPoolMfaConfig({ UserPoolId: place.userPoolId, WebAuthnConfiguration })
  await place.register('ann')
  return place
}

/** An authenticator of a page's browser, and the protocol through which it can be looked into. */
export interface Authenticator {
  readonly devtools: CDPSession
  readonly authenticatorId: string
}

/** Gives a page's browser an authenticator of its own, which verifies its user without asking. */
export async function addAuthenticator(page: Page): Promise<Authenticator> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { devtools, authenticatorId }
}

/** Whether the person touches the authenticator when it asks. */
export async function setPresence({ devtools, authenticatorId }: Authenticator, enabled: boolean): Promise<void> {
  await devtools.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled })
}
