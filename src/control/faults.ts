import { z } from 'zod'
import { modelOf, operationNames } from '../api/generated/model.ts'
import type { ErrorName, OperationName } from '../api/generated/types.ts'
import { ControlError } from './control.ts'
import { route } from './route.ts'

const operation = z.enum(operationNames as unknown as [OperationName, ...OperationName[]])

const fault = z.object({
  operation,
  error: z.string().optional().describe('an error that the operation declares'),
  message: z.string().optional(),
  latencyMs: z.number().int().min(0).max(600_000).optional(),
  times: z.number().int().positive().nullable().describe('how many calls; null until cleared'),
})
const faults = z.object({ faults: z.array(fault) })

/** Any operation may fail with these, declared or not. */
const ofTheService: readonly string[] = ['InternalErrorException', 'TooManyRequestsException']

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
    says: 'Lets the next calls of an operation fail, take a while, or both.',
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
    says: 'Clears all faults.',
    answer: faults,
    handle({ control }) {
      control.kernel.faults.clear()
      return { faults: [] }
    },
  }),
]

function requireEffect(body: z.output<typeof fault>): ErrorName | undefined {
  if (body.error === undefined && body.latencyMs === undefined) {
    throw new ControlError(400, 'InvalidRequest', 'A fault needs an error, a latencyMs or both.')
  }
  const declared: readonly string[] = modelOf(body.operation).errors
  if (body.error !== undefined && !declared.includes(body.error) && !ofTheService.includes(body.error)) {
    throw new ControlError(400, 'InvalidRequest', `${body.operation} declares: ${declared.join(', ')}.`)
  }
  return body.error as ErrorName | undefined
}
