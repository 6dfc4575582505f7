import type { PoolView } from '../../control/pools.ts'
import { orNothing } from '../ask.ts'
import { links } from '../links.ts'
import type { Visit } from '../visit.ts'

/** Pool and user of something that happened, as rows of facts; with links to those that still are there. */
export async function SubjectRows(props: { visit: Visit; poolId: string | undefined; username: string | undefined }) {
  const { visit, poolId, username } = props
  const [pool, user] = await Promise.all([
    poolId === undefined ? undefined : orNothing(visit.ask.get<PoolView>(`/pools/${encodeURIComponent(poolId)}`)),
    poolId === undefined || username === undefined
      ? undefined
      : orNothing(visit.ask.read('AdminGetUser', { UserPoolId: poolId, Username: username })),
  ])
  return (
    <>
      {poolId !== undefined && (
        <>
          <dt>Pool</dt>
          <dd>{pool ? <a href={links.pool(poolId)}>{pool.name}</a> : poolId}</dd>
        </>
      )}
      {username !== undefined && (
        <>
          <dt>User</dt>
          <dd>{user && poolId !== undefined ? <a href={links.user(poolId, username)}>{username}</a> : username}</dd>
        </>
      )}
    </>
  )
}
