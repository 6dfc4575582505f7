import { z } from 'zod'
import type { LoggedRequest } from '../kernel/request-log.ts'
import { type Call, route } from './route.ts'

const change = z.object({
  id: z.string().describe('id of the request, which /requests/{id} has'),
  operation: z.string(),
  status: z.number(),
  userPoolId: z.string().optional(),
  username: z.string().optional(),
  messages: z.number().describe('how many messages it sent'),
})

/** What happens, as it happens. */
export const changeRoutes = [
  route({
    method: 'get',
    path: '/changes',
    says: 'Server-sent events: one named `request` for every request that is answered, its data as JSON.',
    stream: true,
    answer: change,
    handle: ({ control, signal }: Call) => changes(control, signal),
  }),
]

/** A comment now and then, so that nothing between us and the listener takes the line for dead. */
const heartbeatMs = 25_000

function changes({ kernel }: Call['control'], signal: AbortSignal): Response {
  const encoder = new TextEncoder()
  let close = () => {}
  const body = new ReadableStream<Uint8Array>({
    start(stream) {
      const send = (text: string) => stream.enqueue(encoder.encode(text))
      const unsubscribe = kernel.log.subscribe((entry) => send(eventOf(entry)))
      const timer = setInterval(() => send(': still there\n\n'), heartbeatMs)
      timer.unref()
      close = () => {
        clearInterval(timer)
        unsubscribe()
      }
      signal.addEventListener('abort', () => {
        close()
        stream.close()
      })
      send('retry: 2000\n\n')
    },
    cancel: () => close(),
  })
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' },
  })
}

function eventOf({ id, operation, status, poolId, username, messages }: LoggedRequest): string {
  const data: z.output<typeof change> = {
    ...{ id, operation, status, username },
    userPoolId: poolId,
    messages: messages.length,
  }
  return `event: request\ndata: ${JSON.stringify(data)}\n\n`
}
