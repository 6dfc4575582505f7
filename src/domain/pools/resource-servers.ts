import { and, count, eq } from 'drizzle-orm'
import { ApiError, ensure } from '../../api/errors.ts'
import { invalidParameter as invalid, resourceServerDoesNotExist } from '../../api/faults.ts'
import type { CreateResourceServerRequest, ResourceServerType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { type ResourceServer, resourceServers } from '../../store/schema/resource-servers.ts'
import type { Page } from './page-tokens.ts'
import { readRows } from './table-pages.ts'

// Documented: quotas page, resource servers of a pool.
const serversAtMost = 25

/** The pool's resource server, or the service's ResourceNotFoundException. */
export function getResourceServer(ctx: Pick<Context, 'tx'>, pool: Pool, identifier: string): ResourceServer {
  const server = findResourceServer(ctx, pool.id, identifier)
  ensure(server, resourceServerDoesNotExist(identifier))
  return server
}

/** Makes a resource server. Inferred: the order of the checks. */
export function createResourceServer(ctx: Context, pool: Pool, request: CreateResourceServerRequest): ResourceServer {
  const { Identifier: identifier, Name: name, Scopes: scopes = [] } = request
  // Documented: SDK of 2026, the service owns this name. Inferred: type and text of the refusal.
  ensure(
    identifier !== 'aws.cognito' && !identifier.startsWith('aws.cognito/'),
    invalid(`The identifier ${identifier} is reserved.`),
  )
  // Observed: public issue reports.
  ensure(
    !findResourceServer(ctx, pool.id, identifier),
    invalid(`${identifier} already exists in user pool ${pool.id}.`),
  )
  const ofPool = eq(resourceServers.poolId, pool.id)
  const present = ctx.tx.select({ count: count() }).from(resourceServers).where(ofPool).get()!.count
  // Documented: quotas page. Inferred: the text.
  ensure(present < serversAtMost, () => new ApiError('LimitExceededException', 'Resource server limit exceeded.'))
  const server = { poolId: pool.id, identifier, name, scopes }
  ctx.tx.insert(resourceServers).values(server).run()
  return server
}

/** Replaces name and scopes. Documented: scopes that go become inactive on the clients that list them. */
export function updateResourceServer(
  { tx }: Pick<Context, 'tx'>,
  server: ResourceServer,
  changes: Pick<ResourceServer, 'name' | 'scopes'>,
): ResourceServer {
  tx.update(resourceServers).set(changes).where(same(server)).run()
  return { ...server, ...changes }
}

/** Deletes a resource server; its scopes become inactive. */
export function deleteResourceServer({ tx }: Pick<Context, 'tx'>, server: ResourceServer): void {
  tx.delete(resourceServers).where(same(server)).run()
}

/** One page of the pool's resource servers, by identifier. */
export function listResourceServers(
  ctx: Context,
  pool: Pool,
  request: { limit: number; token: string | undefined },
): Page<ResourceServer> {
  const list = { operation: 'ListResourceServers', parameters: { poolId: pool.id }, ...request }
  return readRows(ctx, list, resourceServers, { of: eq(resourceServers.poolId, pool.id), by: ['identifier'] })
}

/** Whether a resource server of the pool has the scope (`<identifier>/<name>`) now. */
export function isCustomScope(ctx: Pick<Context, 'tx'>, poolId: string, scope: string): boolean {
  const slash = scope.lastIndexOf('/')
  const server = findResourceServer(ctx, poolId, scope.slice(0, slash))
  return server?.scopes.some(({ ScopeName }) => ScopeName === scope.slice(slash + 1)) ?? false
}

/** A resource server as every operation shows it. Observed: CLI samples. */
export function toResourceServerType({ poolId, identifier, name, scopes }: ResourceServer): ResourceServerType {
  return { UserPoolId: poolId, Identifier: identifier, Name: name, Scopes: scopes }
}

function findResourceServer(
  { tx }: Pick<Context, 'tx'>,
  poolId: string,
  identifier: string,
): ResourceServer | undefined {
  return tx.select().from(resourceServers).where(same({ poolId, identifier })).get()
}

function same({ poolId, identifier }: Pick<ResourceServer, 'poolId' | 'identifier'>) {
  return and(eq(resourceServers.poolId, poolId), eq(resourceServers.identifier, identifier))
}
