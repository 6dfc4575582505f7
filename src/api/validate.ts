import { violations } from './constraints.ts'
import { decode } from './decode.ts'
import { ApiError } from './errors.ts'
import { modelOf } from './generated/model.ts'
import type { OperationName, Operations } from './generated/types.ts'

/**
 * The input of an operation, from its parsed body: blobs as bytes, unknown members dropped.
 *
 * Throws SerializationException for the first value of a wrong type, else InvalidParameterException with all broken
 * constraints in one message.
 */
export function validate<K extends OperationName>(operation: K, body: unknown): Operations[K]['input'] {
  const shape = modelOf(operation).input
  const input = decode(shape, body)
  const found = violations(shape, input)
  if (found.length > 0) throw new ApiError('InvalidParameterException', summary(found))
  // What decode and violations have let through is what the model describes.
  return input as Operations[K]['input']
}

// Observed: many captures.
function summary(found: readonly string[]): string {
  return `${found.length} validation error${found.length === 1 ? '' : 's'} detected: ${found.join('; ')}`
}
