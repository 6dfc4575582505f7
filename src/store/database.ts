import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { imageOf, openImage, writeBeside } from './snapshot.ts'

/** The open database, as every query sees it. There is one connection, and it is synchronous. */
export type Tx = BetterSQLite3Database<Record<string, never>> & { $client: Database.Database }

/** An open store: the connection (ask for it each time, a restored snapshot may replace it) and one transaction on it. */
export interface Store {
  readonly tx: Tx
  /**
   * Runs `work` between BEGIN IMMEDIATE and COMMIT; a throw rolls everything back, unless what is thrown has
   * `keepsWrites` set (a wrong password is refused and still counted). A call inside another joins it.
   */
  transact<T>(work: (tx: Tx) => T): T
  /** The whole database as the bytes of an SQLite file. */
  snapshot(): Buffer
  /** Replaces everything by what `snapshot` gave, of this database or another; throws `SnapshotError` for other bytes. */
  restore(image: Buffer): void
  close(): void
}

/** Thrown for a database file that a newer version wrote. */
export class NewerDatabaseError extends Error {}

/** Opens (creating and migrating where needed) the SQLite file at `path`; `:memory:` keeps everything in memory. */
export function openStore(path: string): Store {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
  // A second emulator on the same file is told so after this many milliseconds.
  const connectToFile = () => connect(new Database(path, { timeout: 500 }), path)
  let open = connectToFile()
  return {
    get tx() {
      return open.tx
    },
    transact: (work) => open.transact(work),
    snapshot: () => imageOf(open.tx.$client),
    restore(snapshot) {
      const given = connect(openImage(snapshot), 'of the snapshot')
      if (path === ':memory:') {
        open.tx.$client.close()
        open = given
        return
      }
      // As it is after the migrations that it lacked.
      const migrated = imageOf(given.tx.$client)
      given.tx.$client.close()
      // While this database still answers, so that a full disk changes nothing.
      const image = writeBeside(path, migrated)
      // What is in the file is about to go, so that the disk need not be waited for.
      open.tx.$client.pragma('synchronous = OFF')
      open.tx.$client.close()
      // A crash leaves the one file or the other, whole.
      renameSync(image, path)
      open = connectToFile()
    },
    close: () => open.tx.$client.close(),
  }
}

/** Brings a connection up to date and ready for transactions. `name` says which database an error is about. */
function connect(sqlite: Database.Database, name: string): Pick<Store, 'tx' | 'transact'> {
  // One process at a time: without asking for locks anew each time, a sign-in costs a fifth less.
  sqlite.pragma('locking_mode = EXCLUSIVE')
  sqlite.pragma('journal_mode = WAL')
  // kill -9 must not lose what was answered; WAL with synchronous=NORMAL survives a crash of the process,
  // which is the promise made (a power failure may lose the last moments, never consistency).
  sqlite.pragma('synchronous = NORMAL')
  sqlite.pragma('foreign_keys = ON')
  // 8 MB of pages: what the sign-ins of one moment touch, in half of what the driver takes by itself.
  sqlite.pragma('cache_size = -8000')
  sqlite.pragma('temp_store = MEMORY')
  const tx = drizzle(sqlite) as unknown as Tx
  migrate(sqlite, name)
  const begin = sqlite.prepare('BEGIN IMMEDIATE')
  const commit = sqlite.prepare('COMMIT')
  const rollback = sqlite.prepare('ROLLBACK')
  return {
    tx,
    transact(work) {
      if (sqlite.inTransaction) return work(tx)
      begin.run()
      try {
        const result = work(tx)
        if (result instanceof Promise) throw new Error('A transaction cannot wait.')
        commit.run()
        return result
      } catch (error) {
        if (sqlite.inTransaction) (keepsWrites(error) ? commit : rollback).run()
        throw error
      }
    },
  }
}

const keepsWrites = (error: unknown) => error instanceof Error && 'keepsWrites' in error && error.keepsWrites === true

const statements = new WeakMap<Database.Database, Map<string, Database.Statement>>()

/** A prepared statement, kept for the life of the connection. For the few reads and writes that every sign-in makes many times. */
export function statement(tx: Tx, sql: string): Database.Statement {
  let ofConnection = statements.get(tx.$client)
  if (!ofConnection) {
    ofConnection = new Map()
    statements.set(tx.$client, ofConnection)
  }
  let prepared = ofConnection.get(sql)
  if (!prepared) {
    prepared = tx.$client.prepare(sql)
    ofConnection.set(sql, prepared)
  }
  return prepared
}

const queries = new WeakMap<Database.Database, Map<string, unknown>>()

/**
 * A query that is built and prepared once for a connection, however often it runs: building one costs more than running
 * it. `name` says what it asks, and belongs to one `build` only.
 */
export function kept<Query>(tx: Tx, name: string, build: () => Query): Query {
  let ofConnection = queries.get(tx.$client)
  if (!ofConnection) {
    ofConnection = new Map()
    queries.set(tx.$client, ofConnection)
  }
  if (!ofConnection.has(name)) ofConnection.set(name, build())
  return ofConnection.get(name) as Query // stored under this name just now, or earlier by the same build
}

/** The folder of migrations: beside `dist/` in the package, beside `src/` in a checkout. */
function migrationsFolder(): string {
  for (const candidate of ['../migrations', '../../migrations']) {
    const folder = fileURLToPath(new URL(candidate, import.meta.url))
    if (existsSync(`${folder}/meta/_journal.json`)) return folder
  }
  throw new Error('The folder "migrations" is missing from this installation of cognito-plus.')
}

function migrate(sqlite: Database.Database, path: string): void {
  const migrations = readMigrationFiles({ migrationsFolder: migrationsFolder() })
  sqlite.exec('CREATE TABLE IF NOT EXISTS migrations (hash TEXT PRIMARY KEY, applied INTEGER NOT NULL) STRICT')
  const applied = sqlite.prepare('SELECT hash FROM migrations ORDER BY applied').pluck().all() as string[]
  const known = new Set(migrations.map((migration) => migration.hash))
  if (applied.some((hash) => !known.has(hash))) {
    throw new NewerDatabaseError(
      `The database ${path} was written by another version of cognito-plus than this one. Use that version, or start with another --data folder.`,
    )
  }
  const record = sqlite.prepare('INSERT INTO migrations (hash, applied) VALUES (?, ?)')
  for (const [position, migration] of migrations.entries()) {
    if (applied.includes(migration.hash)) continue
    sqlite.transaction(() => {
      for (const sql of migration.sql) sqlite.exec(sql)
      record.run(migration.hash, position)
    })()
  }
}
