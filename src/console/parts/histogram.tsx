import { type Evaluation, figure } from './evaluation.ts'
import { names } from './level.tsx'

type Thresholds = Evaluation['thresholds']

/** What lies beyond these scores is gathered at the edge. */
export const shownScores = { from: -10, to: 15 } as const

const step = 0.5
/** Where the axis is and how high a bar can be, in percent of the picture's height. */
const axis = 86
const tallest = 80

/**
 * How many attempts have which score, in the colours of the levels, with the thresholds as lines that can be dragged.
 * Lengths are percentages, so that the picture fits anywhere and its words keep their size.
 */
export function Histogram(props: {
  scores: readonly { readonly from: number; readonly attempts: number }[]
  thresholds: Thresholds
}) {
  const { scores, thresholds } = props
  const bins = binsOf(scores)
  const most = Math.max(1, ...bins.values())
  // By the square root: a few risky attempts are to be seen beside thousands of ordinary ones.
  const heightOf = (count: number) => Number((Math.sqrt(count / most) * tallest).toFixed(2))
  return (
    <svg
      class="histogram"
      role="img"
      aria-label={`Scores of the attempts: ${wordsOf(bins, thresholds)}`}
      data-from={shownScores.from}
      data-to={shownScores.to}
    >
      {[...bins].map(([from, count]) => (
        <g class={levelAt(from, thresholds)}>
          <rect
            class="bin"
            x={`${xOf(from) + 0.1}%`}
            width={`${(xOf(from + step) - xOf(from) - 0.2).toFixed(2)}%`}
            y={`${axis - heightOf(count)}%`}
            height={`${heightOf(count)}%`}
          >
            <title>{`${spanOf(from)}: ${count.toLocaleString('en')}`}</title>
          </rect>
        </g>
      ))}
      <line class="axis" x2="100%" y1={`${axis}%`} y2={`${axis}%`} />
      {[-10, -5, 0, 5, 10, 15].map((at) => (
        <text x={`${xOf(at)}%`} y="98%" text-anchor={at === -10 ? 'start' : at === 15 ? 'end' : 'middle'}>
          {at === -10 ? '≤ −10' : at === 15 ? '≥ 15' : figure(at).slice(0, -3)}
        </text>
      ))}
      {(['low', 'medium', 'high'] as const).map((name) => (
        <g class={`threshold ${levelOf[name]}`} data-threshold={name}>
          <title>{`${names[levelOf[name]]} begins at ${figure(thresholds[name])}`}</title>
          <line class="grip" {...lineAt(thresholds[name])} />
          <line {...lineAt(thresholds[name])} />
        </g>
      ))}
    </svg>
  )
}

const levelOf = { low: 'Low', medium: 'Medium', high: 'High' } as const

function lineAt(score: number) {
  return { x1: `${xOf(score)}%`, x2: `${xOf(score)}%`, y1: '0', y2: `${axis}%` }
}

/** Where a score is, in percent of the picture's width. */
function xOf(score: number): number {
  const { from, to } = shownScores
  return Number((((Math.min(to, Math.max(from, score)) - from) / (to - from)) * 100).toFixed(2))
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

function spanOf(from: number): string {
  if (from === shownScores.from) return `below ${figure(from + step)}`
  return from + step === shownScores.to ? `from ${figure(from)}` : `${figure(from)} to ${figure(from + step)}`
}

function levelAt(score: number, { low, medium, high }: Thresholds): Evaluation['level'] {
  const middle = score + step / 2
  return middle >= high ? 'High' : middle >= medium ? 'Medium' : middle >= low ? 'Low' : 'NoRisk'
}

function wordsOf(bins: ReadonlyMap<number, number>, thresholds: Thresholds): string {
  const counts = new Map<Evaluation['level'], number>()
  for (const [from, count] of bins) {
    const level = levelAt(from, thresholds)
    counts.set(level, (counts.get(level) ?? 0) + count)
  }
  return [...counts].map(([level, count]) => `about ${count} ${names[level]}`).join(', ') || 'none'
}
