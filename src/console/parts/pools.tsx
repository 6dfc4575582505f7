import type { PoolView } from '../../control/pools.ts'
import { links } from '../links.ts'
import { templates } from '../practice.ts'
import type { Visit } from '../visit.ts'
import { Act } from './form.tsx'

/** Pools, one a line, with what counts about their protection. */
export function PoolTable({ pools }: { pools: readonly PoolView[] }) {
  return (
    <table class="table folds">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Protection</th>
          <th scope="col" class="number">
            Users
          </th>
        </tr>
      </thead>
      <tbody>
        {pools.map((pool) => (
          <tr>
            <th scope="row">
              <a href={links.pool(pool.id)}>{pool.name}</a>
              <br />
              <code class="quiet">{pool.id}</code>
            </th>
            <td>
              <Protection pool={pool} />
            </td>
            <td class="number">
              <a href={links.pool(pool.id, 'users')}>
                {pool.users.toLocaleString('en')}
                <span class="hidden"> users</span>
              </a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Plan and mode of a pool, and how many warnings there are. */
export function Protection({ pool: { tier, protection, warnings } }: { pool: PoolView }) {
  return (
    <span class="line">
      <span class="tag">{tier}</span>
      <span class={protection === 'ENFORCED' ? 'tag good' : 'tag'}>{modes[protection]}</span>
      {warnings.length > 0 && (
        <span class="tag warn">{warnings.length === 1 ? '1 warning' : `${warnings.length} warnings`}</span>
      )}
    </span>
  )
}

/** How people call the modes of threat protection. */
export const modes: Readonly<Record<PoolView['protection'], string>> = {
  OFF: 'off',
  AUDIT: 'audit only',
  ENFORCED: 'full function',
}

/** What the configuration of a pool does not do, although it looks as if it did. */
export function Warnings({ warnings }: { warnings: readonly string[] }) {
  return (
    <>
      {warnings.map((text) => (
        <p class="notice warning">{text}</p>
      ))}
    </>
  )
}

/** Pools that can be made with one click. */
export function Templates({ visit }: { visit: Visit }) {
  return (
    <section class="card" aria-labelledby="templates">
      <h2 id="templates">Make a pool</h2>
      <ul class="rows">
        {templates.map(({ name, title, says }, i) => (
          <li class="line">
            <span>
              <strong>{title}</strong>
              <br />
              <span class="quiet">{says}</span>
            </span>
            <span class="push">
              <Act
                visit={visit}
                action={links.pools}
                values={{ template: name }}
                kind={i === 0 ? 'main' : 'plain'}
                label={`Make it: ${title}`}
              >
                Make it
              </Act>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
