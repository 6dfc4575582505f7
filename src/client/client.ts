import { type EventsApi, eventsApi } from './events.ts'
import { type InboxApi, inboxApi } from './inbox.ts'
import { pathOf } from './paths.ts'
import type { DoctorReport, ReplayPolicy, ReplayReport } from './reports.ts'
import { type Fetch, sender, withQuery } from './send.ts'
import type {
  AttemptContext,
  Evaluation,
  Explanation,
  Fault,
  RequestView,
  RiskLevel,
  RiskModel,
  SeedReport,
  SignInResult,
  SimulatedSignIn,
  UserRef,
} from './types.ts'

/** A span of time; parts that are left out are 0. */
export interface Span {
  milliseconds?: number
  seconds?: number
  minutes?: number
  hours?: number
  days?: number
}

/** The clock of an emulator elsewhere. */
export interface RemoteClock {
  /** The present moment and whether it stands. */
  get(): Promise<{ now: string; frozen: boolean }>
  set(now: Date | string): Promise<void>
  /** Moves the time, backwards with negative spans. */
  advance(span: Span): Promise<void>
  freeze(): Promise<void>
  run(): Promise<void>
}

/** Everything about a running emulator that is not part of Cognito itself. */
export interface ControlApi {
  readonly inbox: InboxApi
  readonly events: EventsApi
  /** Any operation of the AWS API, without a signature; members as the API spells them. */
  call(operation: string, input?: object): Promise<Record<string, unknown>>
  /** Fixes the level of the user's next evaluated sign-ins: of one unless `times` says otherwise, null until cleared. */
  nextRisk(user: UserRef, level: RiskLevel, options?: { times?: number | null }): Promise<void>
  /** Leaves the user's next sign-ins to the engine. */
  clearRisk(user: UserRef): Promise<void>
  /** Signs a user in from circumstances of your choice, through the same code as InitiateAuth. */
  signIn(signIn: SimulatedSignIn): Promise<SignInResult>
  /** How a sign-in would be rated now; nothing is recorded. */
  preview(user: UserRef, context: AttemptContext, options?: { clientId?: string }): Promise<Evaluation>
  /** What the model has learnt about a user. */
  riskModel(user: UserRef): Promise<RiskModel>
  /** Why an event was rated as it was, in plain words. */
  explain(eventId: string): Promise<Explanation>
  /** Says whose sign-in it was, as an administrator does. */
  feedback(user: UserRef, eventId: string, value: 'Valid' | 'Invalid'): Promise<void>
  /** Judges the stored sign-ins of a pool under another policy; changes nothing. */
  replay(userPoolId: string, policy: ReplayPolicy, options?: { since?: string; listed?: number }): Promise<ReplayReport>
  /** Looks all pools over for threat protection that cannot work as it was meant. */
  doctor(): Promise<DoctorReport>
  readonly faults: {
    list(): Promise<Fault[]>
    add(fault: Fault): Promise<void>
    clear(): Promise<void>
  }
  /** Loads a seed: its text in YAML or JSON, or the same as an object. */
  seed(seed: string | object): Promise<SeedReport>
  /** A seed that, loaded elsewhere, makes what is here. Whoever has it can sign in as every user. */
  export(options?: { userPoolId?: string; history?: boolean }): Promise<Record<string, unknown>>
  /** Back to the seeds, or with `{ seed: false }` to nothing. */
  reset(options?: { seed?: boolean }): Promise<void>
  /** Everything there is, as the bytes of an SQLite file. */
  snapshot(): Promise<Uint8Array>
  /** Back to what a snapshot holds. */
  restore(snapshot: Uint8Array): Promise<void>
}

/** An emulator that runs elsewhere: in another process, in a container. */
export interface ControlClient extends ControlApi {
  readonly url: string
  readonly clock: RemoteClock
  health(): Promise<{ status: string; version: string }>
  /** The last requests, newest first, with the reason behind each answer. */
  requests(query?: {
    operation?: string
    userPoolId?: string
    username?: string
    limit?: number
  }): Promise<RequestView[]>
}

/**
 * Connects to a running emulator.
 *
 * @param url where it answers, e.g. `http://localhost:4590`
 * @param options `fetch` instead of the global one, e.g. one that trusts the certificate of `--tls`
 * @example
 * const emulator = connect('http://localhost:4590')
 * await emulator.nextRisk({ userPoolId, username: 'ann' }, 'High')
 */
export function connect(url: string, options: { fetch?: Fetch } = {}): ControlClient {
  const base = url.replace(/\/+$/, '')
  const fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init))
  const send = sender(base, fetch)
  return {
    url: base,
    ...controlApi(base, fetch),
    clock: {
      get: () => send('GET', '/clock'),
      set: async (now) => void (await send('PUT', '/clock', { now: new Date(now).toISOString() })),
      advance: async (span) => void (await send('POST', '/clock/advance', { seconds: secondsOf(span) })),
      freeze: async () => void (await send('PUT', '/clock', { frozen: true })),
      run: async () => void (await send('PUT', '/clock', { frozen: false })),
    },
    health: () => send('GET', '/health'),
    requests: async (query = {}) =>
      (await send<{ requests: RequestView[] }>('GET', withQuery('/requests', { ...query }))).requests,
  }
}

/** The control API over `fetch`. */
export function controlApi(url: string, fetch: Fetch): ControlApi {
  const send = sender(url, fetch)
  const call = (operation: string, input: object = {}) =>
    send<Record<string, unknown>>('POST', `/calls/${operation}`, input)
  return {
    inbox: inboxApi(send),
    events: eventsApi(send),
    call,
    nextRisk: async (user, level, { times = 1 } = {}) =>
      void (await send('PUT', `${pathOf(user)}/risk/directive`, { level, times })),
    clearRisk: async (user) => void (await send('DELETE', `${pathOf(user)}/risk/directive`)),
    signIn: (signIn) => send('POST', '/sign-ins', signIn),
    preview: async (user, context, options = {}) =>
      (await send<{ evaluation: Evaluation }>('POST', `${pathOf(user)}/risk/preview`, { ...context, ...options }))
        .evaluation,
    riskModel: (user) => send('GET', `${pathOf(user)}/risk`),
    explain: (eventId) => send('GET', `/events/${encodeURIComponent(eventId)}/explanation`),
    async feedback({ userPoolId, username }, eventId, value) {
      const subject = { UserPoolId: userPoolId, Username: username }
      await call('AdminUpdateAuthEventFeedback', { ...subject, EventId: eventId, FeedbackValue: value })
    },
    replay: (userPoolId, policy, options = {}) =>
      send('POST', `/pools/${encodeURIComponent(userPoolId)}/replay`, { policy, ...options }),
    doctor: () => send('GET', '/doctor'),
    faults: {
      list: async () => (await send<{ faults: Fault[] }>('GET', '/faults')).faults,
      add: async (fault) => void (await send('POST', '/faults', fault)),
      clear: async () => void (await send('DELETE', '/faults')),
    },
    seed: (seed) => send('POST', '/seed', typeof seed === 'string' ? seed : JSON.stringify(seed)),
    export: (options = {}) =>
      send('GET', withQuery('/export', { userPoolId: options.userPoolId, history: String(options.history ?? true) })),
    reset: async ({ seed = true } = {}) => void (await send('POST', '/reset', { seed })),
    snapshot: () => send('GET', '/snapshot'),
    restore: async (snapshot) => void (await send('PUT', '/snapshot', snapshot)),
  }
}

function secondsOf({ milliseconds = 0, seconds = 0, minutes = 0, hours = 0, days = 0 }: Span): number {
  return milliseconds / 1000 + seconds + 60 * (minutes + 60 * (hours + 24 * days))
}
