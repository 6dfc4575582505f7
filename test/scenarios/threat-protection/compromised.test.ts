import { describe, expect, test } from 'vitest'
import { betterPassword, confirmedUser, goodPassword, statusOf } from '../../support/people.ts'
import { type ProtectedPlace, protectedPlace } from '../../support/protected.ts'
import { signInBySrp } from '../../support/srp-sign-in.ts'

const leaked = 'P@ssw0rd123'
const configured = (EventAction: 'BLOCK' | 'NO_ACTION') => ({
  CompromisedCredentialsRiskConfiguration: { Actions: { EventAction } },
})

async function shopWithAnn(options: Parameters<typeof protectedPlace>[0], Password = leaked) {
  const shop = await protectedPlace(options)
  await confirmedUser(shop, 'ann')
  await shop.call('AdminSetUserPassword', { UserPoolId: shop.poolId, Username: 'ann', Password, Permanent: true })
  return shop
}

function signIn(shop: ProtectedPlace, PASSWORD = leaked) {
  return shop.call('InitiateAuth', {
    ClientId: shop.clientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: 'ann', PASSWORD },
  })
}

describe('compromised credentials', () => {
  test('A13 · a sign-in with one is refused until the password is reset', async () => {
    const shop = await shopWithAnn({ risk: configured('BLOCK') })

    await expect(signIn(shop)).rejects.toMatchObject({
      name: 'PasswordResetRequiredException',
      message: 'Password reset required for user due to security reasons',
    })
    expect(await statusOf(shop, 'ann')).toBe('RESET_REQUIRED')
    await expect(signIn(shop)).rejects.toMatchObject({
      name: 'PasswordResetRequiredException',
      message: 'Password reset required for the user',
    })

    const [event] = await shop.events('ann')
    expect(event).toMatchObject({
      EventResponse: 'Fail',
      EventRisk: { RiskDecision: 'Block', CompromisedCredentialsDetected: true },
    })
    expect(event?.EventRisk?.RiskLevel).toBeUndefined()
    expect(shop.inbox()).toEqual([])
  })

  test('A14 · over SRP nobody sees the password, so it lets in', async () => {
    const ExplicitAuthFlows = ['ALLOW_USER_SRP_AUTH' as const]
    const shop = await shopWithAnn({ risk: configured('BLOCK'), client: { ExplicitAuthFlows } })

    await expect(signInBySrp(shop, 'ann', { password: leaked })).resolves.toHaveProperty('AuthenticationResult')

    expect((await shop.events('ann'))[0]?.EventRisk?.CompromisedCredentialsDetected).toBe(false)
  })

  test('A15 · no sign-up and no reset takes one, but an administrator may set it', async () => {
    const shop = await shopWithAnn({ risk: configured('BLOCK') }, goodPassword)
    const refusal = {
      name: 'InvalidPasswordException',
      message: 'Provided password cannot be used for security reasons.',
    }

    await expect(
      shop.call('SignUp', { ClientId: shop.clientId, Username: 'bob', Password: leaked }),
    ).rejects.toMatchObject(refusal)
    await expect(shop.call('AdminGetUser', { UserPoolId: shop.poolId, Username: 'bob' })).rejects.toMatchObject({
      name: 'UserNotFoundException',
    })

    await shop.call('ForgotPassword', { ClientId: shop.clientId, Username: 'ann' })
    await expect(
      shop.call('ConfirmForgotPassword', {
        ClientId: shop.clientId,
        Username: 'ann',
        ConfirmationCode: shop.lastCode(),
        Password: leaked,
      }),
    ).rejects.toMatchObject(refusal)
    await expect(signIn(shop, goodPassword)).resolves.toHaveProperty('AuthenticationResult')
    // The code was not the trouble.
    await shop.call('ConfirmForgotPassword', {
      ClientId: shop.clientId,
      Username: 'ann',
      ConfirmationCode: shop.lastCode(),
      Password: betterPassword,
    })

    await shop.call('AdminSetUserPassword', {
      UserPoolId: shop.poolId,
      Username: 'ann',
      Password: leaked,
      Permanent: true,
    })
  })

  test('a refused change of the password is on record, and teaches nothing', async () => {
    const shop = await shopWithAnn({ risk: configured('BLOCK') }, goodPassword)
    const { AuthenticationResult } = await signIn(shop, goodPassword)

    await expect(
      shop.call('ChangePassword', {
        AccessToken: AuthenticationResult!.AccessToken!,
        PreviousPassword: goodPassword,
        ProposedPassword: leaked,
      }),
    ).rejects.toMatchObject({ name: 'InvalidPasswordException' })

    const [event] = await shop.events('ann')
    expect(event).toMatchObject({
      EventType: 'PasswordChange',
      EventResponse: 'Fail',
      EventRisk: { RiskDecision: 'Block', CompromisedCredentialsDetected: true },
      ChallengeResponses: [],
    })
    expect(shop.event(event!.EventId!).learned).toBe(false)
    await expect(signIn(shop, goodPassword)).resolves.toHaveProperty('AuthenticationResult')
  })

  test('A16 · NO_ACTION lets it pass and flags the event', async () => {
    const shop = await shopWithAnn({ risk: configured('NO_ACTION') })

    await expect(signIn(shop)).resolves.toHaveProperty('AuthenticationResult')

    expect((await shop.events('ann'))[0]).toMatchObject({
      EventResponse: 'Pass',
      EventRisk: { RiskDecision: 'NoRisk', CompromisedCredentialsDetected: true },
    })
  })

  test('audit mode flags the event and blocks nothing', async () => {
    const shop = await shopWithAnn({ mode: 'AUDIT', risk: configured('BLOCK') })

    await expect(signIn(shop)).resolves.toHaveProperty('AuthenticationResult')

    expect((await shop.events('ann'))[0]?.EventRisk?.CompromisedCredentialsDetected).toBe(true)
  })

  test('the filter names the events that are looked at', async () => {
    const shop = await shopWithAnn({
      risk: {
        CompromisedCredentialsRiskConfiguration: { EventFilter: ['SIGN_UP'], Actions: { EventAction: 'BLOCK' } },
      },
    })

    await expect(signIn(shop)).resolves.toHaveProperty('AuthenticationResult')
    await expect(
      shop.call('SignUp', { ClientId: shop.clientId, Username: 'bob', Password: leaked }),
    ).rejects.toMatchObject({ name: 'InvalidPasswordException' })

    expect((await shop.events('ann'))[0]?.EventRisk?.CompromisedCredentialsDetected).toBe(false)
  })
})
