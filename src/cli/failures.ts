import { CommanderError } from 'commander'
import { ControlApiError, TimeoutError, UnreachableError } from '../client/send.ts'
import { SeedError } from '../seed/seed-error.ts'
import { ConfigError } from '../setting-kinds.ts'
import { NewerDatabaseError } from '../store/database.ts'

/** A command that could not do its work, for a reason that a person can do something about. */
export class CliError extends Error {}

/** A command that was asked for something that cannot be. */
export class UsageError extends CliError {}

/** Errors whose message is made for people. */
const ours = [CliError, ConfigError, ControlApiError, NewerDatabaseError, SeedError, TimeoutError]

/** 2 for a command that was asked wrongly, 1 for one that could not do its work. */
export function exitCodeOf(error: unknown): 1 | 2 {
  const misread = error instanceof ControlApiError && error.code === 'InvalidRequest'
  const wrong = [CommanderError, ConfigError, UsageError].some((kind) => error instanceof kind)
  return misread || wrong ? 2 : 1
}

/** What a person reads when a command failed: one sentence for what can go wrong, the stack for a bug of ours. */
export function sentenceFor(error: unknown): string {
  if (error instanceof UnreachableError) return `${error.message} Start one with "cognito-plus start".`
  if (ours.some((kind) => error instanceof kind)) return (error as Error).message
  if (!(error instanceof Error)) return String(error)
  const { code = '', port, path } = error as Error & { code?: string; port?: number; path?: string }
  const wrongWithFile = fileErrors[code]
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use. Choose another with --port, or --port 0 for a free one.`
    case 'EACCES':
      return path === undefined ? `Port ${port} may not be opened by this user.` : `${path} may not be opened.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'The address of --host is not one of this machine.'
    case 'SQLITE_NOTADB':
      return 'The file in the --data folder is no database of cognito-plus.'
    case 'SQLITE_BUSY':
      return 'Another cognito-plus is writing to the same --data folder. Stop it, or choose another folder.'
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_READONLY':
      return 'The database in the --data folder may not be written.'
    default:
      return path !== undefined && wrongWithFile ? `${path}: ${wrongWithFile}.` : (error.stack ?? error.message)
  }
}

/** What can be wrong with a file or folder that somebody named. */
const fileErrors: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of this path is a file',
  EEXIST: 'a file is in the way',
  EISDIR: 'this is a folder',
  EPERM: 'this may not be done here',
  EROFS: 'this may only be read',
  ENOSPC: 'the disk is full',
}
