import { asc, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { statement } from '../../store/database.ts'
import { type Client, clients } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { secretsOf } from '../clients/clients.ts'
import { domainsOf } from '../pools/domains.ts'
import { appliedConfiguration, type RiskConfiguration } from './configuration.ts'
import { isProtected, protectionOf } from './gate.ts'
import { protectionWarnings } from './warnings.ts'

/** Something about a pool that works otherwise than it looks. */
export interface Finding {
  /** A short name of the kind, the same in every version. */
  readonly code: string
  readonly clientId?: string | undefined
  /** One or two sentences: what is so, and what to do. */
  readonly says: string
}

/** Looks a pool over for threat protection that cannot work as it was meant. */
export function checkPool(ctx: Pick<Context, 'tx'>, pool: Pool): Finding[] {
  const warnings = protectionWarnings(ctx, pool).map((says) => ({ code: 'protection', says }))
  if (!isProtected(pool)) return warnings
  const own = clientsOf(ctx, pool)
  const configurations = [undefined, ...own].map((client) => ({
    client,
    ...appliedConfiguration(ctx, pool, client?.id),
  }))
  return [
    ...warnings,
    ...configurations
      .filter(({ client, source }) => source === (client ? 'client' : 'pool'))
      .flatMap(({ client, configuration }) => checkConfiguration(ctx, pool, client, configuration)),
    ...own.flatMap((client) => checkClient(ctx, pool, client)),
    ...checkAddresses(ctx, pool),
  ]
}

function checkConfiguration(
  ctx: Pick<Context, 'tx'>,
  pool: Pool,
  client: Client | undefined,
  { AccountTakeoverRiskConfiguration: takeover }: RiskConfiguration,
): Finding[] {
  const actions = Object.values(takeover?.Actions ?? {}).filter((action) => action !== undefined)
  const whose = client ? `of client ${client.name}` : `of pool ${pool.name}`
  const found: Finding[] = []
  const find = (code: string, says: string) => found.push({ code, clientId: client?.id, says })
  const wantsMfa = actions.some(({ EventAction }) => EventAction?.startsWith('MFA'))
  if (wantsMfa && (pool.settings.MfaConfiguration ?? 'OFF') === 'OFF') {
    find(
      'mfa-off',
      `The risk configuration ${whose} asks for a second factor, but MFA is off in the pool: MFA_IF_CONFIGURED lets everybody through and MFA_REQUIRED blocks everybody. Set MfaConfiguration to OPTIONAL.`,
    )
  }
  const notifies = takeover?.NotifyConfiguration !== undefined && actions.some(({ Notify }) => Notify)
  if (notifies && domainsOf(ctx, pool.id).length === 0) {
    find(
      'no-domain',
      `The notifications ${whose} have no links, because the pool has no domain. Create one with CreateUserPoolDomain.`,
    )
  }
  if (protectionOf(pool) === 'AUDIT' && actions.length > 0) {
    find(
      'audit-only',
      `The actions ${whose} are not taken: threat protection only watches (AUDIT). Set it to ENFORCED.`,
    )
  }
  return found
}

function checkClient(ctx: Pick<Context, 'tx'>, pool: Pool, { id, name, settings }: Client): Finding[] {
  const flows: readonly string[] = settings.ExplicitAuthFlows ?? []
  const byServer = flows.some((flow) => flow.includes('ADMIN'))
  const propagates = settings.EnablePropagateAdditionalUserContextData === true
  // A server that signs in as an administrator sends ContextData; a public client sends what its library collects.
  if (byServer || propagates || secretsOf(ctx, id).length === 0) return []
  return [
    {
      code: 'no-context',
      clientId: id,
      says: `Client ${name} of pool ${pool.name} has a secret, so its sign-ins come from your server, and it may not pass on the address of the user. Set EnablePropagateAdditionalUserContextData and send UserContextData.IpAddress.`,
    },
  ]
}

/** So few sign-ins say nothing yet. */
const sampleAtLeast = 20

function checkAddresses({ tx }: Pick<Context, 'tx'>, pool: Pool): Finding[] {
  const rows = statement(tx, selectAddresses).all(pool.id) as { address: string; events: number; users: number }[]
  const [first] = rows
  const all = rows.reduce((sum, { events }) => sum + events, 0)
  if (!first || all < sampleAtLeast || first.users < 3 || first.events < 0.9 * all) return []
  return [
    {
      code: 'one-address',
      says: `${first.events} of the last ${all} sign-ins of pool ${pool.name}, of ${first.users} users, came from ${first.address}: probably that of a server or proxy. Risk cannot be told apart by network then. Pass the user's address on (ContextData.IpAddress, or X-Forwarded-For from a trusted proxy).`,
    },
  ]
}

const selectAddresses = `SELECT json_extract(context, '$.ipAddress') AS address, count(*) AS events, count(DISTINCT userId) AS users
  FROM (SELECT context, userId FROM auth_events WHERE poolId = ? ORDER BY at DESC, seq DESC LIMIT 1000)
  GROUP BY 1 ORDER BY 2 DESC`

function clientsOf({ tx }: Pick<Context, 'tx'>, pool: Pool): Client[] {
  return tx
    .select()
    .from(clients)
    .where(eq(clients.poolId, pool.id))
    .orderBy(asc(clients.createdAt), asc(clients.id))
    .all()
}
