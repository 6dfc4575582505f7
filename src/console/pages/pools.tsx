import type { PoolView } from '../../control/pools.ts'
import { html } from '../layout.tsx'
import { links } from '../links.ts'
import { PoolTable, Templates } from '../parts/pools.tsx'
import { seedOf, templates } from '../practice.ts'
import { action, goTo, page, type Visit } from '../visit.ts'

/** The list of pools, and new ones from a template. */
export const poolsPages = [
  page('/pools', async (visit) => {
    const { pools, nextToken } = await visit.ask.get<{ pools: PoolView[]; nextToken?: string }>('/pools', {
      limit: 30,
      nextToken: visit.query('next'),
    })
    const content = (
      <div class="stack">
        {pools.length > 0 ? (
          <section class="card" aria-label="Pools">
            <PoolTable pools={pools} />
            {nextToken && (
              <p class="more">
                <a href={`${links.pools}?next=${encodeURIComponent(nextToken)}`}>More pools</a>
              </p>
            )}
          </section>
        ) : (
          <p class="empty">There is no user pool yet. Make one here, or let your own tools make theirs.</p>
        )}
        <Templates visit={visit} />
      </div>
    )
    return html(visit, { title: 'Pools', section: 'pools' }, content)
  }),
  action('/pools', async (visit) => {
    const template = templates.find(({ name }) => name === visit.field('template')) ?? templates[0]
    const pool = await makePool(visit, template.name)
    return goTo(visit, links.pool(pool.id), { kind: 'done', text: `Made ${pool.name}.` })
  }),
]

/** Makes a pool from a template under a name of its own: shop, shop-2, …; its domain has the same name. */
export async function makePool(visit: Visit, template: (typeof templates)[number]['name']): Promise<PoolView> {
  const taken = new Set((await allPools(visit)).map(({ name }) => name))
  for (let number = 1; ; number++) {
    const name = number === 1 ? 'shop' : `shop-${number}`
    if (taken.has(name)) continue
    const seed = JSON.stringify(seedOf(template, name, `${name}-${template}`))
    await visit.ask.send('POST', '/seed', seed)
    // A seed is loaded once: one that was loaded and thrown away again leaves its name unused.
    const made = (await allPools(visit)).find((pool) => pool.name === name)
    if (made) return made
  }
}

async function allPools({ ask }: Visit): Promise<PoolView[]> {
  const found: PoolView[] = []
  let nextToken: string | undefined
  do {
    const page = await ask.get<{ pools: PoolView[]; nextToken?: string }>('/pools', { nextToken })
    found.push(...page.pools)
    nextToken = page.nextToken
  } while (nextToken !== undefined)
  return found
}
