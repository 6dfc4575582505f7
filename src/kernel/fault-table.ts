import type { ErrorName, OperationName } from '../api/generated/types.ts'

/** A fault that was asked for: the next calls of an operation fail with an error, take a while, or both. */
export interface Fault {
  operation: OperationName
  /** Name of an error that the operation declares. */
  error?: ErrorName | undefined
  message?: string | undefined
  latencyMs?: number | undefined
  /** How many calls it still holds for; null until cleared. */
  times: number | null
}

/** The faults now set. */
export class FaultTable {
  #faults: Fault[] = []

  get all(): readonly Fault[] {
    return this.#faults
  }

  set(fault: Fault): void {
    this.#faults.push(fault)
  }

  clear(): void {
    this.#faults = []
  }

  /** The first fault set for `operation`, counted down. */
  take(operation: OperationName): Fault | undefined {
    const fault = this.#faults.find((candidate) => candidate.operation === operation)
    if (fault && fault.times !== null) {
      fault.times -= 1
      if (fault.times <= 0) this.#faults = this.#faults.filter((other) => other !== fault)
    }
    return fault
  }
}
