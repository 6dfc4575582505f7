import type { Context } from '../context.ts'
import { type getClient, getPoolClient } from '../domain/clients/clients.ts'
import { getPool } from '../domain/pools/pools.ts'
import { getUser } from '../domain/users/users.ts'
import { ControlError } from './control.ts'

/** The pool and the user that a path names; answers 404 for what is not there. */
export function subjectOf(ctx: Pick<Context, 'tx'>, params: Readonly<Record<string, string>>) {
  const pool = found(() => getPool(ctx, params['id']!))
  return { pool, user: found(() => getUser(ctx, pool, params['name']!)) }
}

/** The pool that a path names; answers 404 for one that is not there. */
export function poolOf(ctx: Pick<Context, 'tx'>, params: Readonly<Record<string, string>>) {
  return found(() => getPool(ctx, params['id']!))
}

/** The client of a pool; answers 404 for one that is not there. */
export function clientOf(ctx: Pick<Context, 'tx'>, poolId: string, clientId: string) {
  return found(() => getPoolClient(ctx, poolId, clientId))
}

type Found = ReturnType<typeof subjectOf>
export type Pool = Found['pool']
export type User = Found['user']
export type Client = ReturnType<typeof getClient>

function found<T>(look: () => T): T {
  try {
    return look()
  } catch (error) {
    throw new ControlError(404, 'NotFound', error instanceof Error ? error.message : String(error))
  }
}
