import type { RequestInfo } from '../context.ts'

/** One request as the developer wants to see it afterwards: what was asked, what was answered, and why. */
export interface LoggedRequest {
  readonly id: string
  readonly operation: string
  /** Milliseconds since 1970, on the emulator's clock. */
  readonly at: number
  /** How long it took, in real milliseconds. */
  durationMs: number
  status: number
  error: { name: string; message: string } | undefined
  /** The lines that explain the answer, in the order in which they were noted. */
  readonly reasons: string[]
  poolId: string | undefined
  /** Tells the pool where the request does not name it. */
  clientId: string | undefined
  /** As it was sent: a username, an alias or a sub. */
  username: string | undefined
  /** Sensitive members are blanked in both. */
  input: unknown
  output: unknown
  /** Ids of the messages that the request sent. */
  messages: string[]
  /** The calls of functions, in their order. What they carried is not kept. */
  readonly triggers: LoggedTrigger[]
  /** Of an unexpected error only. */
  stack: string | undefined
}

/** One call of a function for a Lambda trigger. */
export interface LoggedTrigger {
  readonly trigger: string
  /** `triggerSource`, e.g. `PreSignUp_SignUp`. */
  readonly source: string
  /** The ARN that the pool names, if it names one. */
  readonly target: string | undefined
  durationMs: number
  failed: boolean
}

/** A new entry, not yet in any log; `at` in ms since 1970. */
export function newEntry(request: RequestInfo, at: number, input?: unknown): LoggedRequest {
  return {
    id: request.id,
    operation: request.operation,
    at,
    durationMs: 0,
    status: 200,
    error: undefined,
    reasons: [],
    poolId: undefined,
    clientId: undefined,
    username: undefined,
    input,
    output: undefined,
    messages: [],
    triggers: [],
    stack: undefined,
  }
}

/** The last requests, newest first, and whoever wants to hear of new ones. */
export class RequestLog {
  #entries: LoggedRequest[] = []
  #listeners = new Set<(entry: LoggedRequest) => void>()
  readonly #size: number

  constructor(size = 500) {
    this.#size = size
  }

  add(entry: LoggedRequest): void {
    this.#entries.unshift(entry)
    if (this.#entries.length > this.#size) this.#entries.length = this.#size
    for (const listener of this.#listeners) listener(entry)
  }

  /** Newest first. */
  get entries(): readonly LoggedRequest[] {
    return this.#entries
  }

  find(id: string): LoggedRequest | undefined {
    return this.#entries.find((entry) => entry.id === id)
  }

  clear(): void {
    this.#entries = []
  }

  /** Calls `listener` for every new entry until the returned function is called. */
  subscribe(listener: (entry: LoggedRequest) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
