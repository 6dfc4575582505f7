import { describe, expect, test } from 'vitest'
import { createJob, ended, fileOf, person, upload } from '../support/imports.ts'
import { betterPassword, confirmedUser, goodPassword, type Place, place } from '../support/people.ts'
import { respond, smsConfiguration } from '../support/sign-in.ts'
import { byAdministrator, riddler, signInFlows } from '../support/sign-in-flows.ts'
import { client as srp } from '../support/srp-sign-in.ts'
import { recording } from '../support/triggers.ts'

const unknown = 'UserNotFoundException: User does not exist.'
const unknownHere = 'UserNotFoundException: Username/client id combination not found.'
const wrong = 'NotAuthorizedException: Incorrect username or password.'
const wrongCode = 'CodeMismatchException: Invalid code or auth state for the user.'
const mismatch = 'CodeMismatchException: Invalid verification code provided, please try again.'
const expired = 'ExpiredCodeException: Invalid code provided, please request a code again.'
const disabled = 'NotAuthorizedException: User is disabled.'
const text = {
  Destination: expect.stringMatching(/^\+\*{7}\d{4}$/),
  DeliveryMedium: 'SMS',
  AttributeName: 'phone_number',
}
const mail = {
  Destination: expect.stringMatching(/^.\*\*\*@.\*\*\*$/),
  DeliveryMedium: 'EMAIL',
  AttributeName: 'email',
}

/** The whole of a sign-in under a name. */
const by =
  (name: keyof typeof signInFlows, username = 'nobody') =>
  (shop: Place) =>
    signInFlows[name](shop, username, {})
/** The first step of USER_AUTH under a name that nobody has. */
const userAuth = (parameters: Record<string, string>) => (shop: Place) => initiate(shop, 'USER_AUTH', parameters)
const forgot = (Username: string) => (shop: Place) => shop.call('ForgotPassword', { ClientId: shop.clientId, Username })
const newPassword =
  (Username: string) =>
  ({ call, clientId: ClientId }: Place) =>
    call('ConfirmForgotPassword', { ClientId, Username, ConfirmationCode: '123456', Password: betterPassword })
const named = (shop: Place) => ({ ClientId: shop.clientId, Username: 'nobody' })

/** Documented: developer guide, managing errors. Who, doing what; the answer where existence is told, and where it is hidden. */
const rows: [string, (shop: Place) => Promise<unknown>, unknown, unknown][] = [
  ['USER_PASSWORD_AUTH', by('USER_PASSWORD_AUTH'), unknown, wrong],
  ['ADMIN_USER_PASSWORD_AUTH', (shop) => by('ADMIN_USER_PASSWORD_AUTH')(byAdministrator(shop)), unknown, wrong],
  ['USER_AUTH with PASSWORD', by('USER_AUTH with PASSWORD'), unknown, wrong],
  [
    'the first step of USER_SRP_AUTH',
    (shop) => initiate(shop, 'USER_SRP_AUTH', { SRP_A: srp.SRP_A }),
    unknown,
    srpChallenge(),
  ],
  ['USER_SRP_AUTH', by('USER_SRP_AUTH'), unknown, wrong],
  [
    'the first step of USER_AUTH with PASSWORD_SRP',
    userAuth({ PREFERRED_CHALLENGE: 'PASSWORD_SRP', SRP_A: srp.SRP_A }),
    unknown,
    srpChallenge(),
  ],
  ['USER_AUTH with PASSWORD_SRP', by('USER_AUTH with PASSWORD_SRP'), unknown, wrong],
  ['CUSTOM_AUTH', by('CUSTOM_AUTH'), unknown, wrong],
  ['CUSTOM_AUTH after SRP', by('CUSTOM_AUTH after SRP'), unknown, wrong],
  [
    'the first step of USER_AUTH with EMAIL_OTP',
    userAuth({ PREFERRED_CHALLENGE: 'EMAIL_OTP' }),
    unknown,
    sent('EMAIL'),
  ],
  ['USER_AUTH with EMAIL_OTP', by('USER_AUTH with EMAIL_OTP'), unknown, wrongCode],
  ['the first step of USER_AUTH with SMS_OTP', userAuth({ PREFERRED_CHALLENGE: 'SMS_OTP' }), unknown, sent('SMS')],
  ['USER_AUTH with SMS_OTP', by('USER_AUTH with SMS_OTP'), unknown, wrongCode],
  [
    'USER_AUTH without a preference',
    userAuth({}),
    unknown,
    { ChallengeName: expect.stringMatching(/^(EMAIL|SMS)_OTP$/) },
  ],
  ['ForgotPassword', forgot('nobody'), unknownHere, { CodeDeliveryDetails: text }],
  ['ForgotPassword of a disabled user', forgot('disabled'), disabled, { CodeDeliveryDetails: text }],
  [
    'ForgotPassword of a user without a verified address',
    forgot('unverified'),
    'InvalidParameterException: Cannot reset password for the user as there is no registered/verified email or phone_number',
    { CodeDeliveryDetails: text },
  ],
  ['ConfirmForgotPassword', newPassword('nobody'), unknownHere, mismatch],
  ['ConfirmForgotPassword of a disabled user', newPassword('disabled'), disabled, mismatch],
  ['ConfirmForgotPassword where no code was asked for', newPassword('alice'), expired, expired],
  [
    'ResendConfirmationCode',
    (shop) => shop.call('ResendConfirmationCode', named(shop)),
    unknownHere,
    { CodeDeliveryDetails: mail },
  ],
  [
    'ConfirmSignUp',
    (shop) => shop.call('ConfirmSignUp', { ...named(shop), ConfirmationCode: '123456' }),
    unknownHere,
    expired,
  ],
  [
    'SignUp under a name that is taken',
    (shop) => shop.call('SignUp', { ...named(shop), Username: 'alice', Password: goodPassword }),
    'UsernameExistsException: User already exists',
    'UsernameExistsException: User already exists',
  ],
  [
    'an imported user',
    by('USER_PASSWORD_AUTH', 'imported'),
    'PasswordResetRequiredException: Password reset required for the user',
    wrong,
  ],
  ['a disabled user', by('USER_PASSWORD_AUTH', 'disabled'), disabled, disabled],
  [
    'AdminGetUser',
    (shop) => shop.call('AdminGetUser', { UserPoolId: shop.poolId, Username: 'nobody' }),
    unknown,
    unknown,
  ],
]

describe('a name that nobody has', () => {
  test.each(rows)('%s: is told', async (_, ask, told) => {
    const shop = await shopOf('LEGACY')

    expect(await outcome(ask(shop))).toEqual(told)
  })

  test.each(rows)('%s: is hidden, in the same way every time', async (_, ask, _told, hidden) => {
    const shop = await shopOf('ENABLED')

    const first = await outcome(ask(shop))

    expect(first).toEqual(typeof hidden === 'string' ? hidden : expect.objectContaining(hidden as object))
    expect(await outcome(ask(shop))).toEqual(first)
    expect(shop.inbox()).toEqual([])
  })

  test('is the same to functions that know nobody either', async () => {
    const triggers = { UserMigration: recording((event) => ({ ...event, response: {} })) }
    const [open, hiding] = [await shopOf('LEGACY', triggers), await shopOf('ENABLED', triggers)]

    expect(await outcome(by('USER_PASSWORD_AUTH')(open))).toBe(unknown)
    expect(await outcome(by('USER_PASSWORD_AUTH')(hiding))).toBe(wrong)
    expect(await outcome(forgot('nobody')(hiding))).toEqual({ CodeDeliveryDetails: text })
    expect(triggers.UserMigration.events).toHaveLength(3)
  })

  test('has a salt and an id of its own', async () => {
    const shop = await shopOf('ENABLED')
    const parametersOf = async (USERNAME: string) => {
      const { ChallengeParameters } = await initiate(shop, 'USER_SRP_AUTH', { SRP_A: srp.SRP_A, USERNAME })
      return [ChallengeParameters!['SALT'], ChallengeParameters!['USER_ID_FOR_SRP']]
    }

    const answers = await Promise.all(['nobody', 'somebody', 'alice'].map(parametersOf))

    expect(new Set(answers.flat()).size).toBe(6)
  })

  test('is heard of by functions that ask riddles', async () => {
    const functions = riddler()
    const shop = await shopOf('ENABLED', functions)

    const pending = await initiate(shop, 'CUSTOM_AUTH', {})
    await expect(respond(shop, 'nobody', pending, { ANSWER: '42' })).rejects.toThrow('Incorrect username or password.')

    for (const { events } of Object.values(functions)) expect(events[0]!.request).toHaveProperty('userNotFound', true)
  })
})

/** A shop with alice, and with users who are disabled, unverified and imported. */
async function shopOf(hiding: 'LEGACY' | 'ENABLED', triggers: object = riddler()): Promise<Place> {
  const shop = await place({
    pool: {
      SmsConfiguration: smsConfiguration,
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP'] } },
    },
    client: {
      ExplicitAuthFlows: [
        'ALLOW_USER_PASSWORD_AUTH',
        'ALLOW_ADMIN_USER_PASSWORD_AUTH',
        'ALLOW_USER_SRP_AUTH',
        'ALLOW_CUSTOM_AUTH',
        'ALLOW_USER_AUTH',
      ],
      PreventUserExistenceErrors: hiding,
    },
    emulator: { triggers: triggers as never },
  })
  await confirmedUser(shop, 'alice')
  await confirmedUser(shop, 'unverified', { email: 'unverified@example.com' })
  await confirmedUser(shop, 'disabled')
  await shop.call('AdminDisableUser', { UserPoolId: shop.poolId, Username: 'disabled' })
  const { JobId, PreSignedUrl } = await createJob(shop)
  await upload(shop, PreSignedUrl, await fileOf(shop, [person('imported')]))
  await shop.call('StartUserImportJob', { UserPoolId: shop.poolId, JobId })
  await ended(shop, JobId)
  return shop
}

function initiate({ call, clientId }: Place, AuthFlow: 'USER_AUTH' | 'USER_SRP_AUTH' | 'CUSTOM_AUTH', more: object) {
  const AuthParameters = { USERNAME: 'nobody', ...more }
  return call('InitiateAuth', { ClientId: clientId, AuthFlow, AuthParameters })
}

function srpChallenge() {
  return {
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeParameters: {
      SALT: expect.stringMatching(/^[0-9a-f]{30,34}$/),
      USERNAME: expect.any(String),
      USER_ID_FOR_SRP: expect.stringMatching(/^[0-9a-f-]{36}$/),
    },
  }
}

function sent(medium: 'EMAIL' | 'SMS') {
  const { Destination } = medium === 'SMS' ? text : mail
  const ChallengeParameters = { CODE_DELIVERY_DELIVERY_MEDIUM: medium, CODE_DELIVERY_DESTINATION: Destination }
  return { ChallengeName: `${medium}_OTP`, ChallengeParameters }
}

/** The text of a refusal; an answer without what is new in every answer. */
async function outcome(answer: Promise<unknown>): Promise<unknown> {
  try {
    const { Session, ...rest } = (await answer) as { Session?: string; ChallengeParameters?: Record<string, string> }
    if (!rest.ChallengeParameters) return rest
    const { SRP_B, SECRET_BLOCK, ...ChallengeParameters } = rest.ChallengeParameters
    return { ...rest, ChallengeParameters }
  } catch (error) {
    const { name, message } = error as Error
    return `${name}: ${message}`
  }
}
