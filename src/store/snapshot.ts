import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { wipe } from './wipe.ts'

/** Thrown for bytes that are no snapshot. */
export class SnapshotError extends Error {}

/** The whole database as the bytes of an SQLite file. */
export function imageOf(sqlite: Database.Database): Buffer {
  return sqlite.serialize()
}

/** A database in memory that holds what an image holds. */
export function openImage(image: Buffer): Database.Database {
  if (image.subarray(0, 15).toString('latin1') !== 'SQLite format 3') {
    throw new SnapshotError('This is no snapshot: it does not begin like an SQLite file.')
  }
  // The file format's versions for reading and writing: 2 stands for a write-ahead log, which memory does not have.
  const plain = Buffer.from(image)
  plain[18] = 1
  plain[19] = 1
  const sqlite = new Database(plain)
  try {
    sqlite.prepare('SELECT hash FROM migrations').get()
    return sqlite
  } catch {
    sqlite.close()
    throw new SnapshotError('This is no snapshot of cognito-plus: it is damaged, or an SQLite file of something else.')
  }
}

/** Replaces every row of a database by those of another one with the same tables, whole or not at all. */
export function copyRows(from: Database.Database, to: Database.Database): void {
  const folder = mkdtempSync(join(tmpdir(), 'cognito-plus-'))
  try {
    const file = join(folder, 'image.sqlite')
    writeFileSync(file, from.serialize(), { mode: 0o600 })
    to.prepare('ATTACH ? AS image').run(file)
    // The rows fit each other; they only do not come in the order in which they refer to each other.
    to.pragma('foreign_keys = OFF')
    try {
      to.transaction(() => {
        const names = wipe(to)
        for (const name of names) to.exec(`INSERT INTO main."${name}" SELECT * FROM image."${name}"`)
      })()
    } finally {
      to.pragma('foreign_keys = ON')
      to.exec('DETACH image')
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
