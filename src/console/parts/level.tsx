import type { Evaluation } from './evaluation.ts'

/** A level of risk as a pill: a colour, a sign and the word. */
export function Level({ level }: { level: Evaluation['level'] }) {
  return (
    <span class={`level ${level}`}>
      <svg viewBox="0 0 12 12" width="10" height="10" aria-hidden="true">
        <circle cx="6" cy="6" r="5" class="ring" />
        <path d={fill[level]} class="fill" />
      </svg>
      {names[level]}
    </span>
  )
}

/** How levels are called among people. */
export const names: Readonly<Record<Evaluation['level'], string>> = {
  NoRisk: 'No risk',
  Low: 'Low',
  Medium: 'Medium',
  High: 'High',
}

/** A quarter, a half, the whole of the circle. */
const fill: Readonly<Record<Evaluation['level'], string>> = {
  NoRisk: '',
  Low: 'M6 6V1a5 5 0 0 1 5 5z',
  Medium: 'M6 1a5 5 0 0 1 0 10z',
  High: 'M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1z',
}
