import type { Child } from 'hono/jsx'
import type { PoolView } from '../../control/pools.ts'
import type { PageFacts } from '../layout.tsx'
import { links } from '../links.ts'
import { Protection } from '../parts/pools.tsx'
import { Tabs } from '../parts/tabs.tsx'
import type { Visit } from '../visit.ts'

/** What is around every page of a pool. */
export interface PoolFrame {
  readonly pool: PoolView
  readonly facts: PageFacts
  readonly tabs: Child
}

const parts = [
  { part: '', name: 'Overview' },
  { part: 'users', name: 'Users' },
  { part: 'clients', name: 'App clients' },
  { part: 'risk', name: 'Risk configuration' },
  { part: 'replay', name: 'Policy replay' },
] as const

/** Reads the pool that the path names and frames its page. */
export async function poolFrame(visit: Visit, here: (typeof parts)[number]['part']): Promise<PoolFrame> {
  const pool = await visit.ask.get<PoolView>(`/pools/${encodeURIComponent(visit.param('id'))}`)
  return {
    pool,
    facts: {
      title: pool.name,
      section: 'pools',
      above: [{ href: links.pools, name: 'Pools' }],
      beside: <Protection pool={pool} />,
    },
    tabs: (
      <Tabs
        label="Pool"
        tabs={parts.map(({ part, name }) => ({ href: links.pool(pool.id, part), name, isHere: part === here }))}
      />
    ),
  }
}
