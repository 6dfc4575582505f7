import type { Evaluation } from './evaluation.ts'
import { figure } from './evaluation.ts'

type Thresholds = Evaluation['thresholds']

/** What lies beyond these scores is gathered at the edge. */
export const shownScores = { from: -10, to: 15 } as const

const width = 500
const height = 140
const step = 0.5

/** How many attempts have which score, in the colours of the levels, with the thresholds as lines that can be dragged. */
export function Histogram(props: {
  scores: readonly { readonly from: number; readonly attempts: number }[]
  thresholds: Thresholds
}) {
  const { scores, thresholds } = props
  const bins = binsOf(scores)
  const most = Math.max(1, ...bins.values())
  const top = (count: number) => height - 16 - Math.max(2, (count / most) * (height - 30))
  return (
    <svg
      class="histogram"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`Scores of the attempts: ${wordsOf(bins, thresholds)}`}
      data-from={shownScores.from}
      data-to={shownScores.to}
    >
      {[...bins].map(([from, count]) => (
        <g class={levelAt(from, thresholds)}>
          <rect
            class="bin"
            x={xOf(from) + 0.5}
            width={xOf(from + step) - xOf(from) - 1}
            y={top(count)}
            height={height - 16 - top(count)}
          >
            <title>{`${figure(from)} to ${figure(from + step)}: ${count}`}</title>
          </rect>
        </g>
      ))}
      <line class="axis" x1="0" x2={width} y1={height - 16} y2={height - 16} />
      {[-10, -5, 0, 5, 10, 15].map((at) => (
        <text x={Math.min(width - 12, Math.max(10, xOf(at)))} y={height - 3} text-anchor="middle">
          {String(at).replace('-', '−')}
        </text>
      ))}
      {(['low', 'medium', 'high'] as const).map((name) => (
        <g class={`threshold ${levelOf[name]}`} data-threshold={name}>
          <rect class="grip" x={xOf(thresholds[name]) - 6} width="12" y="0" height={height - 16} />
          <line x1={xOf(thresholds[name])} x2={xOf(thresholds[name])} y1="0" y2={height - 16} />
        </g>
      ))}
    </svg>
  )
}

const levelOf = { low: 'Low', medium: 'Medium', high: 'High' } as const

function xOf(score: number): number {
  const { from, to } = shownScores
  return Number((((Math.min(to, Math.max(from, score)) - from) / (to - from)) * width).toFixed(2))
}

function binsOf(scores: readonly { from: number; attempts: number }[]): Map<number, number> {
  const bins = new Map<number, number>()
  for (const { from, attempts } of scores) {
    const inside = Math.min(shownScores.to - step, Math.max(shownScores.from, from))
    const bin = Math.floor(inside / step) * step
    bins.set(bin, (bins.get(bin) ?? 0) + attempts)
  }
  return bins
}

function levelAt(score: number, { low, medium, high }: Thresholds): Evaluation['level'] {
  const middle = score + step / 2
  return middle >= high ? 'High' : middle >= medium ? 'Medium' : middle >= low ? 'Low' : 'NoRisk'
}

function wordsOf(bins: ReadonlyMap<number, number>, thresholds: Thresholds): string {
  const counts = new Map<string, number>()
  for (const [from, count] of bins) {
    const level = levelAt(from, thresholds)
    counts.set(level, (counts.get(level) ?? 0) + count)
  }
  return [...counts].map(([level, count]) => `about ${count} ${level}`).join(', ') || 'none'
}
