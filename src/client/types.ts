/** The four levels of risk. */
export type RiskLevel = 'NoRisk' | 'Low' | 'Medium' | 'High'

/** Names a user of a pool: by username, alias or sub. */
export interface UserRef {
  readonly userPoolId: string
  readonly username: string
}

/** Why a sign-in was rated as it was. The contributions add up to the score, whichever source decided the level. */
export interface Evaluation {
  readonly score: number
  readonly level: RiskLevel
  readonly decision: 'NoRisk' | 'AccountTakeover' | 'Block'
  readonly action: 'BLOCK' | 'MFA_IF_CONFIGURED' | 'MFA_REQUIRED' | 'NO_ACTION' | 'NONE'
  readonly source: 'directive' | 'magic' | 'engine' | 'ip-rule'
  readonly thresholds: { readonly low: number; readonly medium: number; readonly high: number }
  readonly contributions: readonly Contribution[]
  readonly configuration: 'client' | 'pool' | 'none'
  readonly mode: 'AUDIT' | 'ENFORCED'
}

/** What one feature added to the score, and why. */
export interface Contribution {
  readonly feature: string
  readonly value: string
  readonly contribution: number
  readonly reason: string
}

/** The API's AuthEventType; its dates are ISO 8601. */
export interface AuthEvent {
  readonly EventId: string
  readonly EventType: string
  readonly CreationDate: string
  readonly EventResponse?: string | undefined
  readonly EventRisk?:
    | {
        readonly RiskDecision?: string | undefined
        readonly RiskLevel?: string | undefined
        readonly CompromisedCredentialsDetected?: boolean | undefined
      }
    | undefined
  readonly ChallengeResponses?:
    | readonly {
        readonly ChallengeName?: string | undefined
        readonly ChallengeResponse?: string | undefined
      }[]
    | undefined
  readonly EventContextData?:
    | {
        readonly IpAddress?: string | undefined
        readonly DeviceName?: string | undefined
        readonly Timezone?: string | undefined
        readonly City?: string | undefined
        readonly Country?: string | undefined
      }
    | undefined
  readonly EventFeedback?:
    | {
        readonly FeedbackValue: string
        readonly Provider: string
        readonly FeedbackDate?: string | undefined
      }
    | undefined
}

/** The circumstances of a sign-in. What is left out is found out from address and user agent. */
export interface AttemptContext {
  ipAddress: string
  userAgent?: string | undefined
  deviceId?: string | undefined
  /** Whether the secret of a remembered device is proved. */
  rememberedDevice?: boolean | undefined
  /** IANA name or offset. */
  timezone?: string | undefined
  city?: string | undefined
  /** ISO 3166-1 alpha-2 code or English name. */
  country?: string | undefined
  asn?: number | undefined
  latitude?: number | undefined
  longitude?: number | undefined
  network?: 'access' | 'mobile' | 'hosting' | 'vpn' | 'tor' | 'local' | 'unknown' | undefined
  /** When it happens (ISO 8601); now unless given. */
  at?: string | undefined
}

/** A simulated sign-in. Without a password the credential check is taken as passed. */
export interface SimulatedSignIn extends UserRef {
  clientId: string
  password?: string | undefined
  context: AttemptContext
}

/** What a simulated sign-in came to. */
export interface SignInResult {
  /** Null where the pool keeps no events, or nobody has the name. */
  readonly authEvent: AuthEvent | null
  readonly evaluation: Evaluation | null
  /** What InitiateAuth answered, or its error. */
  readonly outcome: {
    readonly error?: { readonly code: string; readonly message: string } | undefined
    readonly [member: string]: unknown
  }
  /** The notification that the sign-in caused. */
  readonly message?: InboxMessage | undefined
}

/** Something that was sent to a user. */
export interface InboxMessage {
  readonly id: string
  readonly channel: 'email' | 'sms'
  /** Why it was sent: `SignUp`, `ForgotPassword`, `AccountTakeOverNotification`, … */
  readonly kind: string
  readonly to: string
  readonly from: string
  readonly subject: string | null
  readonly html: string | null
  readonly text: string
  readonly createdAt: string
  readonly userPoolId: string
  readonly username: string
  /** The confirmation code in it. */
  readonly code?: string | undefined
  readonly link?: string | undefined
  /** Of risk notifications; the URLs are there where the pool has a domain. */
  readonly feedback?:
    | {
        readonly eventId: string
        readonly token: string
        readonly validUrl?: string | undefined
        readonly invalidUrl?: string | undefined
      }
    | undefined
  readonly delivery: {
    readonly status: 'drafted' | 'pending' | 'delivered' | 'failed'
    readonly attempts: number
    readonly lastError?: string | undefined
  }
}

/** Which messages are meant; what is left out does not matter. */
export interface MessageQuery {
  userPoolId?: string | undefined
  username?: string | undefined
  /** One e-mail address or phone number. */
  to?: string | undefined
  kind?: string | undefined
  /** Only messages written after this moment (ISO 8601), or after the message of this id. */
  after?: string | undefined
}

/** An auth event with its stored explanation, circumstances, feedback and messages. */
export interface EventView {
  readonly username: string | null
  readonly authEvent: AuthEvent
  readonly evaluation: Evaluation | null
  readonly context: { readonly ipAddress: string; readonly [member: string]: unknown }
  readonly feedback: {
    readonly value: 'Valid' | 'Invalid'
    readonly provider: 'Admin' | 'User'
    readonly at: string
  } | null
  readonly messages: readonly InboxMessage[]
  readonly clientId: string | null
  readonly requestId: string | null
}

/** Which events are meant. */
export interface EventQuery {
  level?: RiskLevel | undefined
  /** `SignIn`, `SignUp`, `ForgotPassword`, `PasswordChange` or `ResendCode`. */
  type?: string | undefined
  response?: 'Pass' | 'Fail' | 'InProgress' | undefined
  limit?: number | undefined
}

/** An event in plain words. */
export interface Explanation {
  readonly userPoolId: string
  readonly username: string
  readonly eventId: string
  readonly headline: string
  /** The whole of it, to be read from top to bottom. */
  readonly lines: readonly string[]
  readonly [member: string]: unknown
}

/** What the model has learnt about a user. */
export interface RiskModel {
  readonly events: number
  readonly feedbacks: { readonly valid: number; readonly invalid: number }
  readonly first: string | null
  readonly last: string | null
  readonly directive: { readonly level: RiskLevel; readonly times: number | null } | null
  readonly features: readonly {
    readonly feature: string
    readonly values: readonly {
      readonly value: string
      readonly good: number
      readonly invalid: number
      readonly valid: number
      readonly failed: number
      readonly lastSeen: string
    }[]
  }[]
}

/** One of the last requests, with the reason behind its answer. */
export interface RequestView {
  readonly id: string
  readonly operation: string
  readonly at: string
  readonly durationMs: number
  readonly status: number
  readonly error?: { readonly name: string; readonly message: string } | undefined
  readonly reasons: readonly string[]
  readonly userPoolId?: string | undefined
  readonly username?: string | undefined
  readonly messages: readonly string[]
}

/** A fault on purpose: the next calls of an operation or endpoint fail, take a while, or both. */
export interface Fault {
  /** An operation of the API, or an endpoint and its method as in the requests: `Token_POST`, `Login_GET`, `jwks.json`. */
  operation: string
  /** An error that the operation declares; for endpoints an OAuth error, e.g. `server_error` or `temporarily_unavailable`. */
  error?: string | undefined
  message?: string | undefined
  latencyMs?: number | undefined
  /** How many calls; null until cleared. */
  times?: number | null | undefined
}

/** What a seed file has brought; `loaded` is false for one that the database holds already. */
export interface SeedReport {
  readonly loaded: boolean
  readonly pools: number
  readonly users: number
  readonly events: number
}
