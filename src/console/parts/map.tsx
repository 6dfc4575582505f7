import type { EventView } from '../../control/event-views.ts'
import { assetUrl } from '../assets.ts'
import { mapSize, onMap } from '../world-map.ts'
import type { Evaluation } from './evaluation.ts'
import { names } from './level.tsx'

type LevelName = Evaluation['level']

/** A place with the sign-ins that came from it. */
interface Spot {
  readonly name: string
  readonly x: number
  readonly y: number
  count: number
  worst: LevelName
}

const order: readonly LevelName[] = ['NoRisk', 'Low', 'Medium', 'High']

/** Where events came from, on a map of the world, and the same as a list. */
export function PlaceMap({ events }: { events: readonly EventView[] }) {
  const spots = spotsOf(events)
  const nowhere = events.length - spots.reduce((sum, { count }) => sum + count, 0)
  if (spots.length === 0) return <p class="empty">None of the last sign-ins has a place.</p>
  return (
    <>
      <svg class="map" viewBox={`0 20 ${mapSize.width} 280`} aria-hidden="true">
        <image href={assetUrl('world.svg')} width={mapSize.width} height={mapSize.height} opacity="0.45" />
        {spots.map(({ name, x, y, count, worst }) => (
          <g class={worst}>
            <title>{`${name}: ${count}`}</title>
            <circle class="spot" cx={x.toFixed(1)} cy={y.toFixed(1)} r={(5 + 1.5 * Math.log2(count)).toFixed(1)} />
          </g>
        ))}
      </svg>
      <ul class="legend">
        {spots.map(({ name, count, worst }) => (
          <li class={worst}>
            <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
              <circle class="spot" cx="6" cy="6" r="5" />
            </svg>
            {`${name}: ${count}${worst === 'NoRisk' ? '' : `, at worst ${names[worst]}`}`}
          </li>
        ))}
        {nowhere > 0 && <li>{`without a place: ${nowhere}`}</li>}
      </ul>
      <Attribution events={events} />
    </>
  )
}

/** What the makers of location files ask for where their data is shown. */
export function Attribution({ events }: { events: readonly EventView[] }) {
  if (!events.some(({ context }) => context['placedBy'] === 'mmdb')) return undefined
  return (
    <p class="hint">
      Places come from your own location file. GeoLite2 data is created by <a href="https://www.maxmind.com">MaxMind</a>
      ; IP geolocation by <a href="https://db-ip.com">DB-IP</a>; IP address data by{' '}
      <a href="https://ipinfo.io">IPinfo</a>.
    </p>
  )
}

function spotsOf(events: readonly EventView[]): Spot[] {
  const spots = new Map<string, Spot>()
  for (const { context, evaluation } of events) {
    const { latitude, longitude, city, country } = context
    if (typeof latitude !== 'number' || typeof longitude !== 'number') continue
    const name = [city, country].filter(Boolean).join(', ') || `${latitude.toFixed(1)}, ${longitude.toFixed(1)}`
    const level = evaluation?.level ?? 'NoRisk'
    const spot = spots.get(name) ?? { name, ...onMap({ latitude, longitude }), count: 0, worst: 'NoRisk' }
    spot.count += 1
    if (order.indexOf(level) > order.indexOf(spot.worst)) spot.worst = level
    spots.set(name, spot)
  }
  return [...spots.values()].sort((a, b) => b.count - a.count)
}
