import type { InitiateAuthResponse } from '../../src/api/generated/types.ts'
import { type Behaviour, createPasskey, type SoftPasskey } from './authenticator.ts'
import { confirmedUser, goodPassword, type Place, type PlaceOptions, place } from './people.ts'
import { signIn } from './sign-in.ts'

/** A pool in which passkeys are a first factor, bound to shop.example.com unless told otherwise. */
export const withPasskeys = (configuration: object = {}, pool: object = {}): PlaceOptions => ({
  pool: {
    Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } },
    ...pool,
  },
  client: { ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_USER_PASSWORD_AUTH'] },
  ...configuration,
})

/** Sets what passkeys of the pool are bound to, and how they are used. */
export async function setWebAuthn(shop: Place, configuration: object = {}): Promise<void> {
  await shop.call('SetUserPoolMfaConfig', {
    UserPoolId: shop.poolId,
    WebAuthnConfiguration: { RelyingPartyId: 'shop.example.com', ...configuration },
  })
}

/** Alice, signed in with her password, in a shop that takes passkeys. */
export async function aliceAtPasskeyShop(configuration: object = {}) {
  const shop = await place(withPasskeys())
  await setWebAuthn(shop, configuration)
  await confirmedUser(shop, 'alice')
  const first = await signIn(shop, 'alice')
  const AccessToken = first.AuthenticationResult!.AccessToken!
  return { shop, AccessToken }
}

/** Registers a passkey of a software authenticator. */
export async function register(shop: Place, AccessToken: string, behaviour?: Behaviour): Promise<SoftPasskey> {
  const { CredentialCreationOptions } = await shop.call('StartWebAuthnRegistration', { AccessToken })
  const passkey = createPasskey(CredentialCreationOptions as Record<string, unknown>, behaviour)
  await shop.call('CompleteWebAuthnRegistration', { AccessToken, Credential: passkey.registration })
  return passkey
}

/** USER_AUTH with a passkey wanted, or whatever is preferred. */
export function startWithPasskey(shop: Place, username: string): Promise<InitiateAuthResponse> {
  return signIn(shop, username, goodPassword, {
    AuthFlow: 'USER_AUTH',
    AuthParameters: { USERNAME: username, PREFERRED_CHALLENGE: 'WEB_AUTHN' },
  })
}
