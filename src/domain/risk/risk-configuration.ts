import { ensure } from '../../api/errors.ts'
import { invalidParameter } from '../../api/faults.ts'
import type {
  NotifyConfigurationType,
  RiskConfigurationType,
  RiskExceptionConfigurationType,
  SetRiskConfigurationRequest,
} from '../../api/generated/types.ts'
import { parseCidr } from '../../base/ip-address.ts'
import type { Context } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { getPoolClient } from '../clients/clients.ts'
import { notificationDefaults } from '../messages/notification-texts.ts'
import { isSesRegion, otherSesRegion } from '../pools/senders.ts'
import { findConfiguration, type RiskConfiguration, replaceConfiguration } from './configuration.ts'
import { requireAddOn } from './gate.ts'

/**
 * Replaces what is configured for a pool, or for one of its clients. Documented: a request without any part resets the
 * pool to the defaults, or lets the client inherit again.
 */
export function setRiskConfiguration(ctx: Context, pool: Pool, request: SetRiskConfigurationRequest): void {
  requireScope(ctx, pool, request.ClientId)
  const exceptions = filledExceptions(request.RiskExceptionConfiguration)
  const { CompromisedCredentialsRiskConfiguration: compromised, AccountTakeoverRiskConfiguration: takeover } = request
  const sender = takeover?.NotifyConfiguration?.SourceArn
  // Observed: deployments of 2026.
  ensure(
    sender === undefined || isSesRegion(ctx, sender),
    invalidParameter(`Invalid NotifyConfiguration.SourceArn. ${otherSesRegion}`),
  )
  const configuration: RiskConfiguration = {
    ...(compromised && {
      // Documented: all events when omitted. Observed: Terraform reads them back, in the order of the CLI sample.
      CompromisedCredentialsRiskConfiguration: {
        EventFilter: compromised.EventFilter?.length
          ? compromised.EventFilter
          : ['SIGN_IN', 'SIGN_UP', 'PASSWORD_CHANGE'],
        Actions: compromised.Actions,
      },
    }),
    ...(takeover && {
      AccountTakeoverRiskConfiguration: {
        ...(takeover.NotifyConfiguration && { NotifyConfiguration: filledMessages(takeover.NotifyConfiguration) }),
        Actions: takeover.Actions,
      },
    }),
    ...(exceptions && { RiskExceptionConfiguration: exceptions }),
  }
  const isReset = Object.keys(configuration).length === 0
  replaceConfiguration(ctx, pool, request.ClientId, isReset ? undefined : configuration)
}

/**
 * What is configured for a pool, or for a client itself, as the API prints it.
 * Inferred: a client that inherits shows nothing of its own.
 */
export function describeRiskConfiguration(
  ctx: Context,
  pool: Pool,
  clientId: string | undefined,
): RiskConfigurationType {
  requireScope(ctx, pool, clientId)
  const found = findConfiguration(ctx, pool, clientId)
  return {
    UserPoolId: pool.id,
    ...(clientId !== undefined && { ClientId: clientId }),
    // Observed: Terraform's acceptance tests. Parts that were not sent are absent.
    ...found?.configuration,
    ...(found && { LastModifiedDate: new Date(found.modifiedAt) }),
  }
}

function requireScope(ctx: Context, pool: Pool, clientId: string | undefined): void {
  // Observed: an acceptance run of 2022 configured pools without the add-on; the API reference declares the error.
  if (ctx.settings.addOnGate === 'strict') requireAddOn(pool)
  // Inferred: the word ALL means every client in CloudFormation only.
  if (clientId !== undefined) getPoolClient(ctx, pool.id, clientId)
}

/** Inferred: an empty list is the same as none. */
function filledExceptions(
  given: RiskExceptionConfigurationType | undefined,
): RiskExceptionConfigurationType | undefined {
  const { BlockedIPRangeList: blocked, SkippedIPRangeList: skipped } = given ?? {}
  // Observed: a provider's source quotes the text. Inferred: the blocked list is looked at first.
  for (const range of [...(blocked ?? []), ...(skipped ?? [])]) {
    ensure(parseCidr(range), invalidParameter('Incorrect CIDR format'))
  }
  if (!blocked?.length && !skipped?.length) return undefined
  return {
    ...(blocked?.length && { BlockedIPRangeList: blocked }),
    ...(skipped?.length && { SkippedIPRangeList: skipped }),
  }
}

/** Observed: a CLI sample of DescribeRiskConfiguration. Messages that are not given are filled in. */
function filledMessages(given: NotifyConfigurationType): NotifyConfigurationType {
  return { ...given, ...notificationDefaults, ...definedOnly(given) }
}

function definedOnly<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T
}
