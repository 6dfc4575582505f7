import { validate } from '../../api/validate.ts'
import type { Context } from '../../context.ts'
import { listPools } from '../../domain/pools/list.ts'
import type { OperationTable } from '../../kernel/perform.ts'
import { networks } from '../../store/schema/events.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { clientSettingsFrom, type Described, inputFrom, mfaFrom, poolSettingsFrom, riskFrom } from '../from-aws.ts'
import type { SeedInput } from '../schema.ts'
import { exportUsers } from './users.ts'

/** What an export is to hold. */
export interface ExportOptions {
  /** Ids of pools; all of them unless given. */
  readonly pools?: readonly string[] | undefined
  /** Whether the auth events of users are in it. */
  readonly history: boolean
}

/** A seed that, loaded elsewhere, makes what is here: configuration, users, directives and history. */
export function exportSeed(ctx: Context, operations: OperationTable, options: ExportOptions): SeedInput {
  const ask = asker(ctx, operations)
  const wanted = allPools(ctx).filter(({ id }) => options.pools?.includes(id) ?? true)
  return {
    now: new Date(ctx.clock.now()).toISOString(),
    networks: ctx.tx
      .select()
      .from(networks)
      .all()
      .map(({ cidr, place: { countryCode, country, ...place } }) => ({
        cidr,
        ...place,
        country: countryCode ?? country,
      })) as never,
    pools: wanted.map((pool) => exportPool(ctx, ask, pool, options)),
  }
}

type Ask = (operation: keyof OperationTable, input: object) => Described

/** Reads by operations of the API; what is not there is answered with an empty structure. */
function asker(ctx: Context, operations: OperationTable): Ask {
  return (operation, input) => {
    const perform = operations[operation]
    if (!perform) return {}
    try {
      return JSON.parse(JSON.stringify(perform(ctx, validate(operation, input) as never) ?? {})) as Described
    } catch {
      // Nothing of this kind was ever set.
      return {}
    }
  }
}

function exportPool(ctx: Context, ask: Ask, pool: Pool, options: ExportOptions): SeedInput['pools'][number] {
  const of = { UserPoolId: pool.id }
  const described = ask('DescribeUserPool', of)['UserPool'] as Described
  const { RiskConfiguration } = ask('DescribeRiskConfiguration', of) as { RiskConfiguration?: Described }
  const risk = RiskConfiguration && riskFrom(RiskConfiguration)
  return {
    id: pool.id,
    name: pool.name,
    tier: pool.settings.UserPoolTier ?? 'ESSENTIALS',
    settings: poolSettingsFrom(described),
    mfa: mfaFrom(ask('GetUserPoolMfaConfig', of)),
    ...(risk && Object.keys(risk).length > 0 && { riskConfiguration: risk }),
    ...(typeof described['Domain'] === 'string' && { domain: described['Domain'] }),
    clients: exportClients(ask, pool, risk),
    calls: exportCalls(ask, of),
    groups: pages(ask, 'ListGroups', { ...of, Limit: 60 }, 'Groups').map((group) => ({
      name: String(group['GroupName']),
      ...optional('description', group['Description']),
      ...optional('precedence', group['Precedence']),
      ...optional('roleArn', group['RoleArn']),
    })) as never,
    users: exportUsers(ctx, pool, options),
  }
}

function exportClients(ask: Ask, pool: Pool, ofPool: Described | undefined): SeedInput['pools'][number]['clients'] {
  const listed = pages(ask, 'ListUserPoolClients', { UserPoolId: pool.id, MaxResults: 60 }, 'UserPoolClients')
  return listed.map(({ ClientId }) => {
    const of = { UserPoolId: pool.id, ClientId }
    const client = ask('DescribeUserPoolClient', of)['UserPoolClient'] as Described
    const { RiskConfiguration } = ask('DescribeRiskConfiguration', of) as { RiskConfiguration?: Described }
    const risk = RiskConfiguration?.['ClientId'] === undefined ? {} : riskFrom(RiskConfiguration)
    const own = Object.keys(risk).length > 0 && JSON.stringify(risk) !== JSON.stringify(ofPool)
    return {
      id: String(ClientId),
      name: String(client['ClientName']),
      ...optional('secret', client['ClientSecret']),
      settings: clientSettingsFrom(client),
      ...(own && { riskConfiguration: risk }),
    } as never
  })
}

/** What a seed has no words of its own for. */
function exportCalls(ask: Ask, of: { UserPoolId: string }): SeedInput['pools'][number]['calls'] {
  const servers = pages(ask, 'ListResourceServers', { ...of, MaxResults: 50 }, 'ResourceServers')
  const providers = pages(ask, 'ListIdentityProviders', { ...of, MaxResults: 60 }, 'Providers').map(
    ({ ProviderName }) => ask('DescribeIdentityProvider', { ...of, ProviderName })['IdentityProvider'] as Described,
  )
  const { LogDeliveryConfiguration } = ask('GetLogDeliveryConfiguration', of) as {
    LogDeliveryConfiguration?: Described
  }
  const logs = (LogDeliveryConfiguration?.['LogConfigurations'] ?? []) as readonly Described[]
  return [
    ...servers.map((server) => ({
      operation: 'CreateResourceServer' as const,
      input: inputFrom('CreateResourceServer', server, ['UserPoolId']),
    })),
    ...providers.map((provider) => ({
      operation: 'CreateIdentityProvider' as const,
      input: inputFrom('CreateIdentityProvider', provider, ['UserPoolId']),
    })),
    ...(logs.length === 0
      ? []
      : [{ operation: 'SetLogDeliveryConfiguration' as const, input: { LogConfigurations: logs } }]),
  ]
}

function allPools(ctx: Context): Pool[] {
  const found: Pool[] = []
  let token: string | undefined
  do {
    const page = listPools(ctx, { limit: 60, token })
    found.push(...page.items)
    token = page.nextToken
  } while (token !== undefined)
  return found
}

/** All entries of a list operation. */
function pages(ask: Ask, operation: Parameters<Ask>[0], input: object, member: string): Described[] {
  const found: Described[] = []
  let next: object = {}
  for (;;) {
    const answer = ask(operation, { ...input, ...next })
    found.push(...((answer[member] ?? []) as Described[]))
    if (answer['NextToken'] === undefined) return found
    next = { NextToken: answer['NextToken'] }
  }
}

function optional(name: string, value: unknown): object {
  return value === undefined || value === null ? {} : { [name]: value }
}
