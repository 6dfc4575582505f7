import type { EventView } from '../../control/event-views.ts'
import type { PoolView } from '../../control/pools.ts'
import { orNothing } from '../ask.ts'
import { type Circumstances, habitsOf } from '../circumstances.ts'
import { apiUser } from '../links.ts'
import type { Visit } from '../visit.ts'
import { poolsWith } from './lab-desk.ts'

/** Who and what the tour plays with, and how far it has come. */
export interface Stage {
  readonly pool: PoolView
  readonly clientId: string
  readonly user: string
  /** What Ann usually does. */
  readonly home: Circumstances
  readonly history: readonly EventView[]
  /** Her ordinary sign-in of the first step. */
  readonly usual: EventView | undefined
  /** The stranger's. */
  readonly event: EventView | undefined
}

const user = 'ann'

/** Somebody on a telephone in Lagos. */
export const stranger: Circumstances = {
  ip: '203.0.113.66',
  agent:
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
  device: 'a-telephone-in-lagos',
  zone: 'Africa/Lagos',
}

/** Finds a protected pool in which Ann has a history; undefined where there is none. */
export async function findStage(visit: Visit): Promise<Stage | undefined> {
  const wanted = visit.query('pool') ?? visit.field('pool')
  const pools = await poolsWith(visit, wanted)
  const candidates = pools
    .filter(({ protection }) => protection === 'ENFORCED')
    .sort((a, b) => Number(b.id === wanted) - Number(a.id === wanted))
  for (const pool of candidates) {
    const history = await historyIn(visit, pool)
    const home = habitsOf(history)[0]?.circumstances
    const clientId = home && (await clientOf(visit, pool))
    if (home && clientId !== undefined) {
      const [usual, event] = await Promise.all([eventOf(visit, pool, 'usual'), eventOf(visit, pool, 'event')])
      return { pool, clientId, user, home, history, usual, event }
    }
  }
  return undefined
}

/** What the next step has to know: names and values of its address. */
export function stateOf({ pool, usual, event }: Stage): Record<string, string | undefined> {
  return { pool: pool.id, usual: usual?.authEvent.EventId, event: event?.authEvent.EventId }
}

async function historyIn({ ask }: Visit, pool: PoolView): Promise<readonly EventView[]> {
  const found = await orNothing(ask.get<{ events: EventView[] }>(`${apiUser(pool.id, user)}/events`, { limit: 60 }))
  return found?.events ?? []
}

/** A client that takes passwords in the clear: the others need more than the tour has. */
async function clientOf({ ask }: Visit, pool: PoolView): Promise<string | undefined> {
  const { UserPoolClients = [] } = await ask.read('ListUserPoolClients', { UserPoolId: pool.id, MaxResults: 20 })
  for (const { ClientId = '' } of UserPoolClients) {
    const { UserPoolClient } = await ask.read('DescribeUserPoolClient', { UserPoolId: pool.id, ClientId })
    if (UserPoolClient?.ExplicitAuthFlows?.includes('ALLOW_USER_PASSWORD_AUTH')) return ClientId
  }
  return undefined
}

async function eventOf(visit: Visit, pool: PoolView, name: 'usual' | 'event'): Promise<EventView | undefined> {
  const id = visit.query(name) ?? visit.field(name)
  if (id === undefined) return undefined
  return orNothing(visit.ask.get<EventView>(`${apiUser(pool.id, user)}/events/${encodeURIComponent(id)}`))
}
