import { ApiError } from '../api/errors.ts'
import type { OperationName, Operations } from '../api/generated/types.ts'
import { validate } from '../api/validate.ts'
import { chosenIds } from '../base/ids.ts'
import type { Context } from '../context.ts'
import type { OperationTable } from '../kernel/perform.ts'
import { type SeedPath, SeedProblem } from './seed-error.ts'

type Chosen = Parameters<typeof chosenIds>[1]

/** Runs one operation of the API as part of a seed; what it refuses is reported for `path`. */
export type Run = <K extends OperationName>(
  path: SeedPath,
  operation: K,
  input: Record<string, unknown>,
  chosen?: Chosen,
) => Operations[K]['output']

/** Makes a `Run` for the transaction of `ctx`. Operations that wait for something cannot be part of it. */
export function runner(ctx: Context, operations: OperationTable): Run {
  return (path, operation, input, chosen = {}) => {
    const perform = operations[operation]
    if (!perform) throw new SeedProblem(path, `${operation} cannot be used in a seed.`)
    const run = () => {
      const valid = validate(operation, JSON.parse(JSON.stringify(input)))
      return perform({ ...ctx, ids: chosenIds(ctx.ids, chosen) }, valid as never) as never
    }
    return pointingAt(path, run, (message) => `${operation} refuses this: ${message}`)
  }
}

/** Does something for `path` of a seed, at which it points where it is refused or what was chosen is there already. */
export function pointingAt<T>(path: SeedPath, deed: () => T, says = (message: string) => message): T {
  try {
    return deed()
  } catch (error) {
    if (error instanceof ApiError) throw new SeedProblem(path, says(error.message))
    const [, column] = /^UNIQUE constraint failed: .*\.(\w+)$/.exec((error as Error).message) ?? []
    if (column !== undefined) throw new SeedProblem(path, `There is another one with this ${column} already.`)
    throw error
  }
}
