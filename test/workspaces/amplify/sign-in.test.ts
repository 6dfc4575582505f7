import {
  autoSignIn,
  confirmResetPassword,
  confirmSignIn,
  confirmSignUp,
  fetchAuthSession,
  fetchDevices,
  fetchMFAPreference,
  fetchUserAttributes,
  getCurrentUser,
  rememberDevice,
  resetPassword,
  setUpTOTP,
  signIn,
  signOut,
  signUp,
  updateMFAPreference,
  updatePassword,
  updateUserAttributes,
  verifyTOTPSetup,
} from 'aws-amplify/auth'
import { describe, expect, test } from 'vitest'
import { totpCode } from '../../../src/base/totp.ts'
import type { AppPlace } from '../../support/identity-js.ts'
import { betterPassword, goodPassword } from '../../support/people.ts'
import { smsConfiguration } from '../../support/sign-in.ts'
import { amplifyPlace } from './app.ts'

const ann = { username: 'ann', password: goodPassword }
const done = { isSignedIn: true, nextStep: { signInStep: 'DONE' } }

describe('Amplify', () => {
  test('signs in by SRP, refreshes and signs out', async () => {
    const place = await amplifyPlace()
    await place.register('ann')

    await expect(signIn({ ...ann, password: betterPassword })).rejects.toMatchObject({ name: 'NotAuthorizedException' })
    expect(await signIn(ann)).toEqual(done)
    const { tokens: first, userSub } = await fetchAuthSession()
    place.emulator.clock.advance({ minutes: 61 })
    const { tokens: second } = await fetchAuthSession({ forceRefresh: true })

    expect(await getCurrentUser()).toMatchObject({ username: 'ann', userId: userSub })
    expect(await fetchUserAttributes()).toMatchObject({
      sub: userSub,
      email: 'ann@example.com',
      email_verified: 'true',
    })
    expect(second!.accessToken.payload).toMatchObject({
      origin_jti: first!.accessToken.payload['origin_jti'],
      auth_time: first!.accessToken.payload['auth_time'],
    })
    expect(second!.accessToken.payload.exp! - first!.accessToken.payload.exp!).toBeGreaterThanOrEqual(3660)
    expect(place.emulator.requests.map(({ operation }) => operation)).toContain('GetTokensFromRefreshToken')
    await signOut()
    expect(await fetchAuthSession()).toMatchObject({ tokens: undefined })
    expect(place.emulator.requests[0]).toMatchObject({ operation: 'RevokeToken', status: 200 })
  })

  test('rotates refresh tokens, and is signed out everywhere at once', async () => {
    const place = await amplifyPlace({
      client: {
        RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 },
        ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'],
      },
    })
    await place.register('ann')
    await signIn(ann)
    for (let times = 0; times < 3; times += 1) await fetchAuthSession({ forceRefresh: true })
    const { tokens } = await fetchAuthSession()

    await signOut({ global: true })

    await expect(place.admin.getUser({ AccessToken: String(tokens!.accessToken) })).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Access Token has been revoked',
    })
  })

  test('signs users up and in', async () => {
    const place = await choiceBased()

    const signedUp = await signUp({
      ...ann,
      options: { userAttributes: { email: 'ann@example.com' }, autoSignIn: { authFlowType: 'USER_AUTH' } },
    })
    const confirmed = await confirmSignUp({ username: 'ann', confirmationCode: await place.code('ann') })

    expect(signedUp).toMatchObject({ isSignUpComplete: false, nextStep: { signUpStep: 'CONFIRM_SIGN_UP' } })
    expect(confirmed).toMatchObject({ isSignUpComplete: true, nextStep: { signUpStep: 'COMPLETE_AUTO_SIGN_IN' } })
    expect(await autoSignIn()).toEqual(done)
  })

  test('changes attributes and passwords', async () => {
    const place = await amplifyPlace()
    await place.register('ann')
    await signIn(ann)

    await updateUserAttributes({ userAttributes: { nickname: 'Annie' } })
    await updatePassword({ oldPassword: goodPassword, newPassword: betterPassword })
    expect(await fetchUserAttributes()).toMatchObject({ nickname: 'Annie' })
    await signOut()
    await resetPassword({ username: 'ann' })
    const confirmationCode = await place.code('ann')
    await confirmResetPassword({ username: 'ann', newPassword: 'Velvet#29-anchor', confirmationCode })

    expect(await signIn({ username: 'ann', password: 'Velvet#29-anchor' })).toEqual(done)
  })

  test('lets an invited user choose a password', async () => {
    const place = await amplifyPlace()
    const user = { UserPoolId: place.userPoolId, Username: 'ann' }
    await place.admin.adminCreateUser({ ...user, TemporaryPassword: goodPassword, MessageAction: 'SUPPRESS' })

    const invited = await signIn(ann)
    const chosen = await confirmSignIn({ challengeResponse: betterPassword })

    expect(invited.nextStep).toMatchObject({ signInStep: 'CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED' })
    expect(chosen).toEqual(done)
  })
})

describe('second factors in Amplify', () => {
  test('a code by text message', async () => {
    const place = await amplifyPlace()
    await place.admin.setUserPoolMfaConfig({
      UserPoolId: place.userPoolId,
      MfaConfiguration: 'ON',
      SmsMfaConfiguration: { SmsConfiguration: smsConfiguration },
    })
    await place.register('ann')

    const asked = await signIn(ann)
    await expect(confirmSignIn({ challengeResponse: '000000' })).rejects.toMatchObject({
      name: 'CodeMismatchException',
    })

    expect(asked.nextStep).toEqual({
      signInStep: 'CONFIRM_SIGN_IN_WITH_SMS_CODE',
      codeDeliveryDetails: { deliveryMedium: 'SMS', destination: '+*******0100' },
    })
    expect(await confirmSignIn({ challengeResponse: await place.code('ann') })).toEqual(done)
  })

  test('an authenticator app, set up while signing in and preferred from then on', async () => {
    const place = await amplifyPlace()
    await place.admin.setUserPoolMfaConfig({
      UserPoolId: place.userPoolId,
      MfaConfiguration: 'ON',
      SoftwareTokenMfaConfiguration: { Enabled: true },
    })
    await place.register('ann')

    const { nextStep } = await signIn(ann)
    if (nextStep.signInStep !== 'CONTINUE_SIGN_IN_WITH_TOTP_SETUP') throw new Error(nextStep.signInStep)
    const { sharedSecret } = nextStep.totpSetupDetails
    const code = () => totpCode(sharedSecret, place.emulator.clock.now())
    expect(await confirmSignIn({ challengeResponse: code() })).toEqual(done)
    await signOut()
    place.emulator.clock.advance({ seconds: 30 })
    const again = await signIn(ann)

    expect(again.nextStep).toEqual({ signInStep: 'CONFIRM_SIGN_IN_WITH_TOTP_CODE' })
    expect(await confirmSignIn({ challengeResponse: code() })).toEqual(done)
    expect(await fetchMFAPreference()).toMatchObject({ enabled: ['TOTP'] })
  })

  test('whichever the user selects', async () => {
    const place = await amplifyPlace()
    await place.admin.setUserPoolMfaConfig({
      UserPoolId: place.userPoolId,
      MfaConfiguration: 'OPTIONAL',
      SoftwareTokenMfaConfiguration: { Enabled: true },
      SmsMfaConfiguration: { SmsConfiguration: smsConfiguration },
    })
    await place.register('ann')
    await signIn(ann)
    const { sharedSecret } = await setUpTOTP()
    await verifyTOTPSetup({ code: totpCode(sharedSecret, place.emulator.clock.now()) })
    await updateMFAPreference({ sms: 'ENABLED', totp: 'ENABLED' })
    await signOut()

    const choice = await signIn(ann)
    const selected = await confirmSignIn({ challengeResponse: 'SMS' })

    expect(choice.nextStep).toMatchObject({
      signInStep: 'CONTINUE_SIGN_IN_WITH_MFA_SELECTION',
      allowedMFATypes: expect.arrayContaining(['SMS', 'TOTP']),
    })
    expect(selected.nextStep).toMatchObject({ signInStep: 'CONFIRM_SIGN_IN_WITH_SMS_CODE' })
    expect(await confirmSignIn({ challengeResponse: await place.code('ann') })).toEqual(done)
  })

  test('the device, once it is remembered', async () => {
    const place = await amplifyPlace({
      pool: { DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: true } },
    })
    await place.admin.setUserPoolMfaConfig({
      UserPoolId: place.userPoolId,
      MfaConfiguration: 'ON',
      SmsMfaConfiguration: { SmsConfiguration: smsConfiguration },
    })
    await place.register('ann')
    await signIn(ann)
    await confirmSignIn({ challengeResponse: await place.code('ann') })

    await rememberDevice()
    expect(await fetchAuthSession({ forceRefresh: true })).toHaveProperty('tokens.accessToken')
    await signOut()
    expect(await signIn(ann)).toEqual(done)
    const devices = await fetchDevices()
    await signOut()
    await forgetOnServer(place, devices[0]!.id)

    expect(devices).toHaveLength(1)
    expect((await signIn(ann)).nextStep).toMatchObject({ signInStep: 'CONFIRM_SIGN_IN_WITH_SMS_CODE' })
  })
})

describe('USER_AUTH in Amplify', () => {
  test.each(['PASSWORD', 'PASSWORD_SRP'] as const)('with %s preferred', async (preferredChallenge) => {
    const place = await choiceBased()
    await place.register('ann')

    expect(await signIn({ ...ann, options: { authFlowType: 'USER_AUTH', preferredChallenge } })).toEqual(done)
  })

  test('with a code by e-mail, without any password', async () => {
    const place = await choiceBased()
    await place.register('ann')

    const options = { authFlowType: 'USER_AUTH', preferredChallenge: 'EMAIL_OTP' } as const
    const asked = await signIn({ username: 'ann', options })
    await expect(confirmSignIn({ challengeResponse: '00000000' })).rejects.toMatchObject({
      name: 'CodeMismatchException',
    })

    expect(asked.nextStep).toMatchObject({
      signInStep: 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE',
      codeDeliveryDetails: { deliveryMedium: 'EMAIL', destination: 'a***@e***' },
    })
    expect(await confirmSignIn({ challengeResponse: await place.code('ann') })).toEqual(done)
  })

  test('with what is selected out of what there is', async () => {
    const place = await choiceBased()
    await place.register('ann')

    const choice = await signIn({ username: 'ann', options: { authFlowType: 'USER_AUTH' } })
    const selected = await confirmSignIn({ challengeResponse: 'SMS_OTP' })

    expect(choice.nextStep).toEqual({
      signInStep: 'CONTINUE_SIGN_IN_WITH_FIRST_FACTOR_SELECTION',
      availableChallenges: expect.arrayContaining(['PASSWORD', 'PASSWORD_SRP', 'EMAIL_OTP', 'SMS_OTP']),
    })
    expect(selected.nextStep).toMatchObject({ signInStep: 'CONFIRM_SIGN_IN_WITH_SMS_CODE' })
    expect(await confirmSignIn({ challengeResponse: await place.code('ann') })).toEqual(done)
    await signOut()
    await signIn({ username: 'ann', options: { authFlowType: 'USER_AUTH' } })
    const password = await confirmSignIn({ challengeResponse: 'PASSWORD_SRP' })
    expect(password.nextStep).toMatchObject({ signInStep: 'CONFIRM_SIGN_IN_WITH_PASSWORD' })
    expect(await confirmSignIn({ challengeResponse: goodPassword })).toEqual(done)
  })
})

describe('a risky sign-in in Amplify', () => {
  test('is refused, or asks for the second factor', async () => {
    const place = await amplifyPlace({
      pool: { UserPoolTier: 'PLUS', UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' } },
    })
    const { admin, emulator, userPoolId: UserPoolId } = place
    await admin.setUserPoolMfaConfig({
      UserPoolId,
      MfaConfiguration: 'OPTIONAL',
      SmsMfaConfiguration: { SmsConfiguration: smsConfiguration },
    })
    await admin.setRiskConfiguration({
      UserPoolId,
      AccountTakeoverRiskConfiguration: {
        Actions: {
          MediumAction: { EventAction: 'MFA_IF_CONFIGURED', Notify: false },
          HighAction: { EventAction: 'BLOCK', Notify: false },
        },
      },
    })
    await place.register('ann')
    const risk = { userPoolId: UserPoolId, username: 'ann' }

    await emulator.nextRisk(risk, 'High')
    await expect(signIn(ann)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Unable to login because of security reasons.',
    })
    await emulator.nextRisk(risk, 'Medium')
    const asked = await signIn(ann)

    expect(asked.nextStep).toMatchObject({ signInStep: 'CONFIRM_SIGN_IN_WITH_SMS_CODE' })
    expect(await confirmSignIn({ challengeResponse: await place.code('ann') })).toEqual(done)
  })
})

/** A pool whose users choose how they sign in. */
function choiceBased(): Promise<AppPlace> {
  return amplifyPlace({
    pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP'] } } },
    client: { ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] },
  })
}

async function forgetOnServer({ admin, userPoolId: UserPoolId }: AppPlace, DeviceKey: string): Promise<void> {
  await admin.adminForgetDevice({ UserPoolId, Username: 'ann', DeviceKey })
}
