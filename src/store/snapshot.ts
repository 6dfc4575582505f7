import { statSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'

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
  const sqlite = new Database(withVersion(image, 1))
  try {
    sqlite.prepare('SELECT hash FROM migrations').get()
    return sqlite
  } catch {
    sqlite.close()
    throw new SnapshotError('This is no snapshot of cognito-plus: it is damaged, or an SQLite file of something else.')
  }
}

/** The same with the file format's versions for reading and writing: 2 stands for a write-ahead log, which memory lacks. */
function withVersion(image: Buffer, version: 1 | 2): Buffer {
  const copy = Buffer.from(image)
  return copy.fill(version, 18, 20)
}

/** Writes an image into a file beside a database file, whose place it can take; answers the file's path. */
export function writeBeside(path: string, image: Buffer): string {
  const beside = `${path}.restored`
  writeFileSync(beside, withVersion(image, 2), { mode: statSync(path).mode })
  return beside
}
