import type { EventView } from '../../control/event-views.ts'
import { exact } from './time.tsx'

/** Events along a line of time, in the colours of their levels: what happened when, at a glance. */
export function Strip({ events, now }: { events: readonly EventView[]; now: number }) {
  const times = events.map(({ authEvent }) => Date.parse(authEvent.CreationDate))
  const from = Math.min(...times)
  const to = Math.max(now, ...times)
  const x = (at: number) => (to === from ? 50 : (1 + ((at - from) / (to - from)) * 98).toFixed(2))
  return (
    <figure class="strip">
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        {events.map(({ evaluation, authEvent }, i) => (
          <g class={evaluation?.level ?? 'NoRisk'}>
            <line
              class="tick"
              x1={x(times[i] ?? 0)}
              x2={x(times[i] ?? 0)}
              y1={heights[evaluation?.level ?? 'NoRisk']}
              y2="10"
            >
              <title>{`${authEvent.EventType}, ${exact(times[i] ?? 0)}`}</title>
            </line>
          </g>
        ))}
      </svg>
      <figcaption class="line hint">
        <span>{exact(from).slice(0, 10)}</span>
        <span class="push">{exact(to).slice(0, 10)}</span>
      </figcaption>
    </figure>
  )
}

/** The riskier, the higher. */
const heights = { NoRisk: 6.5, Low: 4.5, Medium: 2.5, High: 0.5 } as const
