import { describe, expect, test } from 'vitest'
import type { LogConfigurationType } from '../../src/api/generated/types.ts'
import { place } from '../support/people.ts'
import { invalid, noSuchPool, refusal, unknownPool } from '../support/refusals.ts'

const group = { LogGroupArn: 'arn:aws:logs:us-east-1:123456789012:log-group:shop' }
const errors: LogConfigurationType = {
  EventSource: 'userNotification',
  LogLevel: 'ERROR',
  CloudWatchLogsConfiguration: group,
}
const activity: LogConfigurationType = {
  EventSource: 'userAuthEvents',
  LogLevel: 'INFO',
  S3Configuration: { BucketArn: 'arn:aws:s3:::logs' },
}

async function set(LogConfigurations: LogConfigurationType[], UserPoolTier: 'LITE' | 'ESSENTIALS' | 'PLUS' = 'PLUS') {
  const { call, poolId } = await place({ pool: { UserPoolTier } })
  return call('SetLogDeliveryConfiguration', { UserPoolId: poolId, LogConfigurations })
}

describe('SetLogDeliveryConfiguration', () => {
  test('replaces the list, and an empty list clears it', async () => {
    const { call, poolId } = await place({ pool: { UserPoolTier: 'PLUS' } })
    const put = (LogConfigurations: LogConfigurationType[]) =>
      call('SetLogDeliveryConfiguration', { UserPoolId: poolId, LogConfigurations })

    expect(await put([errors, activity])).toEqual({
      LogDeliveryConfiguration: { UserPoolId: poolId, LogConfigurations: [errors, activity] },
    })
    await put([errors])
    expect((await call('GetLogDeliveryConfiguration', { UserPoolId: poolId })).LogDeliveryConfiguration).toEqual({
      UserPoolId: poolId,
      LogConfigurations: [errors],
    })
    await put([])
    expect(
      (await call('GetLogDeliveryConfiguration', { UserPoolId: poolId })).LogDeliveryConfiguration!.LogConfigurations,
    ).toEqual([])
  })

  const failed = 'Request validation Failed.'
  const cases: [string, LogConfigurationType[], string][] = [
    [
      'no destination',
      [{ EventSource: 'userNotification', LogLevel: 'ERROR' }],
      `${failed} Following event sources in request have no destination: [userNotification].`,
    ],
    [
      'the same source twice',
      [errors, errors],
      `${failed} Following event sources appear more then once in a request: [userNotification].`,
    ],
    [
      'both',
      [errors, { EventSource: 'userNotification', LogLevel: 'ERROR' }],
      `${failed} Following event sources in request have no destination: [userNotification]. Following event sources appear more then once in a request: [userNotification].`,
    ],
    [
      'a level of the other source',
      [{ ...errors, LogLevel: 'INFO' }],
      `${failed} Log level INFO is not supported for event source userNotification.`,
    ],
    [
      'a destination of the other source',
      [{ ...activity, EventSource: 'userNotification', LogLevel: 'ERROR' }],
      `${failed} Event source userNotification must have exactly one supported destination.`,
    ],
    [
      'two destinations',
      [{ ...activity, CloudWatchLogsConfiguration: group }],
      `${failed} Event source userAuthEvents must have exactly one supported destination.`,
    ],
    [
      'a log group of another Region',
      [
        {
          ...errors,
          CloudWatchLogsConfiguration: { LogGroupArn: group.LogGroupArn.replace('us-east-1', 'eu-west-1') },
        },
      ],
      `${failed} [CloudWatch log group arn arn:aws:logs:eu-west-1:123456789012:log-group:shop failed with the following validation errors: ARN does not belong to current region. ]`,
    ],
    [
      'a stream of another account and Region',
      [
        {
          EventSource: 'userAuthEvents',
          LogLevel: 'INFO',
          FirehoseConfiguration: { StreamArn: 'arn:aws:firehose:eu-west-1:999999999999:deliverystream/shop' },
        },
      ],
      `${failed} [Firehose stream arn arn:aws:firehose:eu-west-1:999999999999:deliverystream/shop failed with the following validation errors: ARN does not belong to invoking account. ARN does not belong to current region. ]`,
    ],
  ]
  test.each(cases)('refuses %s', async (_case, configurations, message) => {
    await expect(set(configurations)).rejects.toMatchObject(invalid(message))
  })

  test('exports user activity from PLUS only, whatever the mode of the add-on', async () => {
    await set([activity], 'PLUS')

    await expect(set([activity], 'ESSENTIALS')).rejects.toMatchObject(
      refusal(
        'FeatureUnavailableInTierException',
        'The following feature is not available for the ESSENTIALS pricing tier configured: Log Streaming',
      ),
    )
    await set([errors], 'LITE')
  })

  test('refuses an unknown pool', async () => {
    const { call } = await place()

    await expect(
      call('SetLogDeliveryConfiguration', { UserPoolId: unknownPool, LogConfigurations: [] }),
    ).rejects.toMatchObject(noSuchPool)
  })
})
