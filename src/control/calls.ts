import { z } from 'zod'
import { operationNames } from '../api/generated/model.ts'
import { FaultTable } from '../kernel/fault-table.ts'
import { type Kernel, perform } from '../kernel/perform.ts'
import { Quotas } from '../kernel/quotas.ts'
import { RequestLog } from '../kernel/request-log.ts'
import { ControlError } from './control.ts'
import { type Call, route } from './route.ts'

/** Operations of the AWS API without a signature. */
export const callRoutes = [
  route({
    method: 'post',
    path: '/calls/:operation',
    says: 'Performs an operation of the AWS API, unsigned; the body is its input, the answer its output.',
    query: z.strictObject({
      quietly: z
        .stringbool()
        .optional()
        .describe('leaves the request log, faults and quotas alone: for tools that only look'),
    }),
    body: z.looseObject({}),
    answer: z.looseObject({}).describe('the output of the operation, as the AWS API writes it'),
    handle: callOperation,
  }),
]

async function callOperation({
  control,
  ctx,
  params,
  query,
  body,
}: Call<{ quietly?: boolean | undefined }, object>): Promise<Record<string, unknown>> {
  const operation = params['operation']!
  if (!operationNames.some((name) => name === operation)) {
    throw new ControlError(404, 'NotFound', `There is no operation ${operation}.`)
  }
  const { ipAddress, userAgent } = ctx.request
  const request = { id: control.requestId(), operation, ipAddress, userAgent }
  const answer = await perform(query.quietly ? unnoticed(control.kernel) : control.kernel, request, body)
  if (!answer.error) return answer.body === '' ? {} : (JSON.parse(answer.body) as Record<string, unknown>)
  const { name, message } = answer.error
  throw new ControlError(name === 'ResourceNotFoundException' ? 404 : 400, name, message)
}

/** The same kernel, but nobody sees what it does. */
function unnoticed(kernel: Kernel): Kernel {
  return { ...kernel, log: new RequestLog(1), faults: new FaultTable(), quotas: new Quotas(), report: () => {} }
}
