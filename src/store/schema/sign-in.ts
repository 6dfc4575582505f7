import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { AuthFlowType, ChallengeNameType } from '../../api/generated/types.ts'
import { ofClient } from './clients.ts'
import { ofPool } from './pools.ts'
import { type MfaFactor, ofUser, users } from './users.ts'

/** The server's half of an SRP exchange, hexadecimal numbers; `block` is the SECRET_BLOCK that stands for it. */
export interface SrpState {
  readonly A: string
  readonly B: string
  readonly b: string
  readonly block: string
}

/** One challenge of a custom sign-in that was answered, as DefineAuthChallenge sees it. */
export interface CustomStep {
  readonly challengeName: string
  readonly challengeResult: boolean
  readonly challengeMetadata?: string | undefined
}

/** What a sign-in by CUSTOM_AUTH has come to. */
export interface CustomState {
  /** Oldest first. */
  readonly steps: readonly CustomStep[]
  /** What CreateAuthChallenge made of the present challenge, for the function that checks the answer. */
  readonly privateParameters?: Readonly<Record<string, string>> | undefined
  readonly metadata?: string | undefined
}

/** How something was proved, as the claim amr names it: password, message, e-mail, authenticator app, passkey. */
export type Method = 'pwd' | 'sms' | 'email_otp' | 'otp' | 'swk'

/** The level of assurance that a sign-in was asked for. */
export interface TargetLevel {
  /** As the request wrote it. */
  readonly acr: string
  /** What the presented access token vouches for. */
  readonly credited: readonly Method[]
  /** The second factors of which one must follow a password. */
  readonly mfa: readonly MfaFactor[]
}

/** What a sign-in has come to, and what its next answer is checked against. */
export interface SessionState {
  readonly challenge: ChallengeNameType
  readonly flow: AuthFlowType
  /** As the caller typed it at first. */
  readonly signInName: string
  /** Set once the first factor was right and threat protection has seen it. */
  readonly eventId?: string | undefined
  /** Whether threat protection asks for a second factor that the user would not need otherwise. */
  readonly mfaDemanded?: boolean | undefined
  /** Whether a second factor was proved. */
  readonly mfaDone?: boolean | undefined
  /** The factor that the user chose where there was a choice. */
  readonly mfaChosen?: MfaFactor | undefined
  /** The factors that the present challenge lets the user choose from or set up. */
  readonly mfaOffered?: readonly MfaFactor[] | undefined
  /** The code that was sent for the present challenge; it lives as long as the session. */
  readonly sentCode?: string | undefined
  /** The address or number that the user gave to set a factor up; not yet an attribute. */
  readonly newAddress?: string | undefined
  /** Whether the authenticator that is being set up has been verified. */
  readonly authenticatorVerified?: boolean | undefined
  /** The first factors that SELECT_CHALLENGE lets the user choose from. */
  readonly offered?: readonly ChallengeNameType[] | undefined
  /** Everything that was proved so far. */
  readonly methods?: readonly Method[] | undefined
  readonly target?: TargetLevel | undefined
  readonly srp?: SrpState | undefined
  /** Base64url. */
  readonly passkeyChallenge?: string | undefined
  /** Set in the sessions of SignUp and ConfirmSignUp, which answer no challenge. */
  readonly signUp?: 'begun' | 'confirmed' | undefined
  readonly custom?: CustomState | undefined
  /** The challenge to which the last answer led by itself: a choice, or the second half of an exchange. */
  readonly pending?: ChallengeNameType | undefined
  /** The device key that came with the first step, before it could be told whose it is. */
  readonly namedDevice?: string | undefined
  /** The key of the device that the sign-in names, once it is known to be the user's. */
  readonly deviceKey?: string | undefined
  /** Whether the secret of that device was proved. */
  readonly deviceProved?: boolean | undefined
  /** Whether a wrong code was given in this session. */
  readonly mistaken?: boolean | undefined
}

/** A sign-in under way. The caller holds the Session string; only its SHA-256 is kept. */
export const authSessions = sqliteTable(
  'auth_sessions',
  {
    hash: text().primaryKey(),
    poolId: ofPool(),
    clientId: ofClient(),
    /** Null for a simulated user. */
    userId: integer().references(() => users.id, { onDelete: 'cascade' }),
    /** What the next answer must be, and what it needs to be checked. */
    state: text({ mode: 'json' }).$type<SessionState>().notNull(),
    createdAt: integer().notNull(),
    expiresAt: integer().notNull(),
    usedAt: integer(),
  },
  (table) => [index('auth_sessions_by_expiry').on(table.expiresAt)],
)

/** What a refresh must repeat of the sign-in. */
export interface CarriedFacts {
  /** The name the user signed in under, where it is not the username: a secret hash may be made over it. */
  signInName?: string | undefined
  /** Claims of both tokens: nonce, acr, amr and their like. */
  claims?: Readonly<Record<string, unknown>> | undefined
  /** Set for sign-ins at the hosted pages, whose tokens say more and follow the scopes. */
  hosted?: HostedSignIn | undefined
}

/** What the tokens of a sign-in at the hosted pages say besides. */
export interface HostedSignIn {
  readonly nonce?: string | undefined
  /** The audience of the access token: the URL that the client named (RFC 8707). */
  readonly resource?: string | undefined
}

/** One sign-in and all refresh tokens that descend from it. `id` is the claim origin_jti. */
export const refreshFamilies = sqliteTable(
  'refresh_families',
  {
    id: text().primaryKey(),
    poolId: ofPool(),
    clientId: ofClient(),
    userId: ofUser(),
    eventId: text().notNull(),
    /** Space separated. */
    scope: text().notNull(),
    deviceKey: text(),
    /** The refresh token that is valid now, and the one before it while its grace period lasts. */
    currentJti: text().notNull(),
    previousJti: text(),
    previousUntil: integer(),
    authTime: integer().notNull(),
    createdAt: integer().notNull(),
    expiresAt: integer().notNull(),
    revokedAt: integer(),
    lastUsedAt: integer().notNull(),
    ipAddress: text(),
    userAgent: text(),
    /** `tkn` and 25 lower-case letters and digits; only where the pool tracked sessions when it began. */
    sessionId: text(),
    /** The browser's session at the hosted pages through which it came. */
    ssoSessionId: text(),
    carried: text({ mode: 'json' }).$type<CarriedFacts>().notNull(),
  },
  (table) => [index('refresh_families_of_user').on(table.userId), index('refresh_families_of_event').on(table.eventId)],
)
export type RefreshFamily = typeof refreshFamilies.$inferSelect

/** The confirmation code now valid for a user and purpose; a new one replaces it. */
export const codes = sqliteTable(
  'codes',
  {
    userId: ofUser(),
    purpose: text().$type<'sign-up' | 'forgot-password' | 'email' | 'phone_number'>().notNull(),
    code: text().notNull(),
    /** Where the code went: it becomes verified by the right answer. */
    attribute: text().$type<'email' | 'phone_number'>().notNull(),
    /** The new value that waits for the code, where the pool wants verification before an update. */
    pendingValue: text(),
    issuedAt: integer().notNull(),
    expiresAt: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.purpose] })],
)

/** Counters of attempts of one user: password lock-out, code tries, code requests. */
export const attempts = sqliteTable(
  'attempts',
  {
    userId: ofUser(),
    kind: text().notNull(),
    count: integer().notNull(),
    firstAt: integer().notNull(),
    lastAt: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.kind] })],
)
