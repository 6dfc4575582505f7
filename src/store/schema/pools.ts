import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type {
  CustomDomainConfigType,
  EmailMfaConfigType,
  LogConfigurationType,
  RiskConfigurationType,
  RoutingType,
  UserPoolType,
  WebAuthnConfigurationType,
} from '../../api/generated/types.ts'

/** What the caller configured on a pool, defaults filled in; identity, dates and counts are columns or computed. */
export type PoolSettings = Omit<
  UserPoolType,
  | 'Id'
  | 'Name'
  | 'Arn'
  | 'CreationDate'
  | 'LastModifiedDate'
  | 'EstimatedNumberOfUsers'
  | 'Domain'
  | 'CustomDomain'
  | 'Status'
> & {
  /** Whether SetUserPoolMfaConfig switched authenticator apps on. */
  SoftwareTokenMfaEnabled?: boolean | undefined
  /** The two below as SetUserPoolMfaConfig last set them. Its SMS settings are the pool's own. */
  EmailMfaConfiguration?: EmailMfaConfigType | undefined
  WebAuthnConfiguration?: WebAuthnConfigurationType | undefined
}

export const pools = sqliteTable('pools', {
  id: text().primaryKey(),
  name: text().notNull(),
  settings: text({ mode: 'json' }).$type<PoolSettings>().notNull(),
  logConfigurations: text({ mode: 'json' }).$type<LogConfigurationType[]>().notNull(),
  /** As SetUserPoolSessionConfiguration last set it; null until then. */
  sessions: text({ mode: 'json' }).$type<{ tracking: boolean; maxPerUser: number; since?: number }>(),
  createdAt: integer().notNull(),
  modifiedAt: integer().notNull(),
})
export type Pool = typeof pools.$inferSelect

/** The column of a row that belongs to a pool and goes with it. */
export const ofPool = () =>
  text()
    .notNull()
    .references(() => pools.id, { onDelete: 'cascade' })

/** Keys of a pool: RSA pairs as PKCS #8 PEM made on first use, symmetric keys as raw bytes made with the pool. */
/** The use of the pair for which one SAML provider, whose name follows, encrypts. */
export type EncryptionUse = `saml:${string}`

export const poolKeys = sqliteTable(
  'pool_keys',
  {
    poolId: ofPool(),
    use: text().$type<'id' | 'access' | 'refresh' | 'saml' | 'feedback' | EncryptionUse>().notNull(),
    kid: text().notNull(),
    secret: blob({ mode: 'buffer' }).notNull(),
    createdAt: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.poolId, table.use, table.kid] })],
)

export const domains = sqliteTable(
  'domains',
  {
    domain: text().primaryKey(),
    poolId: ofPool(),
    managedLoginVersion: integer().notNull(),
    customDomainConfig: text({ mode: 'json' }).$type<CustomDomainConfigType>(),
    routing: text({ mode: 'json' }).$type<RoutingType>(),
    version: text().notNull(),
    createdAt: integer().notNull(),
  },
  (table) => [index('domains_of_pool').on(table.poolId)],
)
export type Domain = typeof domains.$inferSelect

/** One row for the pool (`clientId` is the empty string) and one for each client that has its own. */
export const riskConfigurations = sqliteTable(
  'risk_configurations',
  {
    poolId: ofPool(),
    clientId: text().notNull(),
    configuration: text({ mode: 'json' }).$type<Omit<RiskConfigurationType, 'LastModifiedDate'>>().notNull(),
    modifiedAt: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.poolId, table.clientId] })],
)
