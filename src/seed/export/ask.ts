import { encode } from '../../api/encode.ts'
import { ApiError } from '../../api/errors.ts'
import type { OperationName, Operations } from '../../api/generated/types.ts'
import { validate } from '../../api/validate.ts'
import type { Context } from '../../context.ts'
import type { OperationTable } from '../../kernel/perform.ts'
import type { Described } from '../from-aws.ts'

/** Reads by an operation of the API, as it is answered on the wire; what is not there is an empty structure. */
export type Ask = (operation: OperationName, input: object) => Described

/** Makes an `Ask`. */
export function asker(ctx: Context, operations: OperationTable): Ask {
  return (operation, input) => {
    const perform = operations[operation]
    if (!perform) return {}
    try {
      const output = perform(ctx, validate(operation, input) as never) as Operations[typeof operation]['output']
      return JSON.parse(encode(operation, output)) as Described
    } catch (error) {
      // Nothing of this kind was ever set.
      if (error instanceof ApiError) return {}
      throw error
    }
  }
}

/** All entries of a list operation. */
export function pages(ask: Ask, operation: OperationName, input: object, member: string): Described[] {
  const found: Described[] = []
  let next: object = {}
  for (;;) {
    const answer = ask(operation, { ...input, ...next })
    found.push(...((answer[member] ?? []) as Described[]))
    if (answer['NextToken'] === undefined) return found
    next = { NextToken: answer['NextToken'] }
  }
}
