import { index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'

// The counters of the risk model. Everything here is a sum of small vectors, one for each learnt event, and can be
// rebuilt from the events at any time. `node` is a 53-bit hash of a path such as country > network > address; `userId`
// is users.id, or a negative number made from the keyed hash of a name that nobody has.

/** The tables that SQLite shall store as one tree in the order of their key; drizzle cannot say so (see dev/without-rowid.ts). */
export const storedByKey = [
  'risk_user',
  'risk_user_total',
  'risk_pool',
  'risk_pool_total',
  'risk_failures',
  'risk_places',
]

/** What one user's events of one epoch (30 days) say about one node. */
export const riskUser = sqliteTable(
  'risk_user',
  {
    userId: integer().notNull(),
    node: integer().notNull(),
    epoch: integer().notNull(),
    good: integer().notNull(),
    invalid: integer().notNull(),
    valid: integer().notNull(),
    failed: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.node, table.epoch] })],
)

/** One user's good events at one node of all time, and how many children of the node have any. */
export const riskUserTotal = sqliteTable(
  'risk_user_total',
  {
    userId: integer().notNull(),
    node: integer().notNull(),
    /** The node above, 0 at the root of a chain: needed to take a user's counters back. */
    parent: integer().notNull(),
    good: integer().notNull(),
    children: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.node] })],
)

/** One vote per user, node and epoch: how many users of the pool voted how. */
export const riskPool = sqliteTable(
  'risk_pool',
  {
    poolId: text().notNull(),
    node: integer().notNull(),
    epoch: integer().notNull(),
    bad: integer().notNull(),
    good: integer().notNull(),
    failed: integer().notNull(),
    /** Failures under names that nobody has. */
    failedUnknown: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.poolId, table.node, table.epoch] })],
)

/** How many users of the pool were ever seen good at a node, and the same summed over the node's children. */
export const riskPoolTotal = sqliteTable(
  'risk_pool_total',
  {
    poolId: text().notNull(),
    node: integer().notNull(),
    users: integer().notNull(),
    pairs: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.poolId, table.node] })],
)

/**
 * Failed attempts by clock hour: of a user from one prefix, of a user from anywhere (`prefix` 0), and the number of
 * different names that failed from a prefix (`userId` 0). Forgotten after two hours.
 */
export const riskFailures = sqliteTable(
  'risk_failures',
  {
    poolId: text().notNull(),
    prefix: integer().notNull(),
    hour: integer().notNull(),
    userId: integer().notNull(),
    attempts: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.poolId, table.prefix, table.hour, table.userId] })],
)

/** When and where a user was seen good, for the speed of travel. `events` counts those of one moment and place. */
export const riskPlaces = sqliteTable(
  'risk_places',
  {
    userId: integer().notNull(),
    at: integer().notNull(),
    latitude: real().notNull(),
    longitude: real().notNull(),
    events: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.at, table.latitude, table.longitude] })],
)

/** Failed attempts under names that nobody has. No user owns them, so they are not among the auth events. */
export const riskUnknownAttempts = sqliteTable(
  'risk_unknown_attempts',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    poolId: text().notNull(),
    /** A keyed hash; the name itself is never stored. */
    name: text().notNull(),
    at: integer().notNull(),
    context: text().notNull(),
  },
  (table) => [index('risk_unknown_attempts_by_time').on(table.poolId, table.at)],
)

/** Up to where expired counters have been purged (one row): first epoch and first hour that are kept. */
export const riskHorizon = sqliteTable('risk_horizon', {
  id: integer().primaryKey(),
  epoch: integer().notNull(),
  hour: integer().notNull(),
})
