import type { LambdaConfigType, OperationName, Operations } from './api/generated/types.ts'
import type { Clock } from './base/clock.ts'
import type { Ids } from './base/ids.ts'
import type { Random } from './base/random.ts'
import type { Tx } from './store/database.ts'
import type { AttemptContext } from './store/schema/events.ts'
import type { MessageKind } from './store/schema/messages.ts'

/** What the settings decide and the domain needs to know. */
export interface Settings {
  readonly region: string
  /** Twelve digits, in ARNs. */
  readonly accountId: string
  /** `local`, `aws` or a URL: the form of the tokens' issuer. */
  readonly issuer: string
  /** `strict` refuses risk configurations without the add-on; `observed` accepts them, as a capture of 2022 shows. */
  readonly addOnGate: 'strict' | 'observed'
  /** Life of a feedback token, in seconds. */
  readonly feedbackTokenLife: number
  /** Whether Invalid feedback also revokes the event's session (the service does not). */
  readonly revokeOnInvalid: boolean
  /** Whether a risky sign-in that the configuration allowed counts as trusted. */
  readonly trustAllowedRisk: boolean
  /** Whether messages leave by SMTP, so that their rows start as pending. */
  readonly relaysMail: boolean
  /** Whether exported logs have somewhere to go; otherwise no records are written. */
  readonly exportsLogs: boolean
  /** Whether request rates by category are limited. */
  readonly quotas: boolean
  /** Functions given to the emulator itself: names of triggers, `<poolId>/<trigger>` for one pool only. */
  readonly localTriggers: ReadonlySet<string>
  /** Whether Google and its siblings are asked themselves, rather than a page that stands for them. */
  readonly realSocialProviders: boolean
  /** What wraps the codes in events of custom senders: 256 bits, or the emulator's own Decrypt API; undefined for nothing. */
  readonly senderKey: Uint8Array | 'kms' | undefined
}

/** Who asked, and how. */
export interface RequestInfo {
  /** The value of x-amzn-RequestId. */
  readonly id: string
  readonly operation: string
  /** The caller's address: X-Forwarded-For from a trusted peer, else the socket's. */
  readonly ipAddress: string
  readonly userAgent: string | undefined
  /** The Region for which the call is signed; undefined for calls without signature. */
  readonly region?: string | undefined
  /** Replaces what the request says about the attempt: simulated sign-ins and seeds only. */
  readonly simulated?: SimulatedAttempt | undefined
}

/** Circumstances that a simulation or a seed gives instead of a real request. */
export interface SimulatedAttempt {
  readonly context: Partial<AttemptContext>
  /** Take the credential check as passed. */
  readonly skipCredentials: boolean
  /** When the attempt happens, in ms since 1970; now unless given. */
  readonly at?: number | undefined
}

/** An access token whose signature and expiry have been checked. Revocation is checked inside the transaction. */
export interface AccessToken {
  readonly poolId: string
  readonly clientId: string
  readonly sub: string
  readonly username: string
  readonly jti: string
  /** Absent where the client has token revocation switched off. */
  readonly originJti: string | undefined
  readonly eventId: string | undefined
  readonly scopes: readonly string[]
  /** Seconds since 1970. */
  readonly issuedAt: number
  readonly deviceKey: string | undefined
}

/** Where in the address space of the world an IP address lies. */
export interface Place {
  readonly country?: string | undefined
  readonly countryCode?: string | undefined
  readonly city?: string | undefined
  readonly latitude?: number | undefined
  readonly longitude?: number | undefined
  readonly asn?: number | undefined
  readonly network: string
  readonly source: 'seed' | 'table' | 'mmdb' | 'unknown'
}

/** What both kinds of context share. */
interface CommonContext {
  readonly clock: Clock
  readonly random: Random
  readonly ids: Ids
  readonly settings: Settings
  readonly request: RequestInfo
  /** The token of the request; set by the kernel for the operations that take one. */
  readonly accessToken: AccessToken | undefined
  /** Where this server answers, without a slash at the end. */
  baseUrl(): string
  /** Looks an address up in the user's location files; undefined where there are none or they do not know it. */
  geoip(ipAddress: string): Place | undefined
  /** Adds one line to the request log: the reason behind the answer. Never a secret. */
  note(reason: string): void
  /** Tells the request log, and the deliveries after the request, that it wrote a message. */
  wrote(messageId: string): void
  /** Writes a warning to the log, once for each distinct text. */
  warn(text: string): void
  /** Lets jobs that import users go on once this request is through. */
  resumeImports(): void
  /** Lets records of exported logs leave once this request is through. */
  sendLogs(): void
}

/** What domain code may use. Nothing here can be awaited. */
export interface Context extends CommonContext {
  readonly tx: Tx
  /** Makes an RSA pair of 2048 bits, as PKCS #8 PEM, while everything stands still. Takes about 150 ms. */
  makeRsaKeyNow(): string
}

type Sync<T> = T extends PromiseLike<unknown> ? never : T

/** What a flow may use: everything above but `tx`, and the parts of the world that take time. */
export interface FlowContext extends CommonContext {
  /** One transaction, from first read to last write. A throw rolls it back. */
  transact<T>(work: (ctx: Context) => Sync<T>): T
  readonly triggers: Triggers
  /** Makes an RSA pair of 2048 bits, as PKCS #8 PEM. Takes about 150 ms. */
  makeRsaKey(): Promise<string>
  /** Asks somebody else's server; redirects are not followed. Rejects where there is no answer in time. */
  askWeb(request: Request): Promise<Response>
}

/** One event for a Lambda trigger; `response` holds the initial values that the function may change. */
export interface TriggerEvent {
  version: string
  region: string
  userPoolId: string
  userName: string | null
  callerContext: { awsSdkVersion: string; clientId: string }
  triggerSource: string
  request: Record<string, unknown>
  /** Absent in events of custom senders, which answer nothing. */
  response?: Record<string, unknown>
}

/** The triggers of a pool, as `LambdaConfig` calls them. */
export type TriggerName = Exclude<keyof LambdaConfigType, 'PreTokenGenerationConfig' | 'KMSKeyID'>

/** Which function an event is for. */
export interface TriggerTarget {
  readonly poolId: string
  readonly trigger: TriggerName
  /** What `LambdaConfig` names; undefined where only the emulator itself was given a function. */
  readonly arn: string | undefined
}

/** The port to the functions of pools: sends an event and returns what comes back, or throws a `TriggerFailure`. */
export interface Triggers {
  invoke(target: TriggerTarget, event: TriggerEvent): Promise<unknown>
}

/** What a message trigger needs to know; kept here so that every module can name it. */
export type { MessageKind }

/** Runs inside one transaction, from first read to last write. */
export type Operation<K extends OperationName> = {
  [N in K]: (ctx: Context, input: Operations[N]['input']) => Operations[N]['output']
}[K]

/** Waits for something between its transactions. */
export type Flow<K extends OperationName> = {
  [N in K]: (ctx: FlowContext, input: Operations[N]['input']) => Promise<Operations[N]['output']>
}[K]
