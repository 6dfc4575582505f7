import { decodeJwt } from 'jose'
import type {
  AuthenticationResultType,
  ChallengeNameType,
  InitiateAuthRequest,
  InitiateAuthResponse,
} from '../../src/api/generated/types.ts'
import { secretHash } from '../../src/base/secret-hash.ts'
import { totpCode } from '../../src/base/totp.ts'
import { goodPassword, type Place } from './people.ts'

/** The parameters that every step needs: the name, and the hash where the client has a secret. */
export function named({ clientId, clientSecret }: Place, username: string): Record<string, string> {
  const hash = clientSecret === undefined ? {} : { SECRET_HASH: secretHash(clientSecret, username, clientId) }
  return { USERNAME: username, ...hash }
}

/** InitiateAuth with a password, the right one unless given. */
export function signIn(
  shop: Place,
  username: string,
  password = goodPassword,
  request: Partial<InitiateAuthRequest> = {},
): Promise<InitiateAuthResponse> {
  return shop.call('InitiateAuth', {
    ClientId: shop.clientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { ...named(shop, username), PASSWORD: password },
    ...request,
  })
}

/** The tokens of a sign-in that needs no second step. */
export async function tokensOf(shop: Place, username: string, password = goodPassword): Promise<Tokens> {
  return (await signIn(shop, username, password)).AuthenticationResult as Tokens
}

/** Tokens of a first sign-in: all of them are there. */
export type Tokens = AuthenticationResultType & { AccessToken: string; IdToken: string; RefreshToken: string }

/** RespondToAuthChallenge to what the step before answered. */
export function respond(
  shop: Place,
  username: string,
  pending: Pick<InitiateAuthResponse, 'ChallengeName' | 'Session'>,
  responses: Record<string, string>,
): Promise<InitiateAuthResponse> {
  return shop.call('RespondToAuthChallenge', {
    ClientId: shop.clientId,
    ChallengeName: pending.ChallengeName as ChallengeNameType,
    Session: pending.Session,
    ChallengeResponses: { ...named(shop, username), ...responses },
  })
}

/** The claims of a token. */
export function claimsOf(token: string): Record<string, unknown> {
  return decodeJwt(token)
}

/** Switches the pool's MFA methods on: authenticator apps alone unless more is said. */
export async function setMfa(
  { call, poolId }: Place,
  MfaConfiguration: 'ON' | 'OPTIONAL',
  methods: { totp?: boolean; sms?: boolean; email?: boolean } = { totp: true },
): Promise<void> {
  await call('SetUserPoolMfaConfig', {
    UserPoolId: poolId,
    MfaConfiguration,
    ...(methods.totp && { SoftwareTokenMfaConfiguration: { Enabled: true } }),
    ...(methods.sms && { SmsMfaConfiguration: { SmsConfiguration: smsConfiguration } }),
    ...(methods.email && { EmailMfaConfiguration: { Message: 'Your code is {####}', Subject: 'Code' } }),
  })
}

/** What a pool needs to send text messages. */
export const smsConfiguration = { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms', ExternalId: 'shop' }

/** What a pool needs to send its own e-mail, and so to use e-mail as a second factor. */
export const ownSender = {
  EmailSendingAccount: 'DEVELOPER',
  SourceArn: 'arn:aws:ses:us-east-1:123456789012:identity/shop@example.com',
} as const

/** An authenticator app registered and verified with the user's access token; returns its secret. */
export async function registerAuthenticator(shop: Place, username: string, AccessToken?: string): Promise<string> {
  const token = AccessToken ?? (await tokensOf(shop, username)).AccessToken
  const { SecretCode } = await shop.call('AssociateSoftwareToken', { AccessToken: token })
  await shop.call('VerifySoftwareToken', { AccessToken: token, UserCode: totpCode(SecretCode!, shop.clock.now()) })
  return SecretCode!
}

/** The code that an authenticator shows next, after a step in which none was used. */
export function nextCode(shop: Place, secret: string): string {
  shop.clock.advance({ seconds: 30 })
  return totpCode(secret, shop.clock.now())
}
