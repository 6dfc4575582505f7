import type { Evaluation } from './evaluation.ts'
import { Time } from './time.tsx'

/** What the model has learnt about a user, as the control API tells it. */
export interface Learnt {
  readonly events: number
  readonly feedbacks: { readonly valid: number; readonly invalid: number }
  readonly first: string | null
  readonly last: string | null
  readonly directive: { readonly level: Evaluation['level']; readonly times: number | null } | null
  readonly features: readonly { readonly feature: string; readonly values: readonly LearntValue[] }[]
}

interface LearntValue {
  readonly value: string
  readonly good: number
  readonly invalid: number
  readonly valid: number
  readonly failed: number
  readonly lastSeen: string
}

/** The chains of the model: within one, each level is judged given the one before. */
const chains: readonly { name: string; levels: readonly (readonly [feature: string, name: string])[] }[] = [
  {
    name: 'Network',
    levels: [
      ['cc', 'Country'],
      ['asn', 'Operator'],
      ['net', 'Network'],
      ['ip', 'Address'],
    ],
  },
  {
    name: 'Client',
    levels: [
      ['dt', 'Kind of device'],
      ['os', 'System'],
      ['br', 'Browser'],
      ['ver', 'Versions'],
      ['ua', 'Exact client'],
    ],
  },
  { name: 'Device', levels: [['dev', 'Device id']] },
  { name: 'Time zone', levels: [['tz', 'Time zone']] },
]

const shown = 5

/** What the model has learnt, by chain, and the hours of the day. */
export function LearntChains({ learnt, now }: { learnt: Learnt; now: number }) {
  const valuesOf = (feature: string) => learnt.features.find((row) => row.feature === feature)?.values ?? []
  return (
    <div class="columns">
      {chains.map(({ name, levels }) => (
        <section class="card" aria-label={name}>
          <h2>{name}</h2>
          {levels.map(([feature, title]) => (
            <Values title={title} values={valuesOf(feature)} now={now} />
          ))}
        </section>
      ))}
      <section class="card" aria-labelledby="hours">
        <h2 id="hours">Hour of the day, UTC</h2>
        <Hours values={valuesOf('hour')} />
      </section>
    </div>
  )
}

function Values({ title, values, now }: { title: string; values: readonly LearntValue[]; now: number }) {
  const most = Math.max(1, ...values.map(({ good, failed }) => good + failed))
  const rest = values.length - shown
  return (
    <table class="table learnt">
      <caption>{title}</caption>
      <thead class="hidden">
        <tr>
          <th scope="col">Value</th>
          <th scope="col">How often</th>
          <th scope="col">Last</th>
        </tr>
      </thead>
      <tbody>
        {values.slice(0, shown).map(({ value, good, failed, valid, invalid, lastSeen }) => (
          <tr>
            <th scope="row" title={value}>
              {value.length > 60 ? `${value.slice(0, 58)} …` : value}
            </th>
            <td>
              <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                <rect class="good" width={(good / most) * 100} height="8" />
                <rect class="bad" x={(good / most) * 100} width={((failed + invalid) / most) * 100} height="8" />
              </svg>
              <span>
                {[
                  good > 0 && `${good} good`,
                  failed > 0 && `${failed} failed`,
                  valid > 0 && `${valid} said Valid`,
                  invalid > 0 && `${invalid} said Invalid`,
                ]
                  .filter(Boolean)
                  .join(', ')}
              </span>
            </td>
            <td class="quiet number">
              <Time at={lastSeen} now={now} />
            </td>
          </tr>
        ))}
        {rest > 0 && (
          <tr>
            <td colspan={3} class="quiet">{`and ${rest} more`}</td>
          </tr>
        )}
      </tbody>
    </table>
  )
}

function Hours({ values }: { values: readonly LearntValue[] }) {
  const counts = Array.from({ length: 24 }, (_, hour) => {
    const found = values.find(({ value }) => Number.parseInt(value, 10) === hour)
    return (found?.good ?? 0) + (found?.failed ?? 0)
  })
  const most = Math.max(1, ...counts)
  const busiest = counts.indexOf(most)
  const words = values.length === 0 ? 'nothing yet' : `most at ${String(busiest).padStart(2, '0')}:00, ${most} times`
  return (
    <figure class="hours">
      <svg viewBox="0 0 240 60" role="img" aria-label={`Sign-ins by hour of the day: ${words}`}>
        {counts.map((count, hour) => (
          <rect x={hour * 10 + 1} y={60 - (count / most) * 58} width="8" height={(count / most) * 58}>
            <title>{`${String(hour).padStart(2, '0')}:00: ${count}`}</title>
          </rect>
        ))}
      </svg>
      <figcaption class="line hint">
        <span>00:00</span>
        <span class="push">{words}</span>
        <span class="push">23:00</span>
      </figcaption>
    </figure>
  )
}
