import { describe, expect, test } from 'vitest'
import { notificationDefaults } from '../../src/domain/messages/notification-texts.ts'
import { place } from '../support/people.ts'
import { always, protectedPlace, sourceArn } from '../support/protected.ts'

const exceptions = { BlockedIPRangeList: ['192.0.2.0/24', '2001:db8::/32'], SkippedIPRangeList: ['198.51.100.7/32'] }

describe('SetRiskConfiguration', () => {
  test('answers what was set, and only that', async () => {
    const { call, poolId, clock } = await protectedPlace()

    const answer = await call('SetRiskConfiguration', { UserPoolId: poolId, RiskExceptionConfiguration: exceptions })

    expect(answer).toEqual({
      RiskConfiguration: {
        UserPoolId: poolId,
        RiskExceptionConfiguration: exceptions,
        LastModifiedDate: new Date(clock.now()),
      },
    })
  })

  test('fills in the events of compromised credentials', async () => {
    const { call, poolId } = await protectedPlace()
    const Actions = { EventAction: 'BLOCK' } as const

    const { RiskConfiguration } = await call('SetRiskConfiguration', {
      UserPoolId: poolId,
      CompromisedCredentialsRiskConfiguration: { Actions },
    })

    expect(RiskConfiguration?.CompromisedCredentialsRiskConfiguration).toEqual({
      EventFilter: ['SIGN_IN', 'SIGN_UP', 'PASSWORD_CHANGE'],
      Actions,
    })
  })

  test('fills in the e-mails that a notification does not name', async () => {
    const { call, poolId } = await protectedPlace()
    const BlockEmail = { Subject: 'Stopped', TextBody: 'Somebody was stopped.' }

    const { RiskConfiguration } = await call('SetRiskConfiguration', {
      UserPoolId: poolId,
      AccountTakeoverRiskConfiguration: {
        Actions: always('BLOCK', true),
        NotifyConfiguration: { SourceArn: sourceArn, BlockEmail },
      },
    })

    expect(RiskConfiguration?.AccountTakeoverRiskConfiguration).toEqual({
      Actions: always('BLOCK', true),
      NotifyConfiguration: {
        SourceArn: sourceArn,
        BlockEmail,
        MfaEmail: notificationDefaults.MfaEmail,
        NoActionEmail: notificationDefaults.NoActionEmail,
      },
    })
  })

  test('refuses an identity of a far Region', async () => {
    const { call, poolId } = await protectedPlace()
    const NotifyConfiguration = { SourceArn: sourceArn.replace('us-east-1', 'ap-northeast-1') }

    await expect(
      call('SetRiskConfiguration', {
        UserPoolId: poolId,
        AccountTakeoverRiskConfiguration: { Actions: always('BLOCK', true), NotifyConfiguration },
      }),
    ).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message:
        'Invalid NotifyConfiguration.SourceArn. Provided SourceArn must be in one of the following SES regions: eu-west-1, us-east-1, us-west-2.',
    })
  })

  test('accepts actions without a notification, and levels without an action', async () => {
    const { call, poolId } = await protectedPlace()
    const Actions = { HighAction: { Notify: true, EventAction: 'BLOCK' } } as const

    const { RiskConfiguration } = await call('SetRiskConfiguration', {
      UserPoolId: poolId,
      AccountTakeoverRiskConfiguration: { Actions },
    })

    expect(RiskConfiguration?.AccountTakeoverRiskConfiguration).toEqual({ Actions })
  })

  test('replaces the whole configuration', async () => {
    const { call, poolId, clock } = await protectedPlace({ risk: { RiskExceptionConfiguration: exceptions } })
    clock.advance({ seconds: 5 })
    const takeover = { Actions: always('NO_ACTION') }

    await call('SetRiskConfiguration', { UserPoolId: poolId, AccountTakeoverRiskConfiguration: takeover })

    expect(await call('DescribeRiskConfiguration', { UserPoolId: poolId })).toEqual({
      RiskConfiguration: {
        UserPoolId: poolId,
        AccountTakeoverRiskConfiguration: takeover,
        LastModifiedDate: new Date(clock.now()),
      },
    })
  })

  test('without any part resets the pool, and a client by itself', async () => {
    const { call, poolId, clientId } = await protectedPlace({ risk: { RiskExceptionConfiguration: exceptions } })
    const ofClient = { UserPoolId: poolId, ClientId: clientId }
    await call('SetRiskConfiguration', { ...ofClient, AccountTakeoverRiskConfiguration: { Actions: {} } })

    await call('SetRiskConfiguration', { UserPoolId: poolId })
    const pool = await call('DescribeRiskConfiguration', { UserPoolId: poolId })
    const client = await call('DescribeRiskConfiguration', ofClient)
    const reset = await call('SetRiskConfiguration', ofClient)

    expect(pool).toEqual({ RiskConfiguration: { UserPoolId: poolId } })
    expect(client.RiskConfiguration).toHaveProperty('AccountTakeoverRiskConfiguration')
    expect(reset).toEqual({ RiskConfiguration: ofClient })
    expect(await call('DescribeRiskConfiguration', ofClient)).toEqual({ RiskConfiguration: ofClient })
  })

  test('takes an empty list for none', async () => {
    const { call, poolId } = await protectedPlace({ risk: { RiskExceptionConfiguration: exceptions } })

    const answer = await call('SetRiskConfiguration', {
      UserPoolId: poolId,
      RiskExceptionConfiguration: { BlockedIPRangeList: [], SkippedIPRangeList: [] },
    })

    expect(answer).toEqual({ RiskConfiguration: { UserPoolId: poolId } })
  })

  test.each(['192.0.2.1', '192.0.2.0/33', 'example.com/8', '192.0.2.0/', '2001:db8::/129', '300.1.1.1/8'])(
    'refuses the range %s and stores nothing',
    async (range) => {
      const { call, poolId } = await protectedPlace()

      await expect(
        call('SetRiskConfiguration', {
          UserPoolId: poolId,
          RiskExceptionConfiguration: { SkippedIPRangeList: ['192.0.2.0/24', range] },
        }),
      ).rejects.toMatchObject({ name: 'InvalidParameterException', message: 'Incorrect CIDR format' })
      expect(await call('DescribeRiskConfiguration', { UserPoolId: poolId })).toEqual({
        RiskConfiguration: { UserPoolId: poolId },
      })
    },
  )

  test('refuses a list of more than 200 ranges', async () => {
    const { call, poolId } = await protectedPlace()
    const BlockedIPRangeList = Array.from({ length: 201 }, (_, i) => `192.0.2.${i}/32`)

    await expect(
      call('SetRiskConfiguration', { UserPoolId: poolId, RiskExceptionConfiguration: { BlockedIPRangeList } }),
    ).rejects.toThrow(
      /at 'riskExceptionConfiguration.blockedIPRangeList' failed to satisfy constraint: Member must have length less than or equal to 200$/,
    )
  })

  test.each(['ALL', 'nosuchclient'])('does not know the client %s', async (ClientId) => {
    const { call, poolId } = await protectedPlace()

    await expect(call('SetRiskConfiguration', { UserPoolId: poolId, ClientId })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `User pool client ${ClientId} does not exist.`,
    })
  })

  test('does not know a pool that is not there', async () => {
    const { call } = await protectedPlace()

    await expect(call('SetRiskConfiguration', { UserPoolId: 'us-east-1_AAAAAAAAA' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'User pool us-east-1_AAAAAAAAA does not exist.',
    })
  })

  test('is refused on a pool without the add-on', async () => {
    const { call, poolId } = await place()

    await expect(
      call('SetRiskConfiguration', { UserPoolId: poolId, RiskExceptionConfiguration: exceptions }),
    ).rejects.toMatchObject({ name: 'UserPoolAddOnNotEnabledException' })
  })

  test('is accepted there with the gate as it was observed in 2022', async () => {
    const { call, poolId } = await place({ emulator: { addOnGate: 'observed' } })

    await call('SetRiskConfiguration', { UserPoolId: poolId, RiskExceptionConfiguration: exceptions })

    const { RiskConfiguration } = await call('DescribeRiskConfiguration', { UserPoolId: poolId })
    expect(RiskConfiguration).toMatchObject({ RiskExceptionConfiguration: exceptions })
    expect(RiskConfiguration).not.toHaveProperty('AccountTakeoverRiskConfiguration')
  })
})
