import { riskConstants } from './constants.ts'

const { epochsKept, halfLife } = riskConstants

/** The weight of evidence by its age in whole epochs, the youngest first; older evidence weighs nothing. */
export const weightOfAge: readonly number[] = Array.from({ length: epochsKept }, (_, age) => 2 ** (-age / halfLife))

/** The age of an epoch as seen in another, never negative: where the clock was set back, evidence of the future counts as new. */
export function ageOf(epoch: number, now: number): number {
  return Math.max(0, now - epoch)
}
