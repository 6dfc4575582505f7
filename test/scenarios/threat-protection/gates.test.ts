import { describe, expect, test } from 'vitest'
import { place } from '../../support/people.ts'
import { protectedPlace } from '../../support/protected.ts'

// The gates of threat protection: which plan and which mode let what through.
describe('the plan and the mode', () => {
  test('A01 · ENFORCED on ESSENTIALS is refused with the text of the service', async () => {
    const refusal = {
      name: 'FeatureUnavailableInTierException',
      message:
        'The following features need to be disabled for the ESSENTIALS pricing tier configured: Threat Protection',
    }
    const UserPoolAddOns = { AdvancedSecurityMode: 'ENFORCED' } as const

    await expect(place({ pool: { UserPoolTier: 'ESSENTIALS', UserPoolAddOns } })).rejects.toMatchObject(refusal)
    const { call, poolId } = await place({ pool: { UserPoolTier: 'ESSENTIALS' } })
    await expect(call('UpdateUserPool', { UserPoolId: poolId, UserPoolAddOns })).rejects.toMatchObject(refusal)
  })

  test('A02 · an update that leaves the add-ons out removes them, and keeps the tier', async () => {
    const { call, poolId } = await protectedPlace()

    await call('UpdateUserPool', { UserPoolId: poolId })

    const { UserPool } = await call('DescribeUserPool', { UserPoolId: poolId })
    expect(UserPool).toMatchObject({ UserPoolTier: 'PLUS' })
    expect(UserPool?.UserPoolAddOns).toBeUndefined()
  })

  test('A03 · OFF is echoed, and what was never set is absent', async () => {
    const off = await place({ pool: { UserPoolAddOns: { AdvancedSecurityMode: 'OFF' } } })
    const bare = await place()
    const addOns = async ({ call, poolId }: typeof off) =>
      (await call('DescribeUserPool', { UserPoolId: poolId })).UserPool?.UserPoolAddOns

    expect(await addOns(off)).toMatchObject({ AdvancedSecurityMode: 'OFF' })
    expect(await addOns(bare)).toBeUndefined()
  })

  test('A04 · events cannot be listed without the add-on', async () => {
    const { call, poolId } = await place()

    await expect(call('AdminListUserAuthEvents', { UserPoolId: poolId, Username: 'ann' })).rejects.toMatchObject({
      name: 'UserPoolAddOnNotEnabledException',
    })
  })

  test('A05 · with the gate as observed, a bare pool takes a risk configuration and shows only that', async () => {
    const { call, poolId } = await place({ emulator: { addOnGate: 'observed' } })
    const RiskExceptionConfiguration = { BlockedIPRangeList: ['192.0.2.0/24'] }

    await call('SetRiskConfiguration', { UserPoolId: poolId, RiskExceptionConfiguration })

    const { RiskConfiguration } = await call('DescribeRiskConfiguration', { UserPoolId: poolId })
    expect(RiskConfiguration).toEqual({
      UserPoolId: poolId,
      RiskExceptionConfiguration,
      LastModifiedDate: expect.any(Date),
    })
  })
})

describe('which configuration counts', () => {
  const blocked = { RiskExceptionConfiguration: { BlockedIPRangeList: ['192.0.2.0/24'] } }

  test('A06 · an empty request resets a pool and lets a client inherit again', async () => {
    const { call, poolId, clientId } = await protectedPlace({ risk: blocked })
    const ofClient = { UserPoolId: poolId, ClientId: clientId }
    await call('SetRiskConfiguration', { ...ofClient, ...blocked })

    await call('SetRiskConfiguration', { UserPoolId: poolId })
    await call('SetRiskConfiguration', ofClient)

    expect(await call('DescribeRiskConfiguration', { UserPoolId: poolId })).toEqual({
      RiskConfiguration: { UserPoolId: poolId },
    })
    expect(await call('DescribeRiskConfiguration', ofClient)).toEqual({ RiskConfiguration: ofClient })
  })

  test('A07 · a client’s own hides the pool’s completely', async () => {
    const shop = await protectedPlace({ risk: blocked })
    const signIn = () =>
      shop.callFrom({ ipAddress: '192.0.2.9' })('InitiateAuth', {
        ClientId: shop.clientId,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: 'nobody', PASSWORD: 'whatever' },
      })
    await expect(signIn()).rejects.toThrow('Request not allowed due to security reasons.')

    await shop.call('SetRiskConfiguration', {
      UserPoolId: shop.poolId,
      ClientId: shop.clientId,
      CompromisedCredentialsRiskConfiguration: { Actions: { EventAction: 'BLOCK' } },
    })

    await expect(signIn()).rejects.toMatchObject({ name: 'UserNotFoundException' })
  })
})

describe('log delivery', () => {
  const activity = {
    EventSource: 'userAuthEvents',
    LogLevel: 'INFO',
    S3Configuration: { BucketArn: 'arn:aws:s3:::logs' },
  } as const

  test('A08 · user activity is accepted on PLUS with the mode off', async () => {
    const { call, poolId } = await place({ pool: { UserPoolTier: 'PLUS' } })

    const answer = await call('SetLogDeliveryConfiguration', { UserPoolId: poolId, LogConfigurations: [activity] })

    expect(answer.LogDeliveryConfiguration).toEqual({ UserPoolId: poolId, LogConfigurations: [activity] })
  })

  test('A09 · a fresh pool has none, and an empty list clears', async () => {
    const { call, poolId } = await place({ pool: { UserPoolTier: 'PLUS' } })
    const configurations = async () =>
      (await call('GetLogDeliveryConfiguration', { UserPoolId: poolId })).LogDeliveryConfiguration?.LogConfigurations
    const fresh = await configurations()
    await call('SetLogDeliveryConfiguration', { UserPoolId: poolId, LogConfigurations: [activity] })
    await call('SetLogDeliveryConfiguration', { UserPoolId: poolId, LogConfigurations: [] })

    expect([fresh, await configurations()]).toEqual([[], []])
  })
})
