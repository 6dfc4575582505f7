import { describe, expect, test } from 'vitest'
import { place } from '../support/people.ts'
import { always, protectedPlace } from '../support/protected.ts'

describe('DescribeRiskConfiguration', () => {
  test('shows nothing but the ids where nothing was set', async () => {
    const { call, poolId, clientId } = await protectedPlace()

    expect(await call('DescribeRiskConfiguration', { UserPoolId: poolId })).toEqual({
      RiskConfiguration: { UserPoolId: poolId },
    })
    expect(await call('DescribeRiskConfiguration', { UserPoolId: poolId, ClientId: clientId })).toEqual({
      RiskConfiguration: { UserPoolId: poolId, ClientId: clientId },
    })
  })

  test('keeps the configurations of pool and client apart', async () => {
    const { call, poolId, clientId } = await protectedPlace({
      risk: { AccountTakeoverRiskConfiguration: { Actions: always('BLOCK') } },
    })
    const ofClient = { UserPoolId: poolId, ClientId: clientId }
    const compromised = { EventFilter: ['SIGN_IN'], Actions: { EventAction: 'NO_ACTION' } } as const
    await call('SetRiskConfiguration', {
      ...ofClient,
      CompromisedCredentialsRiskConfiguration: { ...compromised, EventFilter: [...compromised.EventFilter] },
    })

    const pool = await call('DescribeRiskConfiguration', { UserPoolId: poolId })
    const client = await call('DescribeRiskConfiguration', ofClient)

    expect(pool.RiskConfiguration).not.toHaveProperty('CompromisedCredentialsRiskConfiguration')
    expect(client.RiskConfiguration).toMatchObject({
      ...ofClient,
      CompromisedCredentialsRiskConfiguration: compromised,
    })
    expect(client.RiskConfiguration).not.toHaveProperty('AccountTakeoverRiskConfiguration')
  })

  test('does not know a client that is not there', async () => {
    const { call, poolId } = await protectedPlace()

    await expect(call('DescribeRiskConfiguration', { UserPoolId: poolId, ClientId: 'nobody' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })

  test.each([
    ['without add-ons', { UserPoolTier: 'PLUS' }],
    ['with the add-on switched off', { UserPoolTier: 'PLUS', UserPoolAddOns: { AdvancedSecurityMode: 'OFF' } }],
    ['on another plan', { UserPoolTier: 'ESSENTIALS' }],
  ] as const)('is refused on a pool %s', async (_name, pool) => {
    const { call, poolId } = await place({ pool })

    await expect(call('DescribeRiskConfiguration', { UserPoolId: poolId })).rejects.toMatchObject({
      name: 'UserPoolAddOnNotEnabledException',
    })
  })
})
