import type { z } from 'zod'
import type { evaluation } from '../../control/schemas.ts'

/** Why a sign-in was rated as it was. */
export type Evaluation = z.output<typeof evaluation>

/** What a waterfall needs to know. */
export type Scored = Pick<Evaluation, 'score' | 'level' | 'contributions'>

/** A signed figure with two decimals and a real minus. */
export function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`
}

/** A figure with two decimals and a real minus. */
export function figure(value: number): string {
  return value.toFixed(2).replace('-', '−')
}
