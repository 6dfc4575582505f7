import type { ErrorName } from '../../src/api/generated/types.ts'

/** What a refused call throws, for `rejects.toMatchObject`. */
export function refusal(name: ErrorName, message: string): { name: ErrorName; message: string } {
  return { name, message }
}

/** A refusal with InvalidParameterException, by far the most frequent one. */
export function invalid(message: string): { name: ErrorName; message: string } {
  return refusal('InvalidParameterException', message)
}

/** What any operation says about a pool that is not there. */
export const unknownPool = 'us-east-1_nowhere00'
export const noSuchPool = refusal('ResourceNotFoundException', `User pool ${unknownPool} does not exist.`)
