import { z } from 'zod'
import { operationNames } from '../api/generated/model.ts'
import { perform } from '../kernel/perform.ts'
import { ControlError } from './control.ts'
import { type Call, route } from './route.ts'

/** Operations of the AWS API without a signature. */
export const callRoutes = [
  route({
    method: 'post',
    path: '/calls/:operation',
    says: 'Performs an operation of the AWS API, unsigned; the body is its input, the answer its output.',
    body: z.looseObject({}),
    answer: z.looseObject({}).describe('the output of the operation, as the AWS API writes it'),
    handle: callOperation,
  }),
]

async function callOperation({ control, ctx, params, body }: Call<unknown, object>): Promise<Record<string, unknown>> {
  const operation = params['operation']!
  if (!operationNames.some((name) => name === operation)) {
    throw new ControlError(404, 'NotFound', `There is no operation ${operation}.`)
  }
  const { ipAddress, userAgent } = ctx.request
  const request = { id: control.requestId(), operation, ipAddress, userAgent }
  const answer = await perform(control.kernel, request, body)
  if (!answer.error) return answer.body === '' ? {} : (JSON.parse(answer.body) as Record<string, unknown>)
  const { name, message } = answer.error
  throw new ControlError(name === 'ResourceNotFoundException' ? 404 : 400, name, message)
}
