import type { UserPoolClientDescription } from '../../api/generated/types.ts'
import type { EventView } from '../../control/event-views.ts'
import type { Magic } from '../../control/magic.ts'
import type { PoolView } from '../../control/pools.ts'
import { orNothing, Refused, type Wire } from '../ask.ts'
import { type Habit, habitsOf, type Idea, ideasFor } from '../circumstances.ts'
import { apiUser } from '../links.ts'
import type { Visit } from '../visit.ts'

/** Who signs in, as the fields of the lab say. */
export interface Who {
  readonly pool?: string | undefined
  readonly client?: string | undefined
  readonly user?: string | undefined
}

/** Everything that the lab is made of. */
export interface Lab extends Who {
  readonly pools: readonly PoolView[]
  readonly clients: readonly Wire<UserPoolClientDescription>[]
  readonly users: readonly string[]
  readonly magic: Magic
  readonly habits: readonly Habit[]
  readonly ideas: readonly Idea[]
  readonly problem: string | undefined
}

/** The first pools, and the one that is wanted wherever it comes. */
export async function poolsWith({ ask }: Visit, wanted: string | undefined): Promise<readonly PoolView[]> {
  const { pools } = await ask.get<{ pools: PoolView[] }>('/pools')
  if (wanted === undefined || pools.some(({ id }) => id === wanted)) return pools
  const found = await orNothing(ask.get<PoolView>(`/pools/${encodeURIComponent(wanted)}`))
  return found ? [...pools, found] : pools
}

/** Reads what the lab offers to somebody, or to whoever comes first where nobody is named. */
export async function readLab(visit: Visit, who: Who): Promise<Lab> {
  const { ask } = visit
  const [pools, magic] = await Promise.all([poolsWith(visit, who.pool), ask.get<Magic>('/magic')])
  const pool =
    pools.find(({ id }) => id === who.pool) ?? pools.find(({ protection }) => protection !== 'OFF') ?? pools[0]
  if (!pool) return { pools, clients: [], users: [], magic, habits: [], ideas: [], problem: undefined }
  const [{ UserPoolClients: clients = [] }, { Users = [] }] = await Promise.all([
    ask.read('ListUserPoolClients', { UserPoolId: pool.id, MaxResults: 60 }),
    ask.read('ListUsers', { UserPoolId: pool.id, Limit: 60 }),
  ])
  const users = Users.flatMap(({ Username }) => Username ?? [])
  const client = clients.find(({ ClientId }) => ClientId === who.client) ?? clients[0]
  const user = who.user ?? users[0]
  const found = { pools, pool: pool.id, client: client?.ClientId, clients, user, users, magic }
  if (user === undefined) return { ...found, habits: [], ideas: [], problem: undefined }
  try {
    const { events } = await ask.get<{ events: EventView[] }>(`${apiUser(pool.id, user)}/events`, { limit: 60 })
    const habits = habitsOf(events)
    return { ...found, habits, ideas: ideasFor(habits, magic), problem: undefined }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return { ...found, habits: [], ideas: ideasFor([], magic), problem: error.message }
  }
}
