import { z } from 'zod'
import { listPools } from '../domain/pools/list.ts'
import { checkPool } from '../domain/risk/checkup.ts'
import { type Call, route } from './route.ts'

const finding = z.object({
  code: z.string().describe('a short name of the kind'),
  userPoolId: z.string(),
  clientId: z.string().optional(),
  says: z.string(),
})

/** What works otherwise than it looks. */
export const doctorRoutes = [
  route({
    method: 'get',
    path: '/doctor',
    says: 'Looks all pools over for threat protection that cannot work as it was meant.',
    answer: z.object({ pools: z.number(), findings: z.array(finding) }),
    handle: examine,
  }),
]

function examine({ ctx }: Pick<Call, 'ctx'>): { pools: number; findings: z.output<typeof finding>[] } {
  return ctx.transact((inside) => {
    const findings: z.output<typeof finding>[] = []
    let pools = 0
    let token: string | undefined
    do {
      const page = listPools(inside, { limit: 60, token })
      for (const pool of page.items) {
        pools += 1
        for (const { code, clientId, says } of checkPool(inside, pool)) {
          findings.push({ code, userPoolId: pool.id, ...(clientId !== undefined && { clientId }), says })
        }
      }
      token = page.nextToken
    } while (token !== undefined)
    return { pools, findings }
  })
}
