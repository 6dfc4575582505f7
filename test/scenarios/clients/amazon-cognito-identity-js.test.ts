import { CognitoUserAttribute, type CognitoUserSession } from 'amazon-cognito-identity-js'
import { describe, expect, test } from 'vitest'
import { totpCode } from '../../../src/base/totp.ts'
import type { TriggerFunction } from '../../../src/edges/local-function.ts'
import {
  type AppPlace,
  answer,
  appPlace,
  done,
  type Outcome,
  signIn,
  step,
  storageOfBrowser,
} from '../../support/identity-js.ts'
import { betterPassword, goodPassword } from '../../support/people.ts'
import { smsConfiguration } from '../../support/sign-in.ts'

/** The claims that say who somebody is and how long that holds. */
function claimsOf(session: CognitoUserSession | undefined) {
  return session!.getIdToken().decodePayload()
}

async function requireMfa({ admin, userPoolId }: AppPlace, methods: { sms?: boolean; totp?: boolean }, wanted = 'ON') {
  await admin.setUserPoolMfaConfig({
    UserPoolId: userPoolId,
    MfaConfiguration: wanted as 'ON' | 'OPTIONAL',
    ...(methods.totp && { SoftwareTokenMfaConfiguration: { Enabled: true } }),
    ...(methods.sms && { SmsMfaConfiguration: { SmsConfiguration: smsConfiguration } }),
  })
}

describe('an app with amazon-cognito-identity-js', () => {
  test('signs a user up, confirms the address and signs in by SRP', async () => {
    const place = await appPlace()
    const email = new CognitoUserAttribute({ Name: 'email', Value: 'ann@example.com' })

    const signedUp = await answer<{ userConfirmed: boolean; userSub: string }>((callback) =>
      place.app().signUp('ann', goodPassword, [email], [], callback),
    )
    const ann = place.user('ann')
    await expect(signIn(ann)).rejects.toMatchObject({ code: 'UserNotConfirmedException' })
    const code = await place.code('ann')
    await answer((callback) => ann.confirmRegistration(code, false, callback))
    const { session } = await signIn(place.user('ann'))

    expect(signedUp.userConfirmed).toBe(false)
    expect(session!.isValid()).toBe(true)
    expect(claimsOf(session)).toMatchObject({
      sub: signedUp.userSub,
      'cognito:username': 'ann',
      email: 'ann@example.com',
      iss: place.emulator.issuer(place.userPoolId),
    })
  })

  test('is refused with a wrong password, and with a user that nobody knows', async () => {
    const place = await appPlace({ client: { PreventUserExistenceErrors: 'ENABLED' } })
    await place.register('ann')
    const refusal = { code: 'NotAuthorizedException', message: 'Incorrect username or password.' }

    await expect(signIn(place.user('ann'), betterPassword)).rejects.toMatchObject(refusal)
    await expect(signIn(place.user('zoe'))).rejects.toMatchObject(refusal)
  })

  test('finds its session again, refreshes it, and loses it with a global sign-out', async () => {
    const place = await appPlace()
    await place.register('ann')
    const browser = storageOfBrowser()
    const first = (await signIn(place.user('ann', browser))).session!

    const ann = place.app(browser).getCurrentUser()!
    const again = await answer<CognitoUserSession>((callback) => ann.getSession(callback as never))
    expect(again.getAccessToken().getJwtToken()).toBe(first.getAccessToken().getJwtToken())
    place.emulator.clock.advance({ minutes: 61 })
    const refreshed = await answer<CognitoUserSession>((callback) =>
      ann.refreshSession(first.getRefreshToken(), callback),
    )
    expect(claimsOf(refreshed)['auth_time']).toBe(claimsOf(first)['auth_time'])
    expect(claimsOf(refreshed)['exp'] - claimsOf(first)['exp']).toBeGreaterThanOrEqual(3660)
    const elsewhere = (await signIn(place.user('ann'))).session!
    await done((callbacks) => ann.globalSignOut(callbacks))

    await expect(
      answer((callback) => place.user('ann').refreshSession(elsewhere.getRefreshToken(), callback)),
    ).rejects.toMatchObject({ code: 'NotAuthorizedException' })
  })

  test('reads, changes, verifies and deletes attributes', async () => {
    const place = await appPlace()
    await place.register('ann')
    const ann = place.user('ann')
    await signIn(ann)
    const attributes = async () => {
      const list = await answer<CognitoUserAttribute[]>((callback) => ann.getUserAttributes(callback))
      return Object.fromEntries(list.map(({ Name, Value }) => [Name, Value]))
    }

    await answer((callback) =>
      ann.updateAttributes(
        [
          { Name: 'nickname', Value: 'Annie' },
          { Name: 'email', Value: 'annie@example.com' },
        ],
        callback,
      ),
    )
    expect(await attributes()).toMatchObject({
      nickname: 'Annie',
      email: 'annie@example.com',
      email_verified: 'false',
    })
    const code = await place.code('ann')
    await done((callbacks) => ann.verifyAttribute('email', code, callbacks))
    await answer((callback) => ann.deleteAttributes(['nickname'], callback))

    const { nickname, ...rest } = await attributes()
    expect(nickname).toBeUndefined()
    expect(rest).toMatchObject({ email: 'annie@example.com', email_verified: 'true' })
  })

  test('changes a password, and sets another one when it is forgotten', async () => {
    const place = await appPlace()
    await place.register('ann')
    const ann = place.user('ann')
    await signIn(ann)

    await answer((callback) => ann.changePassword(goodPassword, betterPassword, callback))
    await expect(signIn(place.user('ann'))).rejects.toMatchObject({ code: 'NotAuthorizedException' })
    await done((callbacks) => ann.forgotPassword(callbacks))
    const code = await place.code('ann')
    await done((callbacks) => ann.confirmPassword(code, 'Velvet#29-anchor', callbacks))

    expect((await signIn(place.user('ann'), 'Velvet#29-anchor')).session?.isValid()).toBe(true)
  })

  test('lets an invited user choose a password and give what is missing', async () => {
    const Schema = [{ Name: 'nickname', Required: true, Mutable: true }]
    const place = await appPlace({ pool: { Schema } })
    await place.admin.adminCreateUser({
      UserPoolId: place.userPoolId,
      Username: 'ann',
      TemporaryPassword: goodPassword,
      MessageAction: 'SUPPRESS',
      UserAttributes: [{ Name: 'email', Value: 'ann@example.com' }],
    })
    const ann = place.user('ann')

    const invited = await signIn(ann)
    const { session } = await step((callbacks) =>
      ann.completeNewPasswordChallenge(betterPassword, { nickname: 'Annie' }, callbacks),
    )

    expect(invited).toEqual({
      challenge: 'NEW_PASSWORD_REQUIRED',
      parameters: { attributes: { email: 'ann@example.com' }, required: ['nickname'] },
    })
    expect(claimsOf(session)).toMatchObject({ nickname: 'Annie', email: 'ann@example.com' })
  })
})

describe('second factors in an app with amazon-cognito-identity-js', () => {
  test('a code by text message', async () => {
    const place = await appPlace()
    await requireMfa(place, { sms: true })
    await place.register('ann')
    const ann = place.user('ann')

    const pending = await signIn(ann)
    const wrong = step((callbacks) => ann.sendMFACode('000000', callbacks))
    await expect(wrong).rejects.toMatchObject({ code: 'CodeMismatchException' })
    const code = await place.code('ann')
    const { session } = await step((callbacks) => ann.sendMFACode(code, callbacks))

    expect(pending).toMatchObject({
      challenge: 'SMS_MFA',
      parameters: { CODE_DELIVERY_DELIVERY_MEDIUM: 'SMS', CODE_DELIVERY_DESTINATION: '+*******0100' },
    })
    expect(session!.isValid()).toBe(true)
  })

  test('an authenticator app, registered before the first session', async () => {
    const place = await appPlace()
    await requireMfa(place, { totp: true })
    await place.register('ann')
    const ann = place.user('ann')

    const setUp = await signIn(ann)
    const secret = await secretOf(ann)
    const first = totpCode(secret, place.emulator.clock.now())
    await done((callbacks) => ann.verifySoftwareToken(first, 'phone', callbacks))
    place.emulator.clock.advance({ seconds: 30 })
    const again = place.user('ann')
    const pending = await signIn(again)
    const code = totpCode(secret, place.emulator.clock.now())
    const { session } = await step((callbacks) => again.sendMFACode(code, callbacks, 'SOFTWARE_TOKEN_MFA'))

    expect(setUp).toMatchObject({ challenge: 'MFA_SETUP', parameters: { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' } })
    expect(ann.getSignInUserSession()?.isValid()).toBe(true)
    expect(pending).toMatchObject({ challenge: 'SOFTWARE_TOKEN_MFA', parameters: { FRIENDLY_DEVICE_NAME: 'phone' } })
    expect(session!.isValid()).toBe(true)
  })

  test('whichever of two the user selects', async () => {
    const place = await appPlace()
    await requireMfa(place, { sms: true, totp: true }, 'OPTIONAL')
    await place.register('ann')
    const ann = place.user('ann')
    await signIn(ann)
    const secret = await secretOf(ann)
    await done((callbacks) => ann.verifySoftwareToken(totpCode(secret, place.emulator.clock.now()), 'phone', callbacks))
    const enabled = { Enabled: true, PreferredMfa: false }
    await answer((callback) => ann.setUserMfaPreference(enabled, enabled, callback))

    const again = place.user('ann')
    const choice = await signIn(again)
    const selected = await step((callbacks) => again.sendMFASelectionAnswer('SMS_MFA', callbacks))
    const code = await place.code('ann')
    const { session } = await step((callbacks) => again.sendMFACode(code, callbacks))

    expect(choice).toMatchObject({ challenge: 'SELECT_MFA_TYPE' })
    expect(selected).toMatchObject({ challenge: 'SMS_MFA' })
    expect(session!.isValid()).toBe(true)
  })
})

describe('devices of an app with amazon-cognito-identity-js', () => {
  const remembering = (onPrompt: boolean) => ({
    pool: {
      DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: onPrompt },
    },
  })

  /** Signs in with a code by text message. */
  async function signInWithCode(place: AppPlace, ann: ReturnType<AppPlace['user']>): Promise<Outcome> {
    expect(await signIn(ann)).toMatchObject({ challenge: 'SMS_MFA' })
    const code = await place.code('ann')
    return step((callbacks) => ann.sendMFACode(code, callbacks))
  }

  test('are remembered when the user says so, and then take the place of the code', async () => {
    const place = await appPlace(remembering(true))
    await requireMfa(place, { sms: true })
    await place.register('ann')
    const browser = storageOfBrowser()
    const ann = place.user('ann', browser)

    const { asksToRemember } = await signInWithCode(place, ann)
    expect(asksToRemember).toBe(true)
    expect(await signInWithCode(place, place.user('ann', browser))).toHaveProperty('session')
    await done((callbacks) => ann.setDeviceStatusRemembered(callbacks))
    const later = await signIn(place.user('ann', browser))

    expect(later.session?.isValid()).toBe(true)
    const { Devices } = await done<{ Devices: { DeviceKey: string }[] }>((callbacks) =>
      ann.listDevices(10, null, callbacks),
    )
    expect(Devices).toHaveLength(1)
    expect(later.session!.getAccessToken().decodePayload()).toMatchObject({ device_key: Devices[0]!.DeviceKey })
    expect(await signIn(place.user('ann'))).toMatchObject({ challenge: 'SMS_MFA' })
  })

  test('can be refreshed, forgotten, and be new again', async () => {
    const place = await appPlace(remembering(false))
    await requireMfa(place, { sms: true })
    await place.register('ann')
    const browser = storageOfBrowser()
    const ann = place.user('ann', browser)
    const { session, asksToRemember } = await signInWithCode(place, ann)
    expect(asksToRemember).toBe(false)

    const refreshed = await answer<CognitoUserSession>((callback) =>
      ann.refreshSession(session!.getRefreshToken(), callback),
    )
    expect(refreshed.isValid()).toBe(true)
    const { Devices } = await place.admin.adminListDevices({ UserPoolId: place.userPoolId, Username: 'ann' })
    await place.admin.adminForgetDevice({
      UserPoolId: place.userPoolId,
      Username: 'ann',
      DeviceKey: Devices![0]!.DeviceKey,
    })

    const again = await signInWithCode(place, place.user('ann', browser))
    expect(again.session?.isValid()).toBe(true)
  })
})

describe('a custom sign-in in an app with amazon-cognito-identity-js', () => {
  const functions: Record<string, TriggerFunction> = {
    DefineAuthChallenge: async (event) => {
      const passed = (event.request['session'] as { challengeResult: boolean }[]).at(-1)?.challengeResult ?? false
      return {
        ...event,
        response: { issueTokens: passed, failAuthentication: false, challengeName: 'CUSTOM_CHALLENGE' },
      }
    },
    CreateAuthChallenge: async (event) => ({
      ...event,
      response: {
        publicChallengeParameters: { question: 'Which pet?' },
        privateChallengeParameters: { answer: 'cat' },
        challengeMetadata: 'PET',
      },
    }),
    VerifyAuthChallengeResponse: async (event) => {
      const { privateChallengeParameters: secret, challengeAnswer } = event.request
      return { ...event, response: { answerCorrect: (secret as { answer: string }).answer === challengeAnswer } }
    },
  }

  test('asks the questions of the pool’s functions', async () => {
    const place = await appPlace({
      client: { ExplicitAuthFlows: ['ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] },
      emulator: { triggers: functions },
    })
    await place.register('ann')
    const ann = place.user('ann')
    ann.setAuthenticationFlowType('CUSTOM_AUTH')
    const details = { getAuthParameters: () => ({}), getValidationData: () => ({}), getClientMetadata: () => ({}) }

    const asked = await step((callbacks) => ann.initiateAuth(details as never, callbacks))
    const wrong = await step((callbacks) => ann.sendCustomChallengeAnswer('dog', callbacks))
    const { session } = await step((callbacks) => ann.sendCustomChallengeAnswer('cat', callbacks))

    expect(asked).toMatchObject({ challenge: 'CUSTOM_CHALLENGE', parameters: { question: 'Which pet?' } })
    expect(wrong).toMatchObject({ challenge: 'CUSTOM_CHALLENGE' })
    expect(session!.isValid()).toBe(true)
  })
})

describe('a custom sign-in that begins with the password', () => {
  test('proves it by SRP before the questions', async () => {
    const seen: unknown[] = []
    const DefineAuthChallenge: TriggerFunction = async (event) => {
      const session = event.request['session'] as { challengeName: string; challengeResult: boolean }[]
      seen.push(session.map(({ challengeName, challengeResult }) => `${challengeName} ${challengeResult}`))
      const passwordProved = session.some(({ challengeName }) => challengeName === 'PASSWORD_VERIFIER')
      const response = { issueTokens: passwordProved, failAuthentication: false, challengeName: 'PASSWORD_VERIFIER' }
      return { ...event, response }
    }
    const place = await appPlace({
      client: { ExplicitAuthFlows: ['ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] },
      emulator: {
        triggers: {
          DefineAuthChallenge,
          CreateAuthChallenge: async (event) => event,
          VerifyAuthChallengeResponse: async (event) => event,
        },
      },
    })
    await place.register('ann')
    const ann = place.user('ann')
    ann.setAuthenticationFlowType('CUSTOM_AUTH')

    const { session } = await signIn(ann)

    expect(session!.isValid()).toBe(true)
    expect(seen).toEqual([['SRP_A true'], ['SRP_A true', 'PASSWORD_VERIFIER true']])
  })
})

function secretOf(user: ReturnType<AppPlace['user']>): Promise<string> {
  return new Promise((associateSecretCode, onFailure) =>
    user.associateSoftwareToken({ associateSecretCode, onFailure }),
  )
}
