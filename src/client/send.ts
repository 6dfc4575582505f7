/** A refusal of the control API. */
export class ControlApiError extends Error {
  override readonly name = 'ControlApiError'
  readonly status: number
  /** `NotFound`, `InvalidRequest`, `InvalidSeed`, … or the name of an AWS error. */
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** Answers a request: over the network, or from an emulator in the same process. */
export type Fetch = (request: Request) => Promise<Response>

/** One call of the control API; what it answers is typed by the caller, from the API's own schemas. */
export type Send = <T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) => Promise<T>

/** Values of a query; undefined ones are left out. */
export type Query = Readonly<Record<string, string | number | undefined>>

/** Makes a `Send` for the emulator at `url`. */
export function sender(url: string, fetch: Fetch): Send {
  return async <T>(method: string, path: string, body?: unknown) => {
    const response = await fetch(new Request(`${url}/_emulator/api${path}`, { method, ...bodyOf(body) }))
    if (!response.ok) throw await refusalOf(response)
    const json = response.headers.get('content-type')?.startsWith('application/json')
    // The server checks what it takes and tests check what it gives.
    return (json ? await response.json() : new Uint8Array(await response.arrayBuffer())) as T
  }
}

/** `path?name=value&…` */
export function withQuery(path: string, query: Query): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  const parameters = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]))
  return given.length === 0 ? path : `${path}?${parameters}`
}

function bodyOf(body: unknown): RequestInit {
  if (body === undefined) return {}
  if (typeof body === 'string') return { body }
  if (body instanceof Uint8Array) return { body: new Uint8Array(body) }
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
}

async function refusalOf(response: Response): Promise<ControlApiError> {
  const text = await response.text()
  try {
    const { error } = JSON.parse(text) as { error: { code: string; message: string } }
    return new ControlApiError(response.status, error.code, error.message)
  } catch {
    return new ControlApiError(response.status, 'Unexpected', text.slice(0, 200) || response.statusText)
  }
}
