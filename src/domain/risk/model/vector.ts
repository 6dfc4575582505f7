import type { LearnedEvent } from './context.ts'

/** What one event adds to the counters of its nodes. Each member is 0 or 1. */
export interface EvidenceVector {
  readonly good: number
  readonly invalid: number
  readonly valid: number
  readonly failed: number
}

const nothing: EvidenceVector = { good: 0, invalid: 0, valid: 0, failed: 0 }
const good: EvidenceVector = { ...nothing, good: 1 }
const failed: EvidenceVector = { ...nothing, failed: 1 }
const confirmed: EvidenceVector = { ...nothing, good: 1, valid: 1 }
const reported: EvidenceVector = { ...nothing, invalid: 1 }

/** What an event teaches under its present label: a function of the event and of nothing else (risk model §3.1). */
export function evidenceOf(event: LearnedEvent): EvidenceVector {
  if (!event.learned) return nothing
  if (event.label === 'Invalid') return reported
  if (event.label === 'Valid') return confirmed
  if (event.outcome === 'Fail') return failed
  if (event.outcome === 'InProgress') return nothing
  if (event.level === 'NoRisk' || event.level === 'Low') return good
  if (event.verified || event.allowed) return good
  // Quarantine: an unconfirmed risky sign-in earns no trust, or an undetected attacker would train the model.
  return nothing
}

/** Whether the event counts as a failure for the detectors. They do not look at labels. */
export function isFailure(event: LearnedEvent): boolean {
  return event.learned && event.outcome === 'Fail'
}

/** Whether the vector changes nothing. */
export function isNothing(vector: EvidenceVector): boolean {
  return vector === nothing || !(vector.good || vector.invalid || vector.valid || vector.failed)
}
