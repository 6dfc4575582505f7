import type { Evaluation } from '../client/types.ts'
import { paint, signed, table } from './output.ts'

/** An evaluation as lines for people, the largest contributions first. */
export function evaluationLines(evaluation: Evaluation): string[] {
  const { score, level, source, action, mode, contributions } = evaluation
  const colour = level === 'High' ? 'red' : level === 'Medium' ? 'yellow' : 'green'
  const rows = contributions
    .toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
    .map(({ feature, value, contribution, reason }) => [signed(contribution), feature, shortened(value), reason])
  return [
    `${paint([colour, 'bold'], level)}  score ${signed(score)}, by ${source}, ${mode}: ${action}`,
    ...(rows.length === 0 ? [] : ['', ...table(['adds', 'feature', 'value', 'because'], rows)]),
  ]
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}
