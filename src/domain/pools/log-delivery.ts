import { ensure } from '../../api/errors.ts'
import { invalidParameter as invalid } from '../../api/faults.ts'
import type { LogConfigurationType, LogDeliveryConfigurationType } from '../../api/generated/types.ts'
import { accountOfArn, regionOfArn } from '../../base/arn.ts'
import type { Context } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { writePool } from './pools.ts'
import { featureUnavailable } from './tiers.ts'

/** Where a pool's logs go, as the operations show it. Observed: an empty list before anything is set. */
export function toLogDeliveryConfiguration(
  pool: Pool,
  configurations = pool.logConfigurations,
): LogDeliveryConfigurationType {
  return { UserPoolId: pool.id, LogConfigurations: configurations }
}

/** Replaces the whole list; an empty one clears it. */
export function setLogConfigurations(ctx: Context, pool: Pool, given: LogConfigurationType[]): void {
  requireSources(ctx, given)
  for (const configuration of given) requireDestination(configuration)
  const tier = pool.settings.UserPoolTier
  // Observed: tier only, whatever the add-on's mode; the feature's name stands in a deployment of 2026.
  ensure(
    tier === 'PLUS' || !given.some(({ EventSource }) => EventSource === 'userAuthEvents'),
    featureUnavailable(tier, 'Log Streaming'),
  )
  writePool(ctx, pool, { logConfigurations: given })
}

// Observed: recorded on the live service and deployments of 2026; all sentences may stand after one opening.
function requireSources(ctx: Context, given: readonly LogConfigurationType[]): void {
  const sources = given.map(({ EventSource }) => EventSource)
  const nowhere = given.filter((configuration) => destinationsOf(configuration).length === 0)
  const twice = sources.filter((source, at) => sources.indexOf(source) !== at)
  const foreign = given.flatMap(destinationsOf).flatMap((arn) => foreignness(ctx, arn))
  const faults = [
    nowhere.length > 0 &&
      `Following event sources in request have no destination: [${nowhere.map(({ EventSource }) => EventSource).join(', ')}].`,
    twice.length > 0 && `Following event sources appear more then once in a request: [${twice.join(', ')}].`,
    foreign.length > 0 && `[${foreign.join(', ')}]`,
  ].filter((sentence) => sentence !== false)
  ensure(faults.length === 0, invalid(`Request validation Failed. ${faults.join(' ')}`))
}

function requireDestination(configuration: LogConfigurationType): void {
  const { EventSource: source, LogLevel: level, CloudWatchLogsConfiguration: logs } = configuration
  const destinations = destinationsOf(configuration)
  // Documented: SetLogDeliveryConfiguration API page, both pairings. Inferred: the texts.
  ensure(
    level === (source === 'userNotification' ? 'ERROR' : 'INFO'),
    invalid(`Request validation Failed. Log level ${level} is not supported for event source ${source}.`),
  )
  ensure(
    destinations.length === 1 && (source === 'userAuthEvents' || logs),
    invalid(`Request validation Failed. Event source ${source} must have exactly one supported destination.`),
  )
}

/** What is wrong with where a destination lies. ARNs of S3 say nothing about that. */
function foreignness({ settings }: Context, arn: string): string[] {
  const wrong = [
    accountOfArn(arn) !== settings.accountId && 'ARN does not belong to invoking account. ',
    regionOfArn(arn) !== settings.region && 'ARN does not belong to current region. ',
  ].filter((sentence) => sentence !== false)
  if (wrong.length === 0 || arn.split(':')[2] === 's3') return []
  // Observed: the name of log groups. Inferred: that of streams.
  const kind = arn.split(':')[2] === 'logs' ? 'CloudWatch log group' : 'Firehose stream'
  return [`${kind} arn ${arn} failed with the following validation errors: ${wrong.join('')}`]
}

function destinationsOf(configuration: LogConfigurationType): string[] {
  const { CloudWatchLogsConfiguration, S3Configuration, FirehoseConfiguration } = configuration
  return [
    CloudWatchLogsConfiguration?.LogGroupArn,
    S3Configuration?.BucketArn,
    FirehoseConfiguration?.StreamArn,
  ].filter((arn) => arn !== undefined)
}
