import { describe, expect, test } from 'vitest'
import { riskMetrics } from '../../../src/domain/risk/metrics.ts'
import { confirmedUser, goodPassword } from '../../support/people.ts'
import { always, attempt, lagos, magic, type ProtectedPlace, protectedPlace } from '../../support/protected.ts'

const samples = (shop: ProtectedPlace) =>
  riskMetrics(shop.core.store)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.replace(`UserPoolId="${shop.poolId}",`, ''))

describe('A31 · the metrics of threat protection', () => {
  test.each(['AUDIT', 'ENFORCED'] as const)('count by operation, pool and level in %s mode', async (mode) => {
    const shop = await protectedPlace({ mode })
    await confirmedUser(shop, 'ann')
    for (const level of ['NoRisk', 'High', 'High', 'Low'] as const) {
      await attempt(shop, 'ann', { ipAddress: magic[level] })
    }

    expect(samples(shop)).toEqual([
      'cognito_AccountTakeoverRisk_total{Operation="SignIn",RiskLevel="High"} 2',
      'cognito_AccountTakeoverRisk_total{Operation="SignIn",RiskLevel="Low"} 1',
      'cognito_Risk_total{Operation="SignIn"} 3',
      'cognito_NoRisk_total{Operation="SignIn"} 1',
    ])
  })

  test('count blocked requests and compromised credentials', async () => {
    const shop = await protectedPlace({
      risk: {
        AccountTakeoverRiskConfiguration: { Actions: always('BLOCK') },
        CompromisedCredentialsRiskConfiguration: { Actions: { EventAction: 'NO_ACTION' } },
        RiskExceptionConfiguration: { BlockedIPRangeList: [`${lagos}/32`] },
      },
    })
    await confirmedUser(shop, 'ann')
    await attempt(shop, 'ann', { ipAddress: magic.High })
    await attempt(shop, 'ann', { compromised: true })
    await expect(attempt(shop, 'ann', { ipAddress: lagos })).rejects.toThrow('Request not allowed')
    await shop.call('SignUp', { ClientId: shop.clientId, Username: 'bob', Password: goodPassword })
    await shop.call('ForgotPassword', { ClientId: shop.clientId, Username: 'ann' })

    expect(samples(shop)).toEqual([
      'cognito_CompromisedCredentialRisk_total{Operation="SignIn",RiskLevel="High"} 1',
      'cognito_AccountTakeoverRisk_total{Operation="SignIn",RiskLevel="High"} 1',
      'cognito_OverrideBlock_total{Operation="SignIn",RiskLevel="High"} 1',
      'cognito_OverrideBlock_total{Operation="SignIn",RiskLevel="NoRisk"} 1',
      'cognito_Risk_total{Operation="SignIn"} 2',
      'cognito_NoRisk_total{Operation="SignUp"} 1',
    ])
  })

  test('count compromised passwords that are refused, of those who sign up as well', async () => {
    const risk = { CompromisedCredentialsRiskConfiguration: { Actions: { EventAction: 'BLOCK' as const } } }
    const shop = await protectedPlace({ risk })
    await confirmedUser(shop, 'ann')
    await shop.call('ForgotPassword', { ClientId: shop.clientId, Username: 'ann' })
    const of = { ClientId: shop.clientId, Password: 'P@ssw0rd123' }
    const reset = { ...of, Username: 'ann', ConfirmationCode: shop.lastCode() }
    await expect(shop.call('ConfirmForgotPassword', reset)).rejects.toThrow('security reasons')
    await expect(shop.call('SignUp', { ...of, Username: 'bob' })).rejects.toThrow('security reasons')

    expect(samples(shop)).toEqual([
      'cognito_CompromisedCredentialRisk_total{Operation="PasswordChange",RiskLevel="High"} 1',
      'cognito_CompromisedCredentialRisk_total{Operation="SignUp",RiskLevel="High"} 1',
      'cognito_OverrideBlock_total{Operation="PasswordChange",RiskLevel="High"} 1',
      'cognito_OverrideBlock_total{Operation="SignUp",RiskLevel="High"} 1',
      'cognito_Risk_total{Operation="PasswordChange"} 1',
      'cognito_Risk_total{Operation="SignUp"} 1',
    ])
  })

  test('explain themselves to whoever scrapes them', async () => {
    const shop = await protectedPlace()

    expect(riskMetrics(shop.core.store)).toMatch(
      /^# HELP cognito_CompromisedCredentialRisk_total .+\.\n# TYPE cognito_CompromisedCredentialRisk_total counter\n/,
    )
  })
})
