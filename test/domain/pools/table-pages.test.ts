import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { seededRandom } from '../../../src/base/random.ts'
import { readRows } from '../../../src/domain/pools/table-pages.ts'
import { groups } from '../../../src/store/schema/groups.ts'
import { place } from '../../support/people.ts'

test('rows come page by page in the order of the columns, forwards and backwards', async () => {
  const { core, call, clock, poolId } = await place()
  const { tx } = core.store
  for (const [GroupName, Precedence] of Object.entries({ a: 2, b: 1, c: 1, d: 1, e: 0 })) {
    await call('CreateGroup', { UserPoolId: poolId, GroupName, Precedence })
  }
  const ctx = { tx, clock, random: seededRandom('pages') }
  const all = (descending: boolean) => {
    const names: string[][] = []
    let token: string | undefined
    do {
      const request = { operation: 'List', parameters: {}, limit: 2, token }
      const order = { of: eq(groups.poolId, poolId), by: ['precedence', 'name'], descending } as const
      const page = readRows(ctx, request, groups, order)
      names.push(page.items.map(({ name }) => name))
      token = page.nextToken
    } while (token !== undefined)
    return names
  }

  expect(all(false)).toEqual([['e', 'b'], ['c', 'd'], ['a']])
  expect(all(true)).toEqual([['a', 'd'], ['c', 'b'], ['e']])
})
