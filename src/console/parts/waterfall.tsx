import type { Child } from 'hono/jsx'
import { type Evaluation, figure, type Scored, signed } from './evaluation.ts'
import { Level, names } from './level.tsx'

type Thresholds = Evaluation['thresholds']
type Term = Scored['contributions'][number]

/** The part of the number line that a picture shows. */
export interface Scale {
  readonly from: number
  readonly to: number
}

/** A score as it comes about: from 0, term by term, over the bands of the levels. */
export function Waterfall(props: { scored: Scored; thresholds: Thresholds; caption: string }) {
  const { scored, thresholds, caption } = props
  const scale = scaleOf(thresholds, [scored])
  const steps = stepsOf(inOrder(scored.contributions))
  return (
    <>
      <Ground id="ground" scale={scale} thresholds={thresholds} />
      <table class="waterfall">
        <caption class="hidden">{caption}</caption>
        <thead class="hidden">
          <tr>
            <th scope="col">Reason</th>
            <th scope="col">Picture</th>
            <th scope="col">Contribution</th>
          </tr>
        </thead>
        <tbody>
          {steps.map(({ term, start, end }) => (
            <tr>
              <th scope="row">
                <Reason term={term} />
              </th>
              <td class="picture">
                <Lane ground="ground">
                  <Bar name={term.feature} scale={scale} start={start} end={end} kind={end > start ? 'up' : 'down'} />
                </Lane>
              </td>
              <td class="figure">{signed(term.contribution)}</td>
            </tr>
          ))}
          {steps.length === 0 && (
            <tr>
              <th scope="row">Nothing speaks for or against it.</th>
              <td class="picture">
                <Lane ground="ground" />
              </td>
              <td class="figure">0.00</td>
            </tr>
          )}
        </tbody>
        <tfoot>
          <tr class={scored.level}>
            <th scope="row">
              Score <Level level={scored.level} />
            </th>
            <td class="picture">
              <Lane ground="ground">
                <Bar name="score" scale={scale} start={0} end={scored.score} kind="sum" />
              </Lane>
            </td>
            <td class="figure">{figure(scored.score)}</td>
          </tr>
        </tfoot>
      </table>
    </>
  )
}

/** Where the levels begin, in words and in the colours of the picture. */
export function Thresholds({ thresholds: { low, medium, high } }: { thresholds: Thresholds }) {
  const bands = [
    ['NoRisk', `below ${figure(low)}`],
    ['Low', `from ${figure(low)}`],
    ['Medium', `from ${figure(medium)}`],
    ['High', `from ${figure(high)}`],
  ] as const
  return (
    <ul class="legend" aria-label="Thresholds">
      {bands.map(([level, where]) => (
        <li class={level}>
          <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
            <rect class="band" width="12" height="12" rx="2" />
          </svg>
          {names[level]} {where}
        </li>
      ))}
    </ul>
  )
}

/** A number line on which all of these fit, with a little room at both ends. */
export function scaleOf(thresholds: Thresholds, all: readonly Scored[]): Scale {
  const points = all.flatMap(({ contributions, score }) => [
    score,
    ...stepsOf(inOrder(contributions)).map(({ end }) => end),
  ])
  const from = Math.min(0, thresholds.low, ...points)
  const to = Math.max(0, thresholds.high, ...points)
  const room = (to - from) * 0.04
  return { from: from - room, to: to + room }
}

/** The largest first, or in the order of their features. */
export function inOrder(terms: readonly Term[], order?: readonly string[]): readonly Term[] {
  const size = (term: Term) => Math.abs(term.contribution)
  if (!order) return terms.toSorted((a, b) => size(b) - size(a))
  return terms.toSorted((a, b) => order.indexOf(a.feature) - order.indexOf(b.feature))
}

/** The terms with where each begins and ends. */
export function stepsOf(terms: readonly Term[]): { term: Term; start: number; end: number }[] {
  let sum = 0
  return terms.map((term) => {
    const start = sum
    sum += term.contribution
    return { term, start, end: sum }
  })
}

/** Where a score is on the number line, in percent of its width. */
function xOf(scale: Scale, value: number): number {
  return Number((((value - scale.from) / (scale.to - scale.from)) * 100).toFixed(2))
}

/**
 * What lies under the bars of every row: the bands of the levels, and a line at 0. It is drawn once, under an id, and every
 * lane uses it. Lengths across are percentages, so that it fits anywhere.
 */
export function Ground({ id, scale, thresholds }: { id: string; scale: Scale; thresholds: Thresholds }) {
  const { low, medium, high } = thresholds
  const edges = [scale.from, low, medium, high, scale.to]
  return (
    <svg class="hidden" width="0" height="0" aria-hidden="true">
      <defs>
        <g id={id}>
          {(['NoRisk', 'Low', 'Medium', 'High'] as const).map((level, i) => {
            const x = xOf(scale, edges[i]!)
            const width = Math.max(0, xOf(scale, edges[i + 1]!) - x)
            return <rect class={`band ${level}`} x={`${x}%`} width={`${width.toFixed(2)}%`} height="100%" />
          })}
          {[low, medium, high].map((edge) => (
            <line class="edge" x1={`${xOf(scale, edge)}%`} x2={`${xOf(scale, edge)}%`} y2="100%" />
          ))}
          <line class="zero" x1={`${xOf(scale, 0)}%`} x2={`${xOf(scale, 0)}%`} y2="100%" />
        </g>
      </defs>
    </svg>
  )
}

/** One row of a picture, on the ground of this id. */
export function Lane({ ground, children }: { ground: string; children?: Child }) {
  return (
    <svg aria-hidden="true" focusable="false">
      <use href={`#${ground}`} />
      {children}
    </svg>
  )
}

/** One term, or the sum, on its ground. */
export function Bar(props: { name: string; scale: Scale; start: number; end: number; kind: 'up' | 'down' | 'sum' }) {
  const { name, scale, start, end, kind } = props
  const x = xOf(scale, Math.min(start, end))
  const width = Math.max(0.4, xOf(scale, Math.max(start, end)) - x)
  return (
    <rect class={`bar-of ${kind}`} data-bar={name} x={`${x}%`} width={`${width.toFixed(2)}%`} y="50%" height="16" />
  )
}

/** Why a term is there, and what it looked at; a long value is cut. */
export function Reason({ term: { reason, value } }: { term: Term }) {
  const isLong = value.length > 48
  return (
    <>
      {reason.slice(0, 1).toUpperCase() + reason.slice(1)}{' '}
      <span class="quiet" title={isLong ? value : undefined}>
        {isLong ? `${value.slice(0, 46)} …` : value}
      </span>
    </>
  )
}
