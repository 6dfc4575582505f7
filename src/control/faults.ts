import { z } from 'zod'
import { operationNames } from '../api/generated/model.ts'
import { type Fault, faultErrors } from '../kernel/fault-table.ts'
import { hostedOperations } from '../kernel/hosted-operations.ts'
import { ControlError } from './control.ts'
import { route } from './route.ts'

const operation = z
  .enum([...operationNames, ...hostedOperations])
  .describe('an operation, or an endpoint and its method as the request log names them, e.g. Token_POST')

const fault = z.object({
  operation,
  error: z
    .string()
    .optional()
    .describe(
      'an error that the operation declares; for endpoints an OAuth error, server_error or temporarily_unavailable',
    ),
  message: z.string().optional(),
  latencyMs: z.number().int().min(0).max(600_000).optional(),
  times: z.number().int().positive().nullable().describe('how many calls; null until cleared'),
})
const faults = z.object({ faults: z.array(fault) })

/** Faults on purpose: the next calls of an operation fail, or take a while. */
export const faultRoutes = [
  route({
    method: 'get',
    path: '/faults',
    says: 'The faults now set.',
    answer: faults,
    handle: ({ control }) => ({ faults: [...control.kernel.faults.all] }),
  }),
  route({
    method: 'post',
    path: '/faults',
    says: 'Lets the next calls of an operation or endpoint fail, take a while, or both.',
    body: fault.extend({ times: fault.shape.times.default(1) }).strict(),
    answer: faults,
    handle({ control, body }) {
      const error = requireEffect(body)
      control.kernel.faults.set({ ...body, error })
      return { faults: [...control.kernel.faults.all] }
    },
  }),
  route({
    method: 'delete',
    path: '/faults',
    says: 'Clears all faults, or those of one operation or endpoint.',
    query: z.strictObject({ operation: operation.optional() }),
    answer: faults,
    handle({ control, query }) {
      control.kernel.faults.clear(query.operation)
      return { faults: [...control.kernel.faults.all] }
    },
  }),
]

function requireEffect(body: z.output<typeof fault>): Fault['error'] {
  if (body.error === undefined && body.latencyMs === undefined) {
    throw new ControlError(400, 'InvalidRequest', 'A fault needs an error, a latencyMs or both.')
  }
  const possible = faultErrors(body.operation)
  const error = possible.find((name) => name === body.error)
  if (body.error !== undefined && error === undefined) {
    throw new ControlError(400, 'InvalidRequest', `${body.operation} fails with one of: ${possible.join(', ')}.`)
  }
  return error
}
