import { z } from 'zod'
import { getPool } from '../domain/pools/pools.ts'
import { exportSeed } from '../seed/export/export.ts'
import { route } from './route.ts'

/** What is here, as a seed. */
export const exportRoutes = [
  route({
    method: 'get',
    path: '/export',
    says: 'A seed that, loaded elsewhere, makes what is here. It holds what lets its reader sign in as every user.',
    query: z.strictObject({
      userPoolId: z.string().optional().describe('one pool; all of them unless given'),
      history: z.enum(['true', 'false']).default('true').describe('whether auth events are in it'),
    }),
    answer: z.looseObject({}).describe('a seed file'),
    handle: ({ control, ctx, query: { userPoolId, history } }) =>
      ctx.transact((inside) => {
        const pools = userPoolId === undefined ? undefined : [getPool(inside, userPoolId).id]
        return exportSeed(inside, control.kernel.operations, { pools, history: history === 'true' })
      }),
  }),
]
