import { shapes } from '../api/generated/model.ts'

/**
 * The input of an update that changes only this: whatever a description shows and the input can say is sent again, since
 * updates take what they do not name for "back to the default".
 */
export function changed<Input extends object>(
  input: 'UpdateUserPoolRequest' | 'UpdateUserPoolClientRequest',
  described: object,
  changes: Partial<Input>,
): Input {
  const members = Object.keys(shapes[input]?.members ?? {})
  const kept = Object.entries(described).filter(([name, value]) => members.includes(name) && value !== undefined)
  return { ...Object.fromEntries(kept), ...changes } as Input
}
