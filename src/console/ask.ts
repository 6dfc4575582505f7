import type { Hono } from 'hono'
import type { OperationName, Operations } from '../api/generated/types.ts'

/** A shape of the AWS API as it is written in JSON: times are seconds since 1970, bytes are base64. */
export type Wire<T> = T extends Date
  ? number
  : T extends Uint8Array
    ? string
    : T extends readonly (infer Item)[]
      ? Wire<Item>[]
      : T extends object
        ? { [K in keyof T]: Wire<T[K]> }
        : T

/** The control API, asked from inside. Whatever it refuses is thrown as `Refused`. */
export interface Ask {
  get<T>(path: string, query?: Readonly<Record<string, string | number | undefined>>): Promise<T>
  send<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<T>
  /** An operation of the AWS API that only looks: it leaves the request log, faults and quotas alone. */
  read<K extends OperationName>(operation: K, input: Operations[K]['input']): Promise<Wire<Operations[K]['output']>>
  /** An operation of the AWS API. */
  call<K extends OperationName>(operation: K, input: Operations[K]['input']): Promise<Wire<Operations[K]['output']>>
}

/** A refusal of the control API: its status, its code and its sentence. */
export class Refused extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** Asks `api` (the app of the control API) without a socket. */
export function askOf(api: Hono): Ask {
  const send: Ask['send'] = async <T>(method: string, path: string, body?: unknown) => {
    const response = await api.request(`/_emulator/api${path}`, {
      method,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const answer = (await response.json()) as T & { error?: { code: string; message: string } }
    if (response.ok) return answer
    throw new Refused(response.status, answer.error?.code ?? 'Error', answer.error?.message ?? 'No reason was given.')
  }
  return {
    send,
    get: (path, query = {}) => send('GET' as 'POST', `${path}${queryOf(query)}`),
    read: (operation, input) => send('POST', `/calls/${operation}?quietly=true`, input),
    call: (operation, input) => send('POST', `/calls/${operation}`, input),
  }
}

/** What is asked for, or undefined where it was refused: it is not there, or not for this pool. */
export async function orNothing<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return undefined
  }
}

/** `?a=1&b=2` of everything that is given and not empty; nothing where nothing is. */
export function queryOf(values: Readonly<Record<string, string | number | undefined>>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== '') query.set(name, String(value))
  }
  return query.size === 0 ? '' : `?${query}`
}
