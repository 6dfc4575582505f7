import type { ErrorName } from '../../src/api/generated/types.ts'
import { broken, type FunctionError } from './broken-functions.ts'
import {
  attributes,
  betterPassword,
  confirmedUser,
  goodPassword,
  type Place,
  type PlaceOptions,
  place,
} from './people.ts'
import {
  nextCode,
  ownSender,
  registerAuthenticator,
  type respond,
  setMfa,
  signIn,
  smsConfiguration,
} from './sign-in.ts'
import { proofOf, startSrp } from './srp-sign-in.ts'

/** Answers a challenge: as a client does, or as an administrator. */
export type Answer = typeof respond

/** How an answer to a challenge comes to be refused, by the name of the error. */
export const challengeErrors: readonly (readonly [ErrorName, (answer: Answer) => Promise<unknown>])[] = [
  [
    'NotAuthorizedException',
    async (answer) => {
      const shop = await invitedBob()
      return answer(shop, 'bob', { ...(await signIn(shop, 'bob')), Session: 'x'.repeat(30) }, anotherPassword)
    },
  ],
  [
    'InvalidPasswordException',
    async (answer) => {
      const shop = await invitedBob()
      return answer(shop, 'bob', await signIn(shop, 'bob'), { NEW_PASSWORD: 'short' })
    },
  ],
  [
    'PasswordHistoryPolicyViolationException',
    async (answer) => {
      const PasswordPolicy = { MinimumLength: 8, PasswordHistorySize: 2 }
      const shop = await place({ pool: { Policies: { PasswordPolicy }, UserPoolTier: 'ESSENTIALS' } })
      await confirmedUser(shop, 'bob')
      const Password = 'Another#Lamp77'
      await shop.call('AdminSetUserPassword', { UserPoolId: shop.poolId, Username: 'bob', Password })
      return answer(shop, 'bob', await signIn(shop, 'bob', Password), { NEW_PASSWORD: goodPassword })
    },
  ],
  [
    'MFAMethodNotFoundException',
    async (answer) => {
      const recovery = { RecoveryMechanisms: [{ Name: 'verified_phone_number' as const, Priority: 1 }] }
      const shop = await invitedBob({
        pool: { SmsConfiguration: smsConfiguration, AccountRecoverySetting: recovery },
      })
      await setMfa(shop, 'ON', { sms: true })
      return answer(shop, 'bob', await signIn(shop, 'bob'), anotherPassword)
    },
  ],
  [
    'UserNotFoundException',
    async (answer) => {
      const PostAuthentication = async (event: object) => {
        await shop.call('AdminDeleteUser', { UserPoolId: shop.poolId, Username: 'bob' })
        return event
      }
      const shop = await invitedBob({ emulator: { triggers: { PostAuthentication } } })
      return answer(shop, 'bob', await signIn(shop, 'bob'), anotherPassword)
    },
  ],
  [
    'UserNotConfirmedException',
    (answer) =>
      answerBySrp(answer, async ({ call, clientId }) => {
        await call('SignUp', { ClientId: clientId, Username: 'bob', Password: goodPassword })
      }),
  ],
  [
    'PasswordResetRequiredException',
    (answer) =>
      answerBySrp(answer, async (shop) => {
        await confirmedUser(shop, 'bob')
        await shop.call('AdminResetUserPassword', { UserPoolId: shop.poolId, Username: 'bob' })
      }),
  ],
  ['CodeMismatchException', (answer) => answerWithApp(answer, async () => '000000')],
  [
    'ExpiredCodeException',
    (answer) =>
      answerWithApp(answer, async (shop, secret) => {
        const code = nextCode(shop, secret)
        await answer(shop, 'bob', await signIn(shop, 'bob'), { SOFTWARE_TOKEN_MFA_CODE: code })
        return code
      }),
  ],
  [
    'SoftwareTokenMFANotFoundException',
    (answer) =>
      answerWithApp(answer, async (shop, secret) => {
        await shop.call('SetUserPoolMfaConfig', { UserPoolId: shop.poolId, MfaConfiguration: 'OFF' })
        return nextCode(shop, secret)
      }),
  ],
  [
    'AliasExistsException',
    async (answer) => {
      const shop = await place({ pool: { EmailConfiguration: ownSender, AliasAttributes: ['email'] } })
      await setMfa(shop, 'OPTIONAL', { email: true, totp: true })
      await confirmedUser(shop, 'bob', { email: 'one@example.com' })
      await prefer(shop, { EmailMfaSettings: { Enabled: true } })
      await confirmedUser(shop, 'alice', { email: 'one@example.com', email_verified: 'true' })
      return answer(shop, 'bob', await signIn(shop, 'bob'), { EMAIL_OTP_CODE: shop.lastCode() })
    },
  ],
]

/** An answer after which a broken PostAuthentication function is asked. */
export async function answerBeforeBroken(answer: Answer, error: FunctionError): Promise<unknown> {
  const shop = await invitedBob(broken('PostAuthentication', error))
  return answer(shop, 'bob', await signIn(shop, 'bob'), anotherPassword)
}

const anotherPassword = { NEW_PASSWORD: betterPassword }

/** Bob was made by an administrator: his sign-in leads to NEW_PASSWORD_REQUIRED. */
async function invitedBob(options?: PlaceOptions): Promise<Place> {
  const shop = await place(options)
  await shop.call('AdminCreateUser', {
    UserPoolId: shop.poolId,
    Username: 'bob',
    TemporaryPassword: goodPassword,
    UserAttributes: attributes({ phone_number: '+15555550134' }),
    MessageAction: 'SUPPRESS',
  })
  return shop
}

/** Bob proves his password to PASSWORD_VERIFIER. */
async function answerBySrp(answer: Answer, makeBob: (shop: Place) => Promise<void>): Promise<unknown> {
  const shop = await place({ client: { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] } })
  await makeBob(shop)
  const pending = await startSrp(shop, 'bob')
  return answer(shop, 'bob', pending, proofOf(shop, pending))
}

/** Bob answers SOFTWARE_TOKEN_MFA with what becomes of his app's secret. */
async function answerWithApp(
  answer: Answer,
  codeOf: (shop: Place, secret: string) => Promise<string>,
): Promise<unknown> {
  const shop = await place()
  await setMfa(shop, 'OPTIONAL')
  await confirmedUser(shop, 'bob')
  const secret = await registerAuthenticator(shop, 'bob')
  await prefer(shop, { SoftwareTokenMfaSettings: { Enabled: true } })
  const pending = await signIn(shop, 'bob')
  return answer(shop, 'bob', pending, { SOFTWARE_TOKEN_MFA_CODE: await codeOf(shop, secret) })
}

const prefer = ({ call, poolId }: Place, settings: object) =>
  call('AdminSetUserMFAPreference', { UserPoolId: poolId, Username: 'bob', ...settings })
