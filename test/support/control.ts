import { routes } from '../../src/control/api.ts'
import type { Core } from '../../src/core.ts'

/** What the control API answered. */
export interface ControlAnswer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests compare what is in it
  readonly body: any
}

/** Calls the control API without a socket. A successful answer has to fit the schema that the API publishes. */
export type ControlCall = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<ControlAnswer>

/** The control API of an emulator. */
export function controlOf(core: Core): ControlCall {
  return async (method, path, body, headers = {}) => {
    const response = await core.app.request(`http://localhost:4590/_emulator/api${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const parsed: unknown = await response.json()
    if (response.status === 200) requireSchema(method, path, parsed)
    return { status: response.status, body: parsed }
  }
}

function requireSchema(method: string, path: string, answer: unknown): void {
  const plain = path.replace(/\?.*/, '')
  const row = routes.find(
    (candidate) =>
      candidate.method === method.toLowerCase() &&
      new RegExp(`^${candidate.path.replace(/:\w+/g, '[^/]+')}$`).test(plain),
  )
  row?.answer.parse(answer)
}
