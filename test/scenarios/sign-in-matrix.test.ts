import { describe, expect, test } from 'vitest'
import type { InitiateAuthResponse } from '../../src/api/generated/types.ts'
import type { TriggerFunction } from '../../src/edges/local-function.ts'
import { confirm } from '../support/devices.ts'
import { register } from '../support/passkeys.ts'
import { attributesOf, confirmedUser, goodPassword } from '../support/people.ts'
import { always, magic, type ProtectedPlace, protectedPlace } from '../support/protected.ts'
import { claimsOf, registerAuthenticator, smsConfiguration, type Tokens } from '../support/sign-in.ts'
import { byAdministrator, goOn, type Holder, riddler, type SignInFlow, signInFlows } from '../support/sign-in-flows.ts'
import { recording } from '../support/triggers.ts'

const situations = [
  'ordinary',
  'MFA',
  'new password',
  'device',
  'risk block',
  'risk MFA',
  'existence hidden',
  'trigger',
] as const
type Situation = (typeof situations)[number]
type ProtectedOptions = NonNullable<Parameters<typeof protectedPlace>[0]>

const wrong = 'Incorrect username or password.'
const wrongCode = 'Invalid code or auth state for the user.'
const blocked = 'Unable to login because of security reasons.'
/** A cell that does not exist: a refresh proves nothing and names nobody. */
const none = undefined

/** What is asked after the first factor and what comes of it, or the text of the refusal. */
const password = ['tokens', 'SOFTWARE_TOKEN_MFA, tokens', 'NEW_PASSWORD_REQUIRED, tokens', 'DEVICE_SRP_AUTH, tokens']
const code = ['tokens', 'SELECT_CHALLENGE', 'SELECT_CHALLENGE', 'SELECT_CHALLENGE']
const risky = [blocked, 'SMS_MFA, tokens']
const refreshed = ['tokens', 'tokens', none, 'tokens', 'tokens', 'tokens', none, 'tokens']

const matrix: Record<keyof typeof signInFlows, readonly (string | undefined)[]> = {
  USER_PASSWORD_AUTH: [...password, ...risky, wrong, 'tokens'],
  ADMIN_USER_PASSWORD_AUTH: [...password, ...risky, wrong, 'tokens'],
  USER_SRP_AUTH: [...password, ...risky, wrong, 'tokens'],
  // Functions alone decide; a device is proved all the same.
  CUSTOM_AUTH: ['tokens', 'tokens', 'tokens', 'DEVICE_SRP_AUTH, tokens', ...risky, wrong, 'tokens'],
  'CUSTOM_AUTH after SRP': [...password, ...risky, wrong, 'tokens'],
  'USER_AUTH with PASSWORD': [...password, ...risky, wrong, 'tokens'],
  'USER_AUTH with PASSWORD_SRP': [...password, ...risky, wrong, 'tokens'],
  // Where two factors or a new password are due, only a password may begin.
  'USER_AUTH with EMAIL_OTP': [...code, ...risky, wrongCode, 'tokens'],
  'USER_AUTH with SMS_OTP': [...code, ...risky, wrongCode, 'tokens'],
  'USER_AUTH with WEB_AUTHN': [...code, ...risky, 'SELECT_CHALLENGE', 'tokens'],
  REFRESH_TOKEN_AUTH: refreshed,
  GetTokensFromRefreshToken: refreshed,
}

type Name = keyof typeof signInFlows

/** Who may ask for it: clients and administrators unless it says otherwise. */
function callersOf(name: Name): readonly ('client' | 'administrator')[] {
  if (name === 'ADMIN_USER_PASSWORD_AUTH') return ['administrator']
  return name === 'USER_PASSWORD_AUTH' || name === 'GetTokensFromRefreshToken'
    ? ['client']
    : ['client', 'administrator']
}

const names = Object.keys(matrix) as Name[]
const cells = names.flatMap((name) =>
  callersOf(name).flatMap((caller) =>
    situations.flatMap((situation, column) => {
      const outcome = matrix[name][column]
      return outcome === undefined ? [] : [[name, caller, situation, outcome] as const]
    }),
  ),
)

describe('the matrix of sign-ins', () => {
  test.each(cells)('%s · %s · %s: %s', async (name, caller, situation, outcome) => {
    const flow: SignInFlow = signInFlows[name]
    const { shop, holder, asked } = await shopIn(situation)
    const username = situation === 'existence hidden' ? 'nobody' : 'alice'
    const there = situation.startsWith('risk') ? { ...shop, call: shop.callFrom({ ipAddress: magic.High }) } : shop
    const from = caller === 'administrator' ? byAdministrator(there) : there

    const { way, last } = await goOnOrRefusal(from, username, holder, () => flow(from, username, holder))

    expect(way).toBe(outcome)
    if (situation === 'trigger') await expectTheFunctionHeard(shop, last, asked.events.length)
    if (situation === 'risk block' && outcome === blocked) {
      expect((await shop.events('alice'))[0]).toMatchObject({ EventRisk: { RiskDecision: 'Block' } })
    }
  })
})

async function goOnOrRefusal(
  shop: ProtectedPlace,
  username: string,
  holder: Holder,
  first: () => Promise<InitiateAuthResponse>,
): Promise<{ way: string; last?: InitiateAuthResponse }> {
  try {
    return await goOn(shop, username, holder, await first())
  } catch (error) {
    return { way: (error as Error).message }
  }
}

/** The function before the tokens was asked, called the emulator while the caller waited, and changed a claim. */
async function expectTheFunctionHeard(shop: ProtectedPlace, last: InitiateAuthResponse | undefined, heard: number) {
  expect(heard).toBeGreaterThan(1)
  expect(claimsOf(last!.AuthenticationResult!.IdToken!)).toMatchObject({ from_function: 'yes' })
  expect(await attributesOf(shop, 'alice')).toMatchObject({ nickname: `told ${heard} times` })
}

/** A protected shop in which everything is switched on that the situation needs, and alice with what she needs. */
async function shopIn(situation: Situation) {
  const world: { shop?: ProtectedPlace } = {}
  const asked = tokenFunction(world)
  const shop = await protectedPlace(optionsOf(situation, asked))
  world.shop = shop
  const factors = ['MFA', 'device', 'risk MFA'].includes(situation)
  await shop.call('SetUserPoolMfaConfig', {
    UserPoolId: shop.poolId,
    MfaConfiguration: factors ? 'OPTIONAL' : 'OFF',
    WebAuthnConfiguration: { RelyingPartyId: 'shop.example.com' },
    ...(factors && {
      SoftwareTokenMfaConfiguration: { Enabled: true },
      SmsMfaConfiguration: { SmsConfiguration: smsConfiguration },
    }),
  })
  await confirmedUser(shop, 'alice', {
    email: 'alice@example.com',
    email_verified: 'true',
    phone_number: '+15555550134',
    phone_number_verified: 'true',
  })
  return { shop, asked, holder: await equip(shop, situation) }
}

async function equip(shop: ProtectedPlace, situation: Situation): Promise<Holder> {
  const first = await signInFlows.USER_PASSWORD_AUTH(shop, 'alice', {})
  const tokens = first.AuthenticationResult as Tokens
  const { AccessToken, RefreshToken: refreshToken } = tokens
  const passkey = await register(shop, AccessToken)
  const device = situation === 'device' ? await confirm(shop, tokens) : undefined
  const alice = { UserPoolId: shop.poolId, Username: 'alice' }
  let secret: string | undefined
  if (situation === 'MFA' || situation === 'device') {
    secret = await registerAuthenticator(shop, 'alice', AccessToken)
    const SoftwareTokenMfaSettings = { Enabled: true, PreferredMfa: true }
    await shop.call('AdminSetUserMFAPreference', { ...alice, SoftwareTokenMfaSettings })
  }
  if (situation === 'new password') {
    await shop.call('AdminSetUserPassword', { ...alice, Password: goodPassword, Permanent: false })
  }
  return { secret, device, passkey, refreshToken }
}

function optionsOf(situation: Situation, asked: TriggerFunction): ProtectedOptions {
  const risk = situation === 'risk MFA' ? 'MFA_REQUIRED' : 'BLOCK'
  return {
    pool: {
      UserPoolAddOns: {
        AdvancedSecurityMode: 'ENFORCED',
        AdvancedSecurityAdditionalFlows: { CustomAuthMode: 'ENFORCED' },
      },
      SmsConfiguration: smsConfiguration,
      Policies: {
        SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'] },
      },
      ...(situation === 'device' && {
        DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: false },
      }),
    },
    client: {
      ExplicitAuthFlows: [
        'ALLOW_USER_PASSWORD_AUTH',
        'ALLOW_ADMIN_USER_PASSWORD_AUTH',
        'ALLOW_USER_SRP_AUTH',
        'ALLOW_CUSTOM_AUTH',
        'ALLOW_USER_AUTH',
        'ALLOW_REFRESH_TOKEN_AUTH',
      ],
      ...(situation === 'existence hidden' && { PreventUserExistenceErrors: 'ENABLED' }),
    },
    emulator: { triggers: { ...riddler(), ...(situation === 'trigger' && { PreTokenGeneration: asked }) } },
    ...(situation.startsWith('risk') && {
      risk: { AccountTakeoverRiskConfiguration: { Actions: always(risk) } },
    }),
  }
}

/** PreTokenGeneration: changes the user through the emulator, and adds a claim. */
function tokenFunction(world: { shop?: ProtectedPlace }) {
  const asked = recording(async (event) => {
    const { call, poolId: UserPoolId } = world.shop!
    const UserAttributes = [{ Name: 'nickname', Value: `told ${asked.events.length} times` }]
    await call('AdminUpdateUserAttributes', { UserPoolId, Username: 'alice', UserAttributes })
    return { ...event, response: { claimsOverrideDetails: { claimsToAddOrOverride: { from_function: 'yes' } } } }
  })
  return asked
}
