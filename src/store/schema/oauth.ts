import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ChallengeNameType } from '../../api/generated/types.ts'
import { ofClient } from './clients.ts'
import { ofPool } from './pools.ts'
import { type MfaFactor, ofUser } from './users.ts'

/** A session at a SAML provider, as a request to end it must name it. */
export interface SamlSession {
  readonly nameId: string
  readonly nameIdFormat: string | undefined
  readonly sessionIndex: string | undefined
}

/** Whom a SAML provider has vouched for, between the provider's post and the browser's next step. */
export interface SamlArrival {
  readonly attributes: Readonly<Record<string, unknown>>
  readonly session: SamlSession
}

/** How a user signed in at the hosted pages. */
export interface HostedFacts {
  /** The name the user signed in under. */
  readonly signInName: string
  /** The identity provider that vouched for the user; absent for the pool itself. */
  readonly provider?: string | undefined
  /** The key of the device that the sign-in named or was given. */
  readonly deviceKey?: string | undefined
  /** What a SAML provider calls the session at its side. */
  readonly saml?: SamlSession | undefined
  /** `acr` and `amr`, where the sign-in was asked for a level. */
  readonly claims?: Readonly<Record<string, unknown>> | undefined
}

/** Sessions of browsers at a pool's hosted pages. The browser holds the cookie; only its SHA-256 is kept. */
export const ssoSessions = sqliteTable(
  'sso_sessions',
  {
    /** `sso` and 25 lower-case letters and digits. */
    id: text().primaryKey(),
    cookieHash: text().notNull().unique(),
    poolId: ofPool(),
    userId: ofUser(),
    /** Where the browser signed in last. */
    clientId: text().notNull(),
    eventId: text().notNull(),
    facts: text({ mode: 'json' }).$type<HostedFacts>().notNull(),
    createdAt: integer().notNull(),
    /** When the user last proved who they are, in ms since 1970. */
    freshAt: integer().notNull(),
    lastActiveAt: integer().notNull(),
    expiresAt: integer().notNull(),
    ipAddress: text().notNull(),
    userAgent: text(),
  },
  (table) => [index('sso_sessions_of_user').on(table.userId), index('sso_sessions_by_expiry').on(table.expiresAt)],
)
export type SsoSession = typeof ssoSessions.$inferSelect

/** Authorization codes, by their SHA-256; kept for a while after use, so that a second use is noticed. */
export const authorizationCodes = sqliteTable(
  'authorization_codes',
  {
    hash: text().primaryKey(),
    poolId: ofPool(),
    clientId: ofClient(),
    userId: ofUser(),
    eventId: text().notNull(),
    /** Null where the session came to its end at once. */
    ssoSessionId: text(),
    redirectUri: text().notNull(),
    /** Space separated. */
    scope: text().notNull(),
    codeChallenge: text(),
    nonce: text(),
    resource: text(),
    facts: text({ mode: 'json' }).$type<HostedFacts>().notNull(),
    /** When the user proved who they are, in seconds since 1970. */
    authTime: integer().notNull(),
    createdAt: integer().notNull(),
    expiresAt: integer().notNull(),
    usedAt: integer(),
    /** The tokens it was exchanged for. */
    familyId: text(),
  },
  (table) => [index('authorization_codes_by_expiry').on(table.expiresAt)],
)
export type AuthorizationCode = typeof authorizationCodes.$inferSelect

/** How far somebody has come at the hosted pages. */
export interface HostedProgress {
  /** What the next page is about. */
  readonly step: 'challenge' | 'confirm' | 'reset'
  /** As it was typed. */
  readonly username: string
  readonly challenge?: ChallengeNameType | undefined
  readonly parameters?: Readonly<Record<string, string>> | undefined
  /** The Session string of the sign-in. */
  readonly session?: string | undefined
  readonly available?: readonly ChallengeNameType[] | undefined
  /** The secret of the authenticator app that is being set up, in base32. */
  readonly secretCode?: string | undefined
  /** The second factor that is being set up. */
  readonly setUp?: MfaFactor | undefined
  /** Where a code went, masked. */
  readonly destination?: string | undefined
}

/** Visits to the hosted pages between two of their steps, by the SHA-256 of their cookie. */
export const hostedVisits = sqliteTable(
  'hosted_visits',
  {
    hash: text().primaryKey(),
    poolId: ofPool(),
    clientId: ofClient(),
    progress: text({ mode: 'json' }).$type<HostedProgress>().notNull(),
    expiresAt: integer().notNull(),
  },
  (table) => [index('hosted_visits_by_expiry').on(table.expiresAt)],
)

/** A sign-in that somebody went to an identity provider for, by the SHA-256 of its state. */
export const federatedSignIns = sqliteTable(
  'federated_sign_ins',
  {
    hash: text().primaryKey(),
    poolId: ofPool(),
    clientId: ofClient(),
    provider: text().notNull(),
    /** The authorization request that it answers. */
    search: text().notNull(),
    /** Where the provider sends the browser back. */
    returnUri: text().notNull(),
    /** SHA-256 of the cookie of the browser that went. */
    browserHash: text().notNull(),
    nonce: text().notNull(),
    codeVerifier: text().notNull(),
    /** The id of a SAML request. */
    requestId: text().notNull(),
    /** Whom the provider has vouched for; of somebody who signs out, the session that is to end. */
    arrived: text({ mode: 'json' }).$type<SamlArrival>(),
    expiresAt: integer().notNull(),
  },
  (table) => [index('federated_sign_ins_by_expiry').on(table.expiresAt)],
)
export type FederatedSignIn = typeof federatedSignIns.$inferSelect

/** SAML assertions that were used, by the SHA-256 of their ids: each works once. */
export const usedAssertions = sqliteTable(
  'used_assertions',
  {
    hash: text().notNull(),
    poolId: ofPool(),
    expiresAt: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.poolId, table.hash] }),
    index('used_assertions_by_expiry').on(table.expiresAt),
  ],
)
