import type { AuthFlowType, InitiateAuthResponse } from '../../src/api/generated/types.ts'
import type { TriggerEvent } from '../../src/context.ts'
import { assert, type SoftPasskey } from './authenticator.ts'
import { type ClientDevice, proveDevice } from './devices.ts'
import type { Call } from './emulator.ts'
import { betterPassword, goodPassword, type Place } from './people.ts'
import { nextCode, respond } from './sign-in.ts'
import { client, proofOf } from './srp-sign-in.ts'
import { recording } from './triggers.ts'

/** What a user has to sign in with, apart from a password. */
export interface Holder {
  readonly secret?: string | undefined
  readonly device?: ClientDevice | undefined
  readonly passkey?: SoftPasskey | undefined
  /** Of an earlier sign-in. */
  readonly refreshToken?: string | undefined
}

/** One way to sign in: does what proves the first factor, and answers what comes after it. */
export type SignInFlow = (shop: Place, username: string, holder: Holder) => Promise<InitiateAuthResponse>

/** Functions that ask one riddle, or one password, and are content. */
export function riddler() {
  const define = (event: TriggerEvent) => {
    const steps = event.request['session'] as { challengeName: string; challengeResult: boolean }[]
    const last = steps.at(-1)
    if (!last) return { challengeName: 'CUSTOM_CHALLENGE' }
    if (last.challengeName === 'SRP_A') return { challengeName: 'PASSWORD_VERIFIER' }
    return last.challengeResult ? { issueTokens: true } : { failAuthentication: true }
  }
  return {
    DefineAuthChallenge: recording((event) => ({ ...event, response: define(event) })),
    CreateAuthChallenge: recording({ privateChallengeParameters: { answer: '42' } }),
    VerifyAuthChallengeResponse: recording((event) => {
      return { ...event, response: { answerCorrect: event.request['challengeAnswer'] === '42' } }
    }),
  }
}

/** Every way to sign in. */
export const signInFlows = {
  USER_PASSWORD_AUTH: (shop, name, holder) =>
    begin(shop, name, holder, 'USER_PASSWORD_AUTH', { PASSWORD: goodPassword }),
  ADMIN_USER_PASSWORD_AUTH: (shop, name, holder) =>
    begin(shop, name, holder, 'ADMIN_USER_PASSWORD_AUTH', { PASSWORD: goodPassword }),
  USER_SRP_AUTH: async (shop, name, holder) =>
    proveBySrp(shop, name, await begin(shop, name, holder, 'USER_SRP_AUTH', { SRP_A: client.SRP_A })),
  CUSTOM_AUTH: async (shop, name, holder) =>
    respond(shop, name, await begin(shop, name, holder, 'CUSTOM_AUTH', {}), { ANSWER: '42' }),
  'CUSTOM_AUTH after SRP': async (shop, name, holder) => {
    const password = { CHALLENGE_NAME: 'SRP_A', SRP_A: client.SRP_A }
    return proveBySrp(shop, name, await begin(shop, name, holder, 'CUSTOM_AUTH', password))
  },
  'USER_AUTH with PASSWORD': (shop, name, holder) => choose(shop, name, holder, 'PASSWORD', { PASSWORD: goodPassword }),
  'USER_AUTH with PASSWORD_SRP': async (shop, name, holder) =>
    proveBySrp(shop, name, await choose(shop, name, holder, 'PASSWORD_SRP', { SRP_A: client.SRP_A })),
  'USER_AUTH with EMAIL_OTP': (shop, name, holder) => chooseCode(shop, name, holder, 'EMAIL_OTP'),
  'USER_AUTH with SMS_OTP': (shop, name, holder) => chooseCode(shop, name, holder, 'SMS_OTP'),
  'USER_AUTH with WEB_AUTHN': async (shop, name, holder) => {
    const pending = await choose(shop, name, holder, 'WEB_AUTHN')
    const options = pending.ChallengeParameters?.['CREDENTIAL_REQUEST_OPTIONS']
    if (pending.ChallengeName !== 'WEB_AUTHN' || !options) return pending
    return respond(shop, name, pending, { CREDENTIAL: assert(holder.passkey!, options) })
  },
  REFRESH_TOKEN_AUTH: (shop, name, holder) =>
    begin(shop, name, holder, 'REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: holder.refreshToken! }),
  GetTokensFromRefreshToken: ({ call, clientId }, _name, { refreshToken, device }) =>
    call('GetTokensFromRefreshToken', {
      ClientId: clientId,
      RefreshToken: refreshToken!,
      ...(device && { DeviceKey: device.key }),
    }),
} satisfies Record<string, SignInFlow>

/** The same place, in which an administrator signs users in. */
export function byAdministrator<T extends Place>(shop: T): T {
  const call = (operation: string, input: object) => {
    const step = operation === 'InitiateAuth' || operation === 'RespondToAuthChallenge'
    return step
      ? shop.call(`Admin${operation}`, { UserPoolId: shop.poolId, ...input } as never)
      : shop.call(operation as never, input as never)
  }
  return { ...shop, call: call as Call }
}

/** Answers whatever is asked after the first factor. Says what that was and what came of it, and hands the answer back. */
export async function goOn(
  shop: Place,
  username: string,
  holder: Holder,
  first: InitiateAuthResponse,
): Promise<{ way: string; last: InitiateAuthResponse }> {
  const names: string[] = []
  let last = first
  for (let name = last.ChallengeName; name; name = last.ChallengeName) {
    names.push(name)
    const answer = answers[name]
    if (!answer) break
    last = await answer(shop, username, last, holder)
  }
  return { way: [...names, ...(last.AuthenticationResult ? ['tokens'] : [])].join(', '), last }
}

type Answer = (
  shop: Place,
  username: string,
  pending: InitiateAuthResponse,
  holder: Holder,
) => Promise<InitiateAuthResponse>

const answers: Partial<Record<string, Answer>> = {
  NEW_PASSWORD_REQUIRED: (shop, name, pending) => respond(shop, name, pending, { NEW_PASSWORD: betterPassword }),
  SOFTWARE_TOKEN_MFA: (shop, name, pending, { secret }) =>
    respond(shop, name, pending, { SOFTWARE_TOKEN_MFA_CODE: nextCode(shop, secret!) }),
  SMS_MFA: (shop, name, pending) => respond(shop, name, pending, { SMS_MFA_CODE: shop.lastCode() }),
  DEVICE_SRP_AUTH: (shop, name, pending, { device }) => proveDevice(shop, name, pending, device!),
}

function withDevice({ device }: Holder): Record<string, string> {
  return device ? { DEVICE_KEY: device.key } : {}
}

function begin({ call, clientId }: Place, USERNAME: string, holder: Holder, AuthFlow: AuthFlowType, more: object) {
  const AuthParameters = { USERNAME, ...withDevice(holder), ...more }
  return call('InitiateAuth', { ClientId: clientId, AuthFlow, AuthParameters })
}

function choose(shop: Place, name: string, holder: Holder, PREFERRED_CHALLENGE: string, more: object = {}) {
  return begin(shop, name, holder, 'USER_AUTH', { PREFERRED_CHALLENGE, ...more })
}

async function chooseCode(shop: Place, name: string, holder: Holder, factor: 'EMAIL_OTP' | 'SMS_OTP') {
  const pending = await choose(shop, name, holder, factor)
  if (pending.ChallengeName !== factor) return pending
  // Nobody gets a code where there is nobody.
  const code = shop.inbox().at(-1)?.code ?? '12345678'
  return respond(shop, name, pending, { [`${factor}_CODE`]: code })
}

function proveBySrp(shop: Place, name: string, pending: InitiateAuthResponse) {
  return respond(shop, idOf(pending, name), pending, proofOf(shop, pending))
}

function idOf({ ChallengeParameters }: InitiateAuthResponse, name: string): string {
  return ChallengeParameters?.['USER_ID_FOR_SRP'] ?? name
}
