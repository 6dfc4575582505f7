import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { CreateUserPoolRequest } from '../../src/api/generated/types.ts'
import type { FlowContext, TriggerEvent } from '../../src/context.ts'
import type { EmulatorOptions } from '../../src/core.ts'
import { getClient } from '../../src/domain/clients/clients.ts'
import { getPool } from '../../src/domain/pools/pools.ts'
import { getUser } from '../../src/domain/users/users.ts'
import type { TriggerFunction } from '../../src/edges/local-function.ts'
import { newEntry } from '../../src/kernel/request-log.ts'
import { type TestEmulator, testEmulator } from './emulator.ts'

/** The ARN of a function in the Region of tests. */
export const functionArn = (name: string) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`

/** A function that answers with `response` (or what it makes of the event) and keeps the events it got. */
export function recording(
  response: Record<string, unknown> | ((event: TriggerEvent) => unknown) = {},
): TriggerFunction & { events: TriggerEvent[] } {
  const events: TriggerEvent[] = []
  const handler: TriggerFunction = async (event) => {
    events.push(structuredClone(event))
    if (typeof response === 'function') return response(event)
    return { ...event, response: { ...event.response, ...response } }
  }
  return Object.assign(handler, { events })
}

/** An emulator with one pool, one client and Alice, for tests that call the domain's functions directly. */
export async function triggerWorld(options: EmulatorOptions = {}, pool: Partial<CreateUserPoolRequest> = {}) {
  const emulator = testEmulator(options)
  const { call } = emulator
  const { UserPool } = await call('CreateUserPool', { PoolName: 'people', ...pool })
  const poolId = UserPool!.Id!
  const { UserPoolClient } = await call('CreateUserPoolClient', { UserPoolId: poolId, ClientName: 'app' })
  await call('AdminCreateUser', {
    UserPoolId: poolId,
    Username: 'alice',
    UserAttributes: [
      { Name: 'email', Value: 'alice@example.com' },
      { Name: 'email_verified', Value: 'true' },
    ],
    MessageAction: 'SUPPRESS',
  })
  const flow = flowOf(emulator, {})
  const rows = flow.transact((tx) => {
    const found = getPool(tx, poolId)
    return { pool: found, client: getClient(tx, UserPoolClient!.ClientId!), user: getUser(tx, found, 'alice') }
  })
  return { ...emulator, ...rows, flow, flowOf: (request: { userAgent?: string }) => flowOf(emulator, request) }
}

function flowOf({ core }: TestEmulator, { userAgent }: { userAgent?: string }): FlowContext {
  const request = { id: crypto.randomUUID(), operation: 'SignUp', ipAddress: '127.0.0.1', userAgent }
  const entry = newEntry(request, 0)
  core.kernel.log.add(entry)
  return core.kernel.open(entry, request, undefined)
}

/** What a function behind HTTP answers. */
export interface HttpAnswer {
  readonly status?: number
  readonly headers?: Record<string, string>
  /** Text as it is; anything else as JSON. */
  readonly body: unknown
  readonly delayMs?: number
}

/** A server on a free port that keeps what it is asked, and answers with what `answer` makes of it. */
export async function functionServer(answer: (event: TriggerEvent, path: string) => HttpAnswer | Promise<HttpAnswer>) {
  const requests: { path: string; headers: IncomingMessage['headers']; event: TriggerEvent }[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const event = JSON.parse(Buffer.concat(chunks).toString()) as TriggerEvent
    const path = request.url ?? ''
    requests.push({ path, headers: request.headers, event })
    const { status = 200, headers = {}, body, delayMs = 0 } = await answer(event, path)
    setTimeout(() => {
      response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body))
    }, delayMs)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests }
}
