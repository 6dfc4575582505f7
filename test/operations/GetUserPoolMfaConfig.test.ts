import { describe, expect, test } from 'vitest'
import { place } from '../support/people.ts'
import { noSuchPool, unknownPool } from '../support/refusals.ts'

describe('GetUserPoolMfaConfig', () => {
  test('shows a fresh pool as OFF and nothing else', async () => {
    const { call, poolId } = await place()

    expect(await call('GetUserPoolMfaConfig', { UserPoolId: poolId })).toEqual({ MfaConfiguration: 'OFF' })
  })

  test('shows the SMS settings of the pool once MFA is on', async () => {
    const SmsConfiguration = { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms' }
    const { call, poolId } = await place({ pool: { SmsConfiguration } })
    expect(await call('GetUserPoolMfaConfig', { UserPoolId: poolId })).toEqual({ MfaConfiguration: 'OFF' })

    await call('UpdateUserPool', { UserPoolId: poolId, SmsConfiguration, MfaConfiguration: 'OPTIONAL' })

    expect(await call('GetUserPoolMfaConfig', { UserPoolId: poolId })).toEqual({
      MfaConfiguration: 'OPTIONAL',
      SmsMfaConfiguration: { SmsConfiguration },
    })
  })

  test('refuses an unknown pool', async () => {
    const { call } = await place()

    await expect(call('GetUserPoolMfaConfig', { UserPoolId: unknownPool })).rejects.toMatchObject(noSuchPool)
  })
})
