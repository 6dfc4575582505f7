import { z } from 'zod'
import type { Context } from '../context.ts'
import { numberOfUsers } from '../domain/pools/describe.ts'
import { domainUrlOf } from '../domain/pools/domains.ts'
import { listPools } from '../domain/pools/list.ts'
import { checkPool } from '../domain/risk/checkup.ts'
import { customAuthProtectionOf, protectionOf } from '../domain/risk/gate.ts'
import { route } from './route.ts'
import { iso, moment } from './schemas.ts'
import { type Pool, poolOf } from './subjects.ts'

const mode = z.enum(['OFF', 'AUDIT', 'ENFORCED'])
const pool = z.object({
  id: z.string(),
  name: z.string(),
  tier: z.string(),
  protection: mode,
  customAuthProtection: mode,
  users: z.number(),
  domainUrl: z.string().nullable(),
  createdAt: moment,
  warnings: z.array(z.string()).describe('what the configuration does not do, although it looks as if it did'),
})
/** A pool in short, with its warnings. */
export type PoolView = z.output<typeof pool>

/** The pools in short. Everything else about them is in the AWS API. */
export const poolRoutes = [
  route({
    method: 'get',
    path: '/pools',
    says: 'The pools in short, oldest first, with warnings about their threat protection.',
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(60).default(60),
      nextToken: z.string().optional(),
    }),
    answer: z.object({ pools: z.array(pool), nextToken: z.string().optional() }),
    handle: ({ ctx, query: { limit, nextToken } }) =>
      ctx.transact((inside) => {
        const page = listPools(inside, { limit, token: nextToken })
        return {
          pools: page.items.map((found) => viewOf(inside, found)),
          ...(page.nextToken !== undefined && { nextToken: page.nextToken }),
        }
      }),
  }),
  route({
    method: 'get',
    path: '/pools/:id',
    says: 'One pool in short.',
    answer: pool,
    handle: ({ ctx, params }) => ctx.transact((inside) => viewOf(inside, poolOf(inside, params))),
  }),
]

function viewOf(ctx: Context, found: Pool): PoolView {
  return {
    id: found.id,
    name: found.name,
    tier: found.settings.UserPoolTier ?? 'ESSENTIALS',
    protection: protectionOf(found),
    customAuthProtection: customAuthProtectionOf(found),
    users: numberOfUsers(ctx, found.id),
    domainUrl: domainUrlOf(ctx, found) ?? null,
    createdAt: iso(found.createdAt),
    warnings: checkPool(ctx, found).map(({ says }) => says),
  }
}
