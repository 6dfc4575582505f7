import { modelOf } from './generated/model.ts'
import type { ErrorName, OperationName } from './generated/types.ts'

/** Whether the model lists the error for the operation; requests of other kinds declare none. */
export function declares(operation: string, error: ErrorName): boolean {
  return modelOf(operation as OperationName)?.errors.includes(error) ?? false
}
