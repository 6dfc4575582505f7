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

/** Nothing answers at the address of an emulator. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError'
}

/** What was waited for did not happen in time. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError'
}

/** Answers a request: over the network, or from an emulator in the same process. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** One call of the control API; what it answers is typed by the caller, from the API's own schemas. */
export type Send = <T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) => Promise<T>

/** Values of a query; undefined ones are left out. */
export type Query = Readonly<Record<string, string | number | undefined>>

/** Makes a `Send` for the emulator at `url`. */
export function sender(url: string, fetch: Fetch): Send {
  return async <T>(method: string, path: string, body?: unknown) => {
    const response = await fetch(`${url}/_emulator/api${path}`, { method, ...bodyOf(body) }).catch((error: unknown) => {
      throw new UnreachableError(`No emulator answers at ${url} (${reasonOf(error)}).`, { cause: error })
    })
    if (!response.ok) throw await refusalOf(response, url)
    const type = response.headers.get('content-type') ?? ''
    // The server checks what it takes and tests check what it gives.
    if (type.startsWith('application/json')) return (await response.json()) as T
    if (type.startsWith('application/vnd.sqlite3')) return new Uint8Array(await response.arrayBuffer()) as T
    throw stranger(url, response)
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
  // Test runners have classes of their own, so that the bytes of a file need not be an instance of ours.
  if (ArrayBuffer.isView(body))
    return { body: new Uint8Array(body.buffer as ArrayBuffer, body.byteOffset, body.byteLength) }
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
}

/** What failed: errors of `fetch` only say that it did, and have the rest in their cause. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as { message?: string; cause?: { message?: string; code?: string } }
  return cause?.message || cause?.code || message || String(error)
}

async function refusalOf(response: Response, url: string): Promise<ControlApiError> {
  try {
    const { error } = JSON.parse(await response.text()) as { error: { code: string; message: string } }
    return new ControlApiError(response.status, error.code, error.message)
  } catch {
    return stranger(url, response)
  }
}

function stranger(url: string, { status }: Response): ControlApiError {
  return new ControlApiError(status, 'Unexpected', `What answers at ${url} is no emulator (status ${status}).`)
}
