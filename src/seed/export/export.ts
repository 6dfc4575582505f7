import { eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { domainsOf } from '../../domain/pools/domains.ts'
import { listPools } from '../../domain/pools/list.ts'
import type { OperationTable } from '../../kernel/perform.ts'
import { compromisedPasswords, networks } from '../../store/schema/events.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { clientSettingsFrom, type Described, mfaFrom, poolSettingsFrom, riskFrom } from '../from-aws.ts'
import type { SeedInput } from '../schema.ts'
import { type Ask, asker, pages } from './ask.ts'
import { exportCalls, needsCall } from './calls.ts'
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
    ...compromisedIn(ctx, ''),
    pools: wanted.map((pool) => exportPool(ctx, ask, pool, options)),
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
    ...optional('domain', domainsOf(ctx, pool.id).find((domain) => !needsCall(domain))?.domain),
    ...compromisedIn(ctx, pool.id),
    clients: exportClients(ask, pool),
    calls: exportCalls(ctx, ask, pool),
    groups: pages(ask, 'ListGroups', { ...of, Limit: 60 }, 'Groups').map((group) => ({
      name: String(group['GroupName']),
      ...optional('description', group['Description']),
      ...optional('precedence', group['Precedence']),
      ...optional('roleArn', group['RoleArn']),
    })) as never,
    users: exportUsers(ctx, pool, options),
  }
}

function exportClients(ask: Ask, pool: Pool): SeedInput['pools'][number]['clients'] {
  const listed = pages(ask, 'ListUserPoolClients', { UserPoolId: pool.id, MaxResults: 60 }, 'UserPoolClients')
  return listed.map(({ ClientId }) => {
    const of = { UserPoolId: pool.id, ClientId }
    const client = ask('DescribeUserPoolClient', of)['UserPoolClient'] as Described
    const { RiskConfiguration } = ask('DescribeRiskConfiguration', of) as { RiskConfiguration?: Described }
    const risk = RiskConfiguration?.['ClientId'] === undefined ? {} : riskFrom(RiskConfiguration)
    return {
      id: String(ClientId),
      name: String(client['ClientName']),
      ...optional('secret', client['ClientSecret']),
      settings: clientSettingsFrom(client),
      ...(Object.keys(risk).length > 0 && { riskConfiguration: risk }),
    } as never
  })
}

/** An empty pool id stands for every pool. */
function compromisedIn({ tx }: Context, poolId: string): Pick<SeedInput, 'compromisedPasswordHashes'> {
  const rows = tx.select().from(compromisedPasswords).where(eq(compromisedPasswords.poolId, poolId)).all()
  return rows.length === 0 ? {} : { compromisedPasswordHashes: rows.map(({ hash }) => hash).sort() }
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

function optional(name: string, value: unknown): object {
  return value === undefined || value === null ? {} : { [name]: value }
}
