import type { Figures } from './detection.ts'
import { type Form, targetRows } from './target-rows.ts'

/** One row of the table: a figure, what the prototype of the model measured on held-out data, and what must be reached. */
export interface Target {
  readonly group: string
  readonly figure: string
  readonly text: string
  readonly form: Form
  readonly prototype: string
  readonly least: number | undefined
  readonly most: number | undefined
}

/** All rows, in the order of the table. */
export const targets: readonly Target[] = Object.entries(targetRows).flatMap(([group, rows]) =>
  rows.map(([figure, text, form, prototype = '', { least, most } = {}]) => ({
    ...{ group, figure, text, form, prototype },
    least,
    most,
  })),
)

/** Whether a figure is good enough; undefined where nothing is demanded or the data has nothing to say. */
export function isReached({ figure, least, most }: Target, figures: Figures): boolean | undefined {
  const value = figures[figure]
  if (value === undefined || !Number.isFinite(value) || (least === undefined && most === undefined)) return undefined
  return (least === undefined || value >= least) && (most === undefined || value <= most)
}
