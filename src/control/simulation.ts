import type { SimulatedAttempt } from '../context.ts'
import type { AttemptInput } from './schemas.ts'

/** The circumstances of a simulation as the domain takes them. */
export function simulationOf(
  context: AttemptInput,
  { skipCredentials }: { skipCredentials: boolean },
): SimulatedAttempt {
  const { at, ...circumstances } = context
  return { context: circumstances, skipCredentials, ...(at === undefined ? {} : { at: Date.parse(at) }) }
}
